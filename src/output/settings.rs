//! What the global options and the environment say about output.

use crate::platform::console;

/// `-o`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people (the default).
    Table,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated, with a header.
    Csv,
}

impl Format {
    /// Whether errors are told as the error object.
    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR`; with `CLICOLOR_FORCE` also elsewhere.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Everything the global options say about output.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `-o`, `MSGOPS_OUTPUT`, or what `--jq` implies.
    pub format: Format,
    /// `--jq`.
    pub jq: Option<String>,
    /// `--fail-if`.
    pub fail_if: Option<String>,
    /// `--columns`.
    pub columns: Option<Vec<String>>,
    /// `--color`.
    pub color: ColorChoice,
    /// `-q`.
    pub quiet: bool,
    /// `-v` counted.
    pub verbose: u8,
    /// `--tz`; none is the machine's, which is read only when a time is shown ([`super::Output::zone`]).
    pub tz: Option<jiff::tz::TimeZone>,
    /// Whether stdout is a terminal.
    pub stdout_terminal: bool,
    /// Whether stderr is a terminal.
    pub stderr_terminal: bool,
    /// `COLUMNS`; without it the terminal is asked, when there is one and a table needs to know.
    pub width: Option<usize>,
    /// `NO_COLOR` is set and not empty, or the terminal is `dumb`.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and not `0`.
    pub color_force: bool,
    /// `CI` is set: plain progress lines.
    pub ci: bool,
    /// The locale is not UTF-8: bars are drawn in ASCII.
    pub ascii: bool,
}

impl Settings {
    /// A table without colour for no terminal: what is used before any option is known.
    pub fn plain() -> Self {
        Self {
            format: Format::Table,
            jq: None,
            fail_if: None,
            columns: None,
            color: ColorChoice::Auto,
            quiet: false,
            verbose: 0,
            tz: None,
            stdout_terminal: false,
            stderr_terminal: false,
            width: None,
            no_color: false,
            color_force: false,
            ci: false,
            ascii: false,
        }
    }

    /// Whether stdout is coloured.
    pub fn stdout_color(&self) -> bool {
        self.color(self.stdout_terminal)
    }

    /// Whether stderr is coloured.
    pub fn stderr_color(&self) -> bool {
        self.color(self.stderr_terminal)
    }

    /// The option wins over the environment; `NO_COLOR` wins over `CLICOLOR_FORCE`.
    fn color(&self, terminal: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => !self.no_color && (self.color_force || terminal && console::takes_colours()),
        }
    }

    /// The width a line on stderr has to fit.
    pub fn stderr_width(&self) -> usize {
        let asked =
            self.width.or_else(|| terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| width.0.into()));
        asked.filter(|width| *width > 0).unwrap_or(80)
    }

    /// The width a table has to fit; none when stdout is no terminal, where nothing is ever cut.
    pub fn table_width(&self) -> Option<usize> {
        if !self.stdout_terminal {
            return None;
        }
        self.width
            .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
            .filter(|width| *width > 0)
            .or(Some(80))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_by_option_then_environment_then_terminal() {
        for (choice, no_color, force, terminal, expected) in [
            (ColorChoice::Auto, false, false, true, true),
            (ColorChoice::Auto, false, false, false, false),
            (ColorChoice::Auto, true, false, true, false),
            (ColorChoice::Auto, false, true, false, true),
            (ColorChoice::Auto, true, true, true, false),
            (ColorChoice::Always, true, false, false, true),
            (ColorChoice::Never, false, true, true, false),
        ] {
            let settings = Settings {
                color: choice,
                no_color,
                color_force: force,
                stdout_terminal: terminal,
                ..Settings::plain()
            };
            assert_eq!(settings.stdout_color(), expected, "{settings:?}");
        }
    }

    #[test]
    fn a_pipe_has_no_width_even_with_columns_set() {
        let piped = Settings { width: Some(40), ..Settings::plain() };
        assert_eq!(piped.table_width(), None);
        assert_eq!(Settings { stdout_terminal: true, ..piped }.table_width(), Some(40));
    }
}
