//! CSV: rows and cells on their way in and out, and cells that no spreadsheet runs. Written once, for everybody: lists are
//! read strictly, captures whatever their quotes, both by one grammar.
//!
//! Three pairs that are each other's inverse, held together by a property test: [`write_row`] and [`split`] for a
//! row, [`write_row`] and [`Quotes`] for where it ends, [`defused`] and [`undefused`] for a cell. What a column
//! means, in which encoding a file is and where its lines come from is the business of others.

mod defuse;
mod read;
mod write;

pub use defuse::{defused, undefused};
pub use read::{BrokenRow, Cells, DELIMITERS, Dialect, Quotes, delimiter, split, split_any};
pub use write::{is_plain, write_cell, write_row};

#[cfg(test)]
mod tests;
