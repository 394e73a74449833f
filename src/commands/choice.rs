//! The values of an option: what it means in the room below, its word, and what `--help` says of it. In place of an enum
//! that mirrors that room's.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

/// One value after another, in the order in which help names them; help may be empty.
#[derive(Clone, Copy, Debug)]
pub struct Choice<T: 'static>(pub &'static [(&'static str, T, &'static str)]);

impl<T> Choice<T> {
    fn values(&self) -> impl Iterator<Item = PossibleValue> + 'static + use<T> {
        self.0.iter().map(|(word, _, help)| {
            let value = PossibleValue::new(*word);
            if help.is_empty() { value } else { value.help(*help) }
        })
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Choice<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let word = PossibleValuesParser::new(self.values()).parse_ref(command, argument, value)?;
        let chosen = self.0.iter().find(|(known, ..)| *known == word).map(|(_, chosen, _)| chosen.clone());
        chosen.ok_or_else(|| Error::new(ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values()))
    }
}
