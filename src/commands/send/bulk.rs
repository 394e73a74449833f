//! The bulk options of `send` and the run of a job.
