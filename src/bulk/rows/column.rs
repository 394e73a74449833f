//! Which column holds the recipient, and what it holds.

use crate::bulk::RecipientKind;
use crate::excerpt::{excerpt, named};

/// The names that are recognised, and what they hold.
const NAMES: &[(&str, RecipientKind)] = &[
    ("to", RecipientKind::Id),
    ("recipient", RecipientKind::Id),
    ("recipient_id", RecipientKind::Id),
    ("recipientid", RecipientKind::Id),
    ("facebook_id", RecipientKind::Id),
    ("facebookid", RecipientKind::Id),
    ("psid", RecipientKind::Id),
    ("recipient_token", RecipientKind::Token),
    ("sub_token", RecipientKind::Token),
    ("notification_messages_token", RecipientKind::Token),
    ("phone", RecipientKind::Phone),
];

/// The recipient column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name as it stands in the header.
    pub name: String,
    /// What it holds.
    pub kind: RecipientKind,
}

/// Why no column could be chosen.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnError {
    /// The named one is not there.
    #[error("the list has no column `{}`; it has {columns}", excerpt(name))]
    Absent {
        /// As typed.
        name: String,
        /// All columns, quoted.
        columns: String,
    },
    /// None has a known name.
    #[error("no column of the list has a name that holds recipients; it has {columns}")]
    None {
        /// All columns, quoted.
        columns: String,
    },
    /// More than one has.
    #[error("more than one column can hold the recipient: {columns}")]
    Several {
        /// Those, quoted.
        columns: String,
    },
    /// The name says nothing, and no kind was given.
    #[error("what the column `{}` holds cannot be told from its name", excerpt(.0))]
    KindNeeded(String),
    /// This send cannot use such recipients.
    #[error("the column `{}` holds recipients of kind `{kind}`, this send takes {takes}", excerpt(name))]
    WrongKind {
        /// The column.
        name: String,
        /// Its kind.
        kind: &'static str,
        /// What would do.
        takes: String,
    },
}

impl ColumnError {
    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::WrongKind { .. } => "name another column with `--recipient-column NAME --recipient-kind KIND`",
            Self::KindNeeded(_) => "say it with `--recipient-kind id`, `token` or `phone`",
            _ => "name it with `--recipient-column NAME --recipient-kind id|token|phone`",
        }
    }
}

/// Chooses the recipient column. `kinds` is what the send takes, its default first.
pub fn column(
    columns: &[&str],
    name: Option<&str>,
    kind: Option<RecipientKind>,
    kinds: &[RecipientKind],
) -> Result<Column, ColumnError> {
    let chosen = match name {
        Some(name) => asked(columns, name, kind, kinds)?,
        None => found(columns, kind, kinds)?,
    };
    if kinds.contains(&chosen.kind) {
        return Ok(chosen);
    }
    let takes: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    Err(ColumnError::WrongKind { name: chosen.name, kind: chosen.kind.word(), takes: takes.join(" or ") })
}

/// Where the column of that name stands: as it is written, or else in any case.
pub fn place(columns: &[&str], name: &str) -> Option<usize> {
    let same = |column: &&str| column.trim() == name.trim();
    let any_case = |column: &&str| column.trim().eq_ignore_ascii_case(name.trim());
    columns.iter().position(same).or_else(|| columns.iter().position(any_case))
}

fn asked(
    columns: &[&str],
    name: &str,
    kind: Option<RecipientKind>,
    kinds: &[RecipientKind],
) -> Result<Column, ColumnError> {
    let Some(column) = place(columns, name).map(|place| columns[place]) else {
        return Err(ColumnError::Absent {
            name: name.to_owned(),
            columns: named(columns.iter().map(|column| column.trim())),
        });
    };
    let kind = match (kind.or_else(|| kind_of(column, kinds)), kinds) {
        (Some(kind), _) => kind,
        (None, [only]) => *only,
        (None, _) => return Err(ColumnError::KindNeeded(name.to_owned())),
    };
    Ok(Column { name: column.to_owned(), kind })
}

fn found(columns: &[&str], kind: Option<RecipientKind>, kinds: &[RecipientKind]) -> Result<Column, ColumnError> {
    let candidates: Vec<(&str, RecipientKind)> = columns
        .iter()
        .filter_map(|column| Some((*column, kind_of(column, kinds)?)))
        .filter(|(_, found)| kind.is_none_or(|kind| kind == *found))
        .collect();
    match candidates.as_slice() {
        [] => Err(ColumnError::None { columns: named(columns.iter().map(|column| column.trim())) }),
        [(name, kind)] => Ok(Column { name: (*name).to_owned(), kind: *kind }),
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| *name).collect();
            Err(ColumnError::Several { columns: named(names) })
        }
    }
}

/// What a column of this name holds. `to` and `recipient` say only that it is the recipient: where
/// a send takes phones alone, they are phones.
fn kind_of(column: &str, kinds: &[RecipientKind]) -> Option<RecipientKind> {
    let column = column.trim();
    let (name, kind) = NAMES.iter().find(|(name, _)| column.eq_ignore_ascii_case(name))?;
    match (*name, kinds) {
        ("to" | "recipient", [only]) => Some(*only),
        _ => Some(*kind),
    }
}
