use super::*;

/// Every code that the vendors' documents print, book by book: written down from the documents, not from the tables.
const DOCUMENTED: [(Book, &str); 8] = [
    (
        Book::Sobot,
        "000000 900001 900002 900003 900004 999999 210001 210002 210003 210004 210005 210006 210007 210008 210009
         210010 210011 210012 210013 700046",
    ),
    (
        Book::SobotRecord,
        "1 1357046 2 2018344 4 2018354 2018352 10 1404170 1893015 2018336 2534022 2534077 2018278 2018065 2018108 100
         33 2018001 2018008 2018014 2018047 2018074 2018109 2018164 2018294 2018320 2018328 2534013 2534014 2534015
         2534025 2534029 2534037 190 200 1545041 2018021 2018027 2018028 2534041 551 1893016 2018338 2534040 2022
         10303 24001 24002 24005 36103 2018144 2018154 2018163 2018166 2018171 2018218 2018234 2018247 2018300 2018321
         2071010 2071011 2071014 2071015 2071016 2071017 2071018 2071019 2071020 2071021 2071022 2071023 2071024
         2071025 9000001 1893022 000000 999997 999998 999999",
    ),
    (Book::Nxcloud, "0 -1 1000 1001 1002 1003 1004 1005 1100 1102 9000 9002 9003 9010 9999 14001 14002 14003"),
    (Book::NxcloudWhatsapp, "9001 10000 10001 10002"),
    (Book::NxcloudMessenger, "0 16000 16001 16002"),
    (Book::NxcloudSuper, "14003 14004 14005 14006"),
    (Book::NxcloudWhatsappSend, "0 -1 1000 1001 1002 1003 1004 1005 9000 9001 9002 9003 9004 9005 9006 9007 9099"),
    (
        Book::Meta,
        "10 100 130429 130472 131000 131008 131009 131026 131031 131047 131048 131049 131051 131052 131053 131056
         132000 132001 132005 130497 131005 131016 131021 131037 131042 131045 131050 131057 132007 132012 132015
         132016 133010 368 80007 2 4",
    ),
];

fn entries() -> impl Iterator<Item = &'static Entry> {
    Book::ALL.into_iter().flat_map(Book::entries)
}

#[test]
fn every_book_holds_the_documented_codes_and_no_others() {
    for (book, codes) in DOCUMENTED {
        let documented: Vec<&str> = codes.split_whitespace().collect();
        let held: Vec<&str> = book.entries().iter().map(|entry| entry.code).collect();
        assert_eq!(held, documented, "{book}");
    }
    assert_eq!(DOCUMENTED.map(|(book, _)| book), Book::ALL);
}

#[test]
fn every_entry_is_found_under_its_own_book_and_code() {
    for book in Book::ALL {
        for entry in book.entries() {
            assert_eq!(entry.book, book);
            let found = find(book, entry.code).unwrap_or_else(|| panic!("{book} {}", entry.code));
            assert!(std::ptr::eq(found, entry), "{book} {}", entry.code);
        }
        for code in ["", "x", "00", "-2", "99999999999", "http_404", "2018352 "] {
            assert!(find(book, code).is_none(), "{book} `{code}`");
        }
    }
}

#[test]
fn leading_zeros_count() {
    assert!(find(Book::Sobot, "0").is_none());
    assert!(find(Book::Nxcloud, "000000").is_none());
    assert_eq!(find(Book::Nxcloud, "0").map(|entry| entry.retry), Some(Retry::NotNeeded));
}

#[test]
fn one_number_means_different_things_in_different_books() {
    let books = |code| Book::ALL.into_iter().filter(|book| find(*book, code).is_some()).collect::<Vec<_>>();
    assert_eq!(books("999999"), [Book::Sobot, Book::SobotRecord]);
    assert_eq!(books("10"), [Book::SobotRecord, Book::Meta]);
    assert_eq!(books("0"), [Book::Nxcloud, Book::NxcloudMessenger, Book::NxcloudWhatsappSend]);
    assert_eq!(books("14003"), [Book::Nxcloud, Book::NxcloudSuper]);
    assert_eq!(books("31337"), []);
    let send = [Book::Sobot, Book::SobotRecord];
    assert_eq!(find_in(&send, "999999").map(|entry| entry.retry), Some(Retry::LookFirst));
    assert_eq!(find_in(&send, "999998").map(|entry| entry.book), Some(Book::SobotRecord));
}

