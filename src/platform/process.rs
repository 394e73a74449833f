//! Processes: starting one that hears no signal of ours, ending one with all it started, what a process may take.

use std::io;
use std::path::PathBuf;
use std::process::{Child, Command};

/// A command as people write it in a profile, for the system's shell.
#[cfg(unix)]
pub fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(line);
    command
}

/// A command as people write it in a profile, for the system's shell. `cmd` takes what stands between the first quote and the
/// last as it is; quotes as other programs have them would stay in it.
#[cfg(windows)]
pub fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut command = Command::new("cmd");
    command.raw_arg("/D /S /C").raw_arg(format!("\"{line}\""));
    command
}

/// Makes the command lead a group of its own: Ctrl-C of our terminal is not for it.
pub fn lead_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        /// CREATE_NEW_PROCESS_GROUP.
        const NEW_GROUP: u32 = 0x0000_0200;
        std::os::windows::process::CommandExt::creation_flags(command, NEW_GROUP);
    }
    command
}

/// Whether this process has a terminal that a command may ask on: a group in the background of one is stopped when it does.
pub fn has_terminal() -> bool {
    if cfg!(unix) { std::fs::File::open("/dev/tty").is_ok() } else { true }
}

/// Ends it, and what it started: a shell that is killed leaves its `sleep` behind. Nothing that was waited for is touched: its
/// number may be a stranger's.
pub fn end_with_children(child: &mut Child) {
    end_below(child);
    let _ = child.kill();
    let _ = child.wait();
}

/// Ends the group that the process leads, and where the system tells which processes are below it, those. One that was left
/// behind by its parent, outside of a group of ours, is not found.
#[cfg(unix)]
fn end_below(child: &Child) {
    use rustix::process::{Pid, Signal, getpgid, kill_process, kill_process_group};
    let leader = Pid::from_child(child);
    let mut found = vec![leader];
    let mut at = 0;
    while let Some(pid) = found.get(at).map(|pid| pid.as_raw_nonzero()) {
        let below = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
        found.extend(below.split_whitespace().filter_map(|pid| Pid::from_raw(pid.parse().ok()?)));
        at += 1;
    }
    // It is ours until it has been waited for, so its number is nobody else's.
    if getpgid(Some(leader)).is_ok_and(|group| group == leader) {
        let _ = kill_process_group(leader, Signal::KILL);
    }
    for pid in found {
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// Ends what is below the process, which `taskkill` knows.
#[cfg(windows)]
fn end_below(child: &Child) {
    use std::process::Stdio;
    let mut command = Command::new("taskkill");
    command.args(["/T", "/F", "/PID"]).arg(child.id().to_string());
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// Whether a wait failed because the system collects children that end: their end is known to nobody.
#[cfg(unix)]
pub fn is_collected(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::CHILD.raw_os_error())
}

/// Whether a wait failed because the system collects children that end; this one keeps them.
#[cfg(not(unix))]
pub fn is_collected(_: &io::Error) -> bool {
    false
}

/// Where this program is, to start it again. On Linux it is found even when its file was replaced since.
///
/// # Errors
/// When the system does not tell.
pub fn own_program() -> io::Result<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Ok(own) } else { std::env::current_exe() }
}

/// Whether process `pid` is another one of this program that was there at `since` (epoch milliseconds): the
/// number alone may be a stranger's by now. Told on Linux alone; elsewhere a lock has to do.
#[cfg(target_os = "linux")]
pub fn is_of_ours(pid: u32, since: i64) -> bool {
    const TOLERANCE: f64 = 2.0;
    const TICKS: f64 = 100.0;
    if pid == std::process::id() {
        return false;
    }
    let program = |process: &str| {
        let link = std::fs::read_link(format!("/proc/{process}/exe")).ok()?;
        let name = link.file_name()?.to_str()?.trim_end_matches(" (deleted)").to_owned();
        Some(name)
    };
    let Some(other) = program(&pid.to_string()) else { return false };
    if program("self") != Some(other) {
        return false;
    }
    let read = |path: String| std::fs::read_to_string(path).ok();
    let age = || {
        let stat = read(format!("/proc/{pid}/stat"))?;
        // Behind the name in brackets, which may hold blanks: the 22nd field of all is the start, in ticks since boot.
        let started: f64 = stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()?;
        let uptime: f64 = read("/proc/uptime".to_owned())?.split_whitespace().next()?.parse().ok()?;
        Some(uptime - started / TICKS)
    };
    let Some(age) = age() else { return false };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0.0, |now| now.as_secs_f64());
    now - age <= since as f64 / 1000.0 + TOLERANCE
}

/// Whether process `pid` is another one of this program that was there at `since`: not told here, a lock has to do.
#[cfg(not(target_os = "linux"))]
pub fn is_of_ours(_pid: u32, _since: i64) -> bool {
    false
}

/// What is taken from this process: memory beyond so many bytes, and a core dump.
#[cfg(unix)]
pub fn limit_memory(most: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, most), (Resource::Core, 0)] {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// What is taken from this process: nothing, on this system.
#[cfg(not(unix))]
pub fn limit_memory(_most: u64) {}

/// How many descriptors this process may have open, after more were asked for where `wanted` is more.
#[cfg(unix)]
pub fn descriptors(wanted: u64) -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let room = |limit: Rlimit| limit.current.unwrap_or(u64::MAX);
    if room(limit) < wanted {
        let raised = limit.maximum.map_or(wanted, |most| most.min(wanted));
        // What is not granted is not needed: there is less to do then.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum });
    }
    room(getrlimit(Resource::Nofile))
}

/// How many descriptors this process may have open: as many as memory holds.
#[cfg(not(unix))]
pub fn descriptors(_wanted: u64) -> u64 {
    u64::MAX
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::process::Stdio;

    use super::*;

    #[test]
    fn a_shell_takes_a_line_with_its_quotes() {
        let output = shell("echo \"a  b\"").stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(said.trim_end(), if cfg!(windows) { "\"a  b\"" } else { "a  b" });
        assert_eq!(shell("exit 3").status().unwrap().code(), Some(3));
    }

    /// The pipe ends when nobody has it open any more: also not a child's child.
    #[cfg(unix)]
    #[test]
    fn what_a_command_started_ends_with_it() {
        for grouped in [true, false] {
            let mut command = shell("sleep 1000 & sleep 1000 & echo; wait");
            if grouped {
                lead_group(&mut command);
            }
            let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
            let mut out = child.stdout.take().unwrap();
            out.read_exact(&mut [0]).unwrap();
            end_with_children(&mut child);
            assert_eq!(out.read(&mut [0]).unwrap(), 0);
        }
    }

    #[test]
    fn a_program_finds_itself_and_is_no_other() {
        assert!(own_program().unwrap().exists());
        assert!(!is_of_ours(std::process::id(), i64::MAX));
        assert!(!is_of_ours(u32::MAX, i64::MAX));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_stranger_with_the_number_of_a_dead_runner_is_not_of_ours() {
        // Process 1 is there and is another program.
        assert!(!is_of_ours(1, i64::MAX));
    }

    #[test]
    fn there_are_descriptors() {
        assert!(descriptors(16) >= 16);
    }

    #[cfg(unix)]
    #[test]
    fn a_collected_child_is_told_from_other_failures() {
        assert!(is_collected(&rustix::io::Errno::CHILD.into()));
        assert!(!is_collected(&rustix::io::Errno::IO.into()));
    }
}
