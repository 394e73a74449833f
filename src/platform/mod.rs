//! What differs between systems, and nowhere else: files and who may read them, replacing a file, locks, names,
//! signals, processes, the console.
//!
//! Everybody may use it; it knows nobody. Each question has one answer for Unix and one for Windows, side by side;
//! `docs/windows.md` tells what the answers for Windows rest on.

#[cfg(target_os = "linux")]
mod access_list;
pub mod console;
pub mod files;
pub mod locks;
pub mod names;
pub mod permissions;
pub mod process;
pub mod signals;
