//! Profiles: the file, the environment, and which value wins.
