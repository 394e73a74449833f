//! The only user of reqwest: one request, one exchange, and what an answer means.

pub mod outcome;

pub use outcome::{
    Answer, Cause, ChannelAnswer, Failure, Judged, NotSent, Platform, Reply, Stage, Unknown, Verdict, judge,
};
