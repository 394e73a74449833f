//! `msgops help`: the help of a command, and topics that belong to none.

use clap::Args;

use crate::context::{Context, VARIABLES};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::profile::FileLocation;

/// Explain a command, or exit-codes, environment, output, files
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops help send messenger text
  msgops help exit-codes")]
pub struct HelpArgs {
    /// A command, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// The topics.
pub const TOPICS: [&str; 4] = ["exit-codes", "environment", "output", "files"];

const OUTPUT: &str = "\
stdout carries data only; notes, progress, warnings and errors go to stderr.

  -o table        for people (the default); on a narrow terminal text wraps, or
                  each row becomes a block of `name  value` lines
  -o json         one value; -o ndjson: one row a line, as rows come
  -o csv          every column, cells defused for spreadsheets
  --columns A,B   the columns of table and csv, in this order
  --jq FILTER     a jq filter, built in: over the whole value with json, over
                  each row with ndjson; strings print raw. A filter that begins
                  with `.[] |` sees one row after another, however many
  --fail-if F     after a read has printed its result: exit 11 if the filter
                  gives true
  --raw           the vendor's reply as received
  --lang zh       what codes mean and what to do, in Chinese; all else stays
  -q              only data and errors
  -v, -vv         what was asked of whom; headers and bodies too

With json and ndjson an error is one JSON object on stderr:
  {\"error\":{\"kind\":\"refused\",\"exit_code\":4,\"code\":\"210008\",\"message\":\"…\"}}

A closed stdout ends a read quietly with 0. What sends goes on whatever becomes
of its output: the exit code tells its outcome. NO_COLOR and CLICOLOR_FORCE are
honoured.";

/// Runs the command.
pub fn run(context: &Context, args: HelpArgs) -> Result<Exit> {
    let text = match args.words.first().map(String::as_str) {
        Some("exit-codes") if args.words.len() == 1 => exit_codes(),
        Some("environment") if args.words.len() == 1 => environment(),
        Some("output") if args.words.len() == 1 => OUTPUT.to_owned(),
        Some("files") if args.words.len() == 1 => files(context)?,
        _ => return command(context, &args.words),
    };
    context.output.raw(format!("{text}\n").as_bytes())?;
    Ok(Exit::Done)
}

fn command(context: &Context, words: &[String]) -> Result<Exit> {
    let mut root = super::command();
    root.build();
    let mut at = &mut root;
    let mut name = "msgops".to_owned();
    for word in words {
        let Some(below) = at.find_subcommand_mut(word) else {
            return Err(Error::usage(format!("there is no command `{name} {word}`, and no topic of that name"))
                .hint(format!("the topics are {}", TOPICS.join(", ")))
                .hint(format!("`{name} --help` lists the commands")));
        };
        at = below;
        name = format!("{name} {word}");
    }
    let help = at.render_long_help();
    let text = if context.output.settings().stdout_color() { help.ansi().to_string() } else { help.to_string() };
    context.output.raw(text.as_bytes())?;
    Ok(Exit::Done)
}

fn exit_codes() -> String {
    let mut text = String::new();
    for exit in Exit::ALL {
        text.push_str(&format!("{:>4}  {}\n", exit.code(), folded(exit.meaning(), 6)));
    }
    text.push('\n');
    text.push_str(&folded("When several hold, the first of these is told: 1, 10, 130 or 143, 7, 6, 5, 11, 0.", 0));
    text.push('\n');
    text.push_str("The code of a bulk job tells the state of the whole job, not of one run of it.");
    text
}

fn environment() -> String {
    let mut text = String::new();
    for (name, meaning) in VARIABLES {
        text.push_str(&format!("{name}\n      {}\n", folded(meaning, 6)));
    }
    let honoured = "Also honoured: HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, NO_COLOR, CLICOLOR_FORCE, COLUMNS, TZ, CI. A flag \
                    wins over the environment, the environment over the profile; `msgops profile show` tells where each \
                    value comes from.";
    text.push('\n');
    text.push_str(&folded(honoured, 0));
    text
}

fn files(context: &Context) -> Result<String> {
    let config = FileLocation::of(context)?.path;
    let state = context.state_dir()?;
    Ok(format!(
        "Profiles (--config, MSGOPS_CONFIG; mode 0600)\n  {}\n\nState (MSGOPS_STATE_DIR; directories 0700, files 0600)\n  {}\n\
         \n  jobs/      bulk jobs: who was sent what, and what became of it\n  \
         tokens/    access tokens that all processes share\n  \
         captures/  callbacks that `listen` received\n  \
         templates/ WhatsApp templates that were read within minutes\n  \
         sandbox/   what the built-in emulator remembers\n  \
         topics/    topics that lists have shown lately, for TAB",
        config.display(),
        state.display()
    ))
}

/// The text in lines of at most 80 columns, the second and later ones behind `indent` blanks.
fn folded(text: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let used = lines.last().map_or(0, |line| line.chars().count());
        if used > 0 && indent + used + 1 + word.chars().count() > 80 {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join(&format!("\n{:indent$}", ""))
}