#[test]
fn texts_are_short_fragments_in_english() {
    for entry in entries() {
        let Entry { book, code, english: Text { explanation, advice }, .. } = entry;
        assert!((8..=112).contains(&explanation.chars().count()), "{book} {code}: {explanation}");
        assert!(advice.chars().count() <= 100, "{book} {code}: {advice}");
        for text in [explanation, advice] {
            assert!(text.is_ascii(), "{book} {code}: {text}");
            assert!(!text.ends_with(['.', '!', ' ']) && !text.starts_with(' '), "{book} {code}: {text}");
            let first = text.split([' ', '\'']).next().unwrap();
            let name = ["Facebook", "Messenger", "Instagram", "Meta", "WhatsApp"].contains(&first);
            assert!(name || !first.starts_with(|first: char| first.is_uppercase()), "{book} {code}: {text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{book} {code}: {text}");
        }
        assert_eq!(entry.retry == Retry::NotNeeded, matches!(*code, "000000" | "0" | "14004" | "16001" | "16002"));
        let fixable = matches!(entry.retry, Retry::AfterFix | Retry::LookFirst | Retry::Later);
        assert!(!fixable || !advice.is_empty(), "{book} {code} says that a retry can help but not what to do");
    }
}

/// What stands between backticks: commands, options, keys.
fn quoted(text: &str) -> Vec<&str> {
    let mut quoted: Vec<_> = text.split('`').skip(1).step_by(2).collect();
    quoted.sort_unstable();
    quoted
}

#[test]
fn every_code_is_told_in_both_languages_and_names_the_same_commands_in_both() {
    for entry in entries() {
        let Entry { book, code, english, chinese, .. } = entry;
        let han = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        assert!(han(chinese.explanation), "{book} {code}: {}", chinese.explanation);
        assert_eq!(english.advice.is_empty(), chinese.advice.is_empty(), "{book} {code}");
        assert!(chinese.advice.is_empty() || han(chinese.advice), "{book} {code}: {}", chinese.advice);
        assert_eq!(quoted(english.advice), quoted(chinese.advice), "{book} {code}");
        for text in [chinese.explanation, chinese.advice] {
            let columns = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
            assert!(columns <= 112, "{book} {code}: {text}");
            assert!(!text.ends_with(['。', '！', '.', ' ']) && !text.starts_with(' '), "{book} {code}: {text}");
            assert!(!text.contains(['(', ')', ',', ';']), "{book} {code}: ASCII marks in {text}");
        }
    }
}

#[test]
fn no_two_entries_of_a_book_explain_themselves_alike() {
    for book in Book::ALL {
        let mut seen = std::collections::HashSet::new();
        for entry in book.entries() {
            assert!(seen.insert(entry.english.explanation), "{book} {}", entry.code);
            assert!(seen.insert(entry.chinese.explanation), "{book} {}", entry.code);
        }
    }
}

/// What a book says about a retry and what the tool does about it must not contradict each other.
#[test]
fn retry_advice_agrees_with_the_ruling() {
    for entry in entries() {
        let answers = match entry.book {
            // The number is looked up in `sobot` first, and means what that book says.
            Book::SobotRecord => find(Book::Sobot, entry.code).is_none(),
            Book::Sobot | Book::Nxcloud | Book::NxcloudWhatsappSend => true,
            Book::NxcloudWhatsapp | Book::NxcloudMessenger | Book::NxcloudSuper | Book::Meta => false,
        };
        let allowed: &[Retry] = match entry.ruling {
            Ruling::Accepted => &[Retry::NotNeeded],
            Ruling::Unknown => &[Retry::LookFirst],
            Ruling::SlowDown | Ruling::SparePerson => &[Retry::Later],
            Ruling::TokenExpired | Ruling::Dooms => &[Retry::AfterFix],
            Ruling::Refused => &[Retry::No, Retry::AfterFix, Retry::Later],
        };
        let Entry { book, code, ruling, retry, .. } = entry;
        assert!(!answers || allowed.contains(retry), "{book} {code}: {ruling:?}, {retry:?}");
    }
}

