//! `msgops codes`: the books of codes, offline.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::json;

use crate::codes::{self, Book, Entry};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Flow, Show};

/// Explain vendors' codes: meaning, who must act, retry or not
///
/// Works offline. The same number means different things in different books, so every book that has
/// it is shown; leading zeros count. Without a code, all of them are listed.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CodesArgs {
    /// Codes as the vendor writes them
    #[arg(value_name = "CODE", allow_negative_numbers = true)]
    codes: Vec<String>,
    /// Look into this book only
    #[arg(long, value_name = "BOOK", value_parser = book_parser())]
    book: Option<Book>,
    /// Only entries with all these words in their texts
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  msgops codes 210008 131047
  msgops codes --search 'not subscribed' --book sobot.record -o json";

pub(super) const COLUMNS: &[Column] = &[
    Column::new("book", Show::Id),
    Column::new("code", Show::Code),
    Column::new("explanation", Show::Text),
    Column::new("advice", Show::Text),
    Column::new("who", Show::Text),
    Column::new("retry", Show::Text),
];

/// Runs the command.
pub fn run(context: &Context, args: CodesArgs) -> Result<Exit> {
    let books: &[Book] = args.book.as_ref().map_or(&Book::ALL, std::slice::from_ref);
    let wanted = Wanted { books, codes: unique(&args.codes), words: args.search.as_deref().unwrap_or("") };
    let entries = wanted.entries();
    let complaint = wanted.complain();
    if complaint.is_none() || !entries.is_empty() {
        print(context, &entries)?;
    }
    wanted.warn_of_zeros(context);
    complaint.map_or(Ok(Exit::Done), Err)
}

fn print(context: &Context, entries: &[&Entry]) -> Result<()> {
    let mut rows = context.output.rows(COLUMNS)?;
    for entry in entries {
        let flow = rows.push(&json!({
            "book": entry.book.word(),
            "code": entry.code,
            "explanation": entry.explanation(),
            "advice": entry.advice(),
            "who": entry.who.word(),
            "retry": entry.retry.word(),
        }))?;
        if flow == Flow::Closed {
            return Ok(());
        }
    }
    rows.finish()?;
    Ok(())
}

/// What was asked for.
struct Wanted<'a> {
    books: &'a [Book],
    codes: Vec<&'a str>,
    words: &'a str,
}

impl Wanted<'_> {
    /// The entries in the order of the codes asked for, else of the books.
    fn entries(&self) -> Vec<&'static Entry> {
        let searched = codes::search(self.words).filter(|entry| self.books.contains(&entry.book));
        if self.codes.is_empty() {
            return searched.collect();
        }
        let searched: Vec<_> = searched.collect();
        let of = |code: &str| searched.iter().copied().filter(|entry| entry.code == code).collect::<Vec<_>>();
        self.codes.iter().flat_map(|code| of(code)).collect()
    }

    fn has(&self, code: &str) -> bool {
        codes::find_in(self.books, code).is_some()
    }

    /// `0` and `000000` are two codes: whoever asks for one is told of the other.
    fn warn_of_zeros(&self, context: &Context) {
        for code in &self.codes {
            for other in codes::apart_from_zeros(code).filter(|entry| self.books.contains(&entry.book)) {
                if !self.codes.contains(&other.code) {
                    let Entry { code: other, book, .. } = other;
                    context
                        .output
                        .note(&format!("leading zeros count: `{other}` of {book} is another code than `{code}`"));
                }
            }
        }
    }

    /// The codes that no book has, as one error.
    fn complain(&self) -> Option<Error> {
        let missing: Vec<&str> = self.codes.iter().copied().filter(|code| !self.has(code)).collect();
        if missing.is_empty() {
            return None;
        }
        let named = missing.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let error = Error::input(format!("{named} {verb} in no book; looked in {}", words(self.books)));
        Some(match missing.iter().find_map(|code| code.strip_prefix("http_")) {
            Some(status) => {
                error.hint(format!("HTTP status {status} came without a vendor's code: msgops made this one of it"))
            }
            None => error.hint("`msgops codes --search WORDS` searches the texts"),
        })
    }
}

fn unique(codes: &[String]) -> Vec<&str> {
    let mut unique: Vec<&str> = Vec::with_capacity(codes.len());
    for code in codes {
        if !unique.contains(&code.as_str()) {
            unique.push(code);
        }
    }
    unique
}

fn words(books: &[Book]) -> String {
    books.iter().map(|book| book.word()).collect::<Vec<_>>().join(", ")
}

fn book_parser() -> impl TypedValueParser<Value = Book> {
    PossibleValuesParser::new(Book::ALL.map(Book::word)).try_map(|word| word.parse::<Book>())
}
