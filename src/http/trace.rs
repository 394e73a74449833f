//! Where the client tells what it asked of whom; who shows it is not its business.

/// Takes lines about requests: level 1 for one line a try, level 2 for headers and bodies. Secrets
/// are masked before a line gets here.
pub trait Trace {
    /// Whether lines of this level are wanted at all.
    fn wants(&self, level: u8) -> bool;

    /// One line or block of text.
    fn tell(&self, level: u8, text: &str);

    /// A stranger's text with the secrets masked that the run knows besides those of the request it answers.
    fn masked(&self, text: String) -> String {
        text
    }
}

/// Tells nobody.

#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Trace for Silent {
    fn wants(&self, _level: u8) -> bool {
        false
    }

    fn tell(&self, _level: u8, _text: &str) {}
}