/// The contract's table "what an answer means", written down from it.
#[test]
fn rulings_are_those_of_the_contract() {
    use Ruling::*;
    for (ruling, table) in [
        (Accepted, "sobot 000000, sobot.record 000000, nxcloud 0, nxcloud.whatsapp.send 0"),
        (SlowDown, "sobot.record 4, sobot.record 2534040, nxcloud 9010, meta 130429, meta 80007, meta 4"),
        (SparePerson, "sobot.record 2018352, meta 131056"),
        (TokenExpired, "sobot 900002"),
        (
            Unknown,
            "sobot 999999, sobot.record 1, sobot.record 2, sobot.record 999997, nxcloud -1, nxcloud 9999, nxcloud 14003,
             nxcloud.whatsapp.send -1, nxcloud.whatsapp.send 9001, nxcloud.whatsapp.send 9007, nxcloud.whatsapp.send 9099,
             meta 131000, meta 2",
        ),
        (
            Dooms,
            "sobot 900003, sobot 900004, sobot 210001, sobot 210002, sobot 210010, sobot.record 10, sobot.record 1404170,
             sobot.record 190, sobot.record 200, sobot.record 2018028, sobot.record 2022, nxcloud 1000, nxcloud 1001,
             nxcloud 1002, nxcloud 1003, nxcloud 1004, nxcloud 1005, nxcloud 1100, nxcloud 1102, nxcloud 9000,
             nxcloud 9003, nxcloud 14001, nxcloud 14002, nxcloud.whatsapp.send 1000, nxcloud.whatsapp.send 1001,
             nxcloud.whatsapp.send 1002, nxcloud.whatsapp.send 1003, nxcloud.whatsapp.send 1004,
             nxcloud.whatsapp.send 1005, nxcloud.whatsapp.send 9002, nxcloud.whatsapp.send 9003,
             nxcloud.whatsapp.send 9005, nxcloud.whatsapp.send 9006, meta 131031, meta 131042, meta 133010, meta 132001,
             meta 132015, meta 132016",
        ),
    ] {
        let mut held: Vec<String> = entries()
            .filter(|entry| entry.ruling == ruling)
            .map(|entry| format!("{} {}", entry.book, entry.code))
            .collect();
        let mut told: Vec<String> = table.split(',').map(|pair| pair.trim().to_owned()).collect();
        held.sort();
        told.sort();
        assert_eq!(held, told, "{ruling:?}");
    }
    assert!(dooms_every_row(Book::Nxcloud, "1102") && !dooms_every_row(Book::Nxcloud, "9002"));
}

#[test]
fn search_wants_every_word_in_any_case() {
    let found = |words| search(words).map(|entry| (entry.book, entry.code)).collect::<Vec<_>>();
    assert_eq!(found("TOPIC already title"), [(Book::Sobot, "210008")]);
    assert_eq!(found("meta 24 hours"), [(Book::Meta, "131047")]);
    assert!(found("屏蔽").contains(&(Book::SobotRecord, "551")));
    assert_eq!(found("主题 TITLE already"), [(Book::Sobot, "210008")]);
    let limits = found("limit RATE");
    for code in [(Book::Nxcloud, "9010"), (Book::SobotRecord, "2534040"), (Book::Meta, "130429")] {
        assert!(limits.contains(&code), "{code:?}: {limits:?}");
    }
    assert_eq!(found("限流"), limits);
    assert_eq!(found("no such words anywhere"), []);
    assert_eq!(found("").len(), entries().count());
}

#[test]
fn a_book_is_read_by_its_word() {
    for book in Book::ALL {
        assert_eq!(book.word().parse(), Ok(book));
    }
    let message = "sobots".parse::<Book>().unwrap_err();
    assert!(message.contains("`sobots`") && message.contains("nxcloud.messenger"), "{message}");
}
