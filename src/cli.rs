//! The command line: global options, the tree of subcommands, and the way from `argv` to an exit code.

mod completer;
mod completions;
mod effect;
mod help;
mod lazy;
mod man;
mod near;
pub(crate) mod reference;
mod tree;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::tz::TimeZone;

use crate::codes::Language;
use crate::commands;
use crate::commands::choice::Choice;
use crate::context::{Clock, Context, DryRun, Env, Options, ProfileOrigin};
use crate::error::{Error, Result};
use crate::excerpt::excerpt;
use crate::exit::Exit;
use crate::output::{ColorChoice, FILTER_ARGUMENT, Format, Output, Settings, run_filter, sanitize};
use crate::time::{duration, nearest_zone};

const EXAMPLES: &str = "\
Examples:
  msgops -p sandbox send messenger text --to 7608034689289950 'Hello'
  msgops records stats --since 7d

The first example needs no account: the profile `sandbox` is an emulator inside
the tool. Topics: `msgops help exit-codes|environment|output|files`. Pages about
each part are in docs/ of the source.";

/// The time limit of one try when `--timeout` is not given.
const DEFAULT_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

/// Messages of Sobot (Facebook Messenger) and NXCloud (SMS, Viber, WhatsApp)
#[derive(Parser, Debug)]
#[command(name = "msgops", version, propagate_version = true, arg_required_else_help = true, disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true, after_help = EXAMPLES)]
struct Cli<C: Subcommand> {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: C,
}

#[derive(Subcommand, Debug)]
enum Command {
    Send(Box<commands::send::SendArgs>),
    Upload(commands::upload::UploadArgs),
    Topics(commands::topics::TopicsArgs),
    Tasks(commands::tasks::TasksArgs),
    Records(commands::records::RecordsArgs),
    Templates(commands::templates::TemplatesArgs),
    Media(commands::media::MediaArgs),
    Numbers(commands::numbers::NumbersArgs),
    Token(commands::token::TokenArgs),
    WebhookDecode(commands::webhook_decode::WebhookDecodeArgs),
    Listen(commands::listen::ListenArgs),
    Replay(commands::replay::ReplayArgs),
    Codes(commands::codes::CodesArgs),
    Profile(commands::profile::ProfileArgs),
    Doctor(commands::doctor::DoctorArgs),
    Jobs(commands::jobs::JobsArgs),
    Sandbox(commands::sandbox::SandboxArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

/// Options that every command takes, before or after it.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
struct Globals {
    /// Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]
    #[arg(short, long, global = true, value_name = "NAME")]
    profile: Option<String>,
    /// Profile file [env: MSGOPS_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// table, json, ndjson or csv [env: MSGOPS_OUTPUT]
    #[arg(short, long, global = true, value_name = "FORMAT", value_parser = FORMATS)]
    output: Option<Format>,
    /// Filter the result with a jq program; implies json
    #[arg(long, global = true, value_name = "FILTER")]
    jq: Option<String>,
    /// After a read has printed its result: exit 11 if this jq filter over the whole value gives true
    #[arg(long, global = true, value_name = "FILTER")]
    fail_if: Option<String>,
    /// Columns of table and csv, in this order
    #[arg(long, global = true, value_name = "A,B,…", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// The vendor's reply exactly as received
    #[arg(long, global = true)]
    raw: bool,
    /// Print the request with secrets masked and send nothing; `=curl` prints a curl command
    #[arg(long, global = true, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "http", value_parser = DRY_RUNS)]
    dry_run: Option<DryRun>,
    /// Language of code explanations and advice: en, zh [env: MSGOPS_LANG] [default: the locale's]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language_parser())]
    lang: Option<Language>,
    /// Time limit of one try [default: 30s]
    #[arg(long, global = true, value_name = "DURATION", value_parser = positive_duration)]
    timeout: Option<std::time::Duration>,
    /// Time zone of tables and of times without a zone [default: the machine's]
    #[arg(long, global = true, value_name = "NAME")]
    tz: Option<String>,
    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true, value_parser = COLORS)]
    color: ColorChoice,
    /// Only data and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// What was asked of whom and how long it took; twice for headers and bodies
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,
    /// Print help: `-h` on a screen, `--help` in full
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    version: Option<bool>,
}

const FORMATS: Choice<Format> = Choice(&[
    ("table", Format::Table, ""),
    ("json", Format::Json, ""),
    ("ndjson", Format::Ndjson, ""),
    ("csv", Format::Csv, ""),
]);

const DRY_RUNS: Choice<DryRun> = Choice(&[("http", DryRun::Http, ""), ("curl", DryRun::Curl, "")]);

const COLORS: Choice<ColorChoice> =
    Choice(&[("auto", ColorChoice::Auto, ""), ("always", ColorChoice::Always, ""), ("never", ColorChoice::Never, "")]);

/// The tree of commands, as the command line has it.
pub fn command() -> clap::Command {
    tree::polished(Cli::<Command>::command())
}

/// The tree of commands, for manual pages and the command reference, which know of no screen.
fn told() -> clap::Command {
    tree::ordered(Cli::<Command>::command())
}

/// The names of the commands that send, change or write something, each of which has to honour `--dry-run`.
pub fn changing_commands() -> Vec<String> {
    effect::leaves(&command())
        .into_iter()
        .filter(|name| effect::of(name).is_some_and(|effect| effect.changes))
        .collect()
}

/// Runs the process's command line.
pub fn main() -> Exit {
    let env = Env::from_process();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|argument| argument == FILTER_ARGUMENT) && arguments.len() == 2 {
        run_filter();
        return Exit::Done;
    }
    if completer::answer(&arguments, &env) {
        return Exit::Done;
    }
    std::panic::catch_unwind(|| run(arguments, env)).unwrap_or(Exit::Internal)
}

fn run(arguments: Vec<OsString>, env: Env) -> Exit {
    if let [_, word] = arguments.as_slice()
        && (word == "--version" || word == "-V")
    {
        return shown(io::stdout().write_all(concat!("msgops ", env!("CARGO_PKG_VERSION"), "\n").as_bytes()), &env);
    }
    let parsed = parse(lazy::command(), &arguments).or_else(|_| parse(command(), &arguments));
    let (cli, name) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return parse_failure(&error, &arguments, &env),
    };
    let Globals { fail_if, raw, dry_run, jq, columns, .. } = &cli.globals;
    let given = effect::Given {
        fail_if: fail_if.is_some(),
        raw: *raw,
        dry_run: dry_run.is_some(),
        jq: jq.is_some(),
        columns: columns.is_some(),
    };
    let settings = effect::check(&name, given).and_then(|()| settings(&cli.globals, &env));
    let settings = settings.and_then(|settings| Ok((settings, language(cli.globals.lang, &env)?)));
    let settings = match settings {
        Ok((settings, language)) => {
            language.speak();
            settings
        }
        Err(error) => {
            let output = plain_output(wants_json(&arguments, &env), &env);
            output.error(&error);
            return error.exit();
        }
    };
    let context = Context {
        options: Options {
            profile: profile_name(&cli.globals, &env),
            config: cli.globals.config.clone().or_else(|| env.get("MSGOPS_CONFIG").map(PathBuf::from)),
            raw: cli.globals.raw,
            dry_run: cli.globals.dry_run,
            timeout: cli.globals.timeout.unwrap_or(DEFAULT_TIMEOUT),
        },
        output: Output::new(settings, Box::new(io::stdout()), Box::new(io::stderr())),
        clock: Clock,
        env,
    };
    for (name, nearest) in context.env.strangers() {
        let tip = nearest.map_or(String::new(), |nearest| format!("; the nearest known one is `{nearest}`"));
        context.output.warn(&format!("nobody knows the environment variable `{name}`{tip}"));
    }
    if let Some(named) = context.env.get("TZ").filter(|_| TimeZone::try_system().is_err()) {
        let named = named.to_string_lossy();
        let tip = nearest_zone(&named).map_or(String::new(), |nearest| format!("; the nearest name is `{nearest}`"));
        context.output.warn(&format!("TZ names no time zone (`{}`), so times are in UTC{tip}", excerpt(&named)));
    }
    let checked = context.output.check();
    let done = checked.and_then(|()| dispatch(&context, cli.command));
    let done = match (done, context.output.settle()) {
        (done, Ok(())) => done,
        (Ok(_), Err(unwritten)) => Err(unwritten),
        (Err(error), Err(unwritten)) => Err(unwritten.hint(format!("and: {error}"))),
    };
    // What was printed is judged where nothing worse is to be told.
    let done = match done {
        Ok(Exit::Done) => context.output.judge().map(|()| Exit::Done),
        other => other,
    };
    done.unwrap_or_else(|error| {
        context.output.error(&error);
        error.exit()
    })
}

/// What was typed, and the name of the command that was chosen.
fn parse(tree: clap::Command, arguments: &[OsString]) -> std::result::Result<(Cli<Command>, String), clap::Error> {
    // To take a tree apart takes a third as long as to make it, and the process ends with the command.
    let mut tree = ManuallyDrop::new(tree);
    let matches = tree.try_get_matches_from_mut(arguments)?;
    Ok((Cli::from_arg_matches(&matches)?, effect::name(&matches)))
}

fn dispatch(context: &Context, command: Command) -> Result<Exit> {
    match command {
        Command::Send(args) => commands::send::run(context, *args),
        Command::Upload(args) => commands::upload::run(context, args),
        Command::Topics(args) => commands::topics::run(context, args),
        Command::Tasks(args) => commands::tasks::run(context, args),
        Command::Records(args) => commands::records::run(context, args),
        Command::Templates(args) => commands::templates::run(context, args),
        Command::Media(args) => commands::media::run(context, args),
        Command::Numbers(args) => commands::numbers::run(context, args),
        Command::Token(args) => commands::token::run(context, args),
        Command::Listen(args) => commands::listen::run(context, args),
        Command::Replay(args) => commands::replay::run(context, args),
        Command::WebhookDecode(args) => commands::webhook_decode::run(context, args),
        Command::Codes(args) => commands::codes::run(context, args),
        Command::Profile(args) => commands::profile::run(context, args),
        Command::Doctor(args) => commands::doctor::run(context, args),
        Command::Jobs(args) => commands::jobs::run(context, args),
        Command::Sandbox(args) => commands::sandbox::run(context, args),
        Command::Completions(args) => completions::run(context, args),
        Command::Man(args) => man::run(context, args),
        Command::Help(args) => help::run(context, args),
    }
}

fn profile_name(globals: &Globals, env: &Env) -> Option<(String, ProfileOrigin)> {
    if let Some(name) = &globals.profile {
        return Some((name.clone(), ProfileOrigin::Flag));
    }
    let name = env.get("MSGOPS_PROFILE")?;
    Some((name.to_string_lossy().into_owned(), ProfileOrigin::Environment))
}

fn settings(globals: &Globals, env: &Env) -> Result<Settings> {
    let asked = globals.output;
    let from_env = match env.text("MSGOPS_OUTPUT")? {
        None => None,
        Some("table") => Some(Format::Table),
        Some("json") => Some(Format::Json),
        Some("ndjson") => Some(Format::Ndjson),
        Some("csv") => Some(Format::Csv),
        Some(other) => {
            return Err(Error::usage(format!("`MSGOPS_OUTPUT` names no output format: `{other}`"))
                .hint("the formats are table, json, ndjson and csv"));
        }
    };
    let format = match (&globals.jq, asked) {
        (Some(_), Some(Format::Table | Format::Csv)) => {
            return Err(Error::usage("`--jq` filters json and ndjson, not table or csv")
                .hint("leave `-o` out, or use `-o json` or `-o ndjson`"));
        }
        (Some(_), None) if from_env == Some(Format::Ndjson) => Format::Ndjson,
        (Some(_), None) => Format::Json,
        (_, Some(format)) => format,
        (None, None) => from_env.unwrap_or(Format::Table),
    };
    let tz = globals.tz.as_deref().map(crate::time::zone).transpose().map_err(Error::usage)?;
    let stdout_terminal = io::stdout().is_terminal();
    Ok(Settings {
        format,
        jq: globals.jq.clone(),
        fail_if: globals.fail_if.clone(),
        columns: globals.columns.clone(),
        color: globals.color,
        quiet: globals.quiet,
        verbose: globals.verbose,
        tz,
        stdout_terminal,
        stderr_terminal: io::stderr().is_terminal(),
        width: width(env),
        no_color: no_color(env),
        color_force: env.get("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
        ci: env.get("CI").is_some(),
        ascii: !locale_is_utf8(env),
    })
}

/// `COLUMNS`.
fn width(env: &Env) -> Option<usize> {
    env.get("COLUMNS")?.to_str()?.parse().ok()
}

fn no_color(env: &Env) -> bool {
    env.get("NO_COLOR").is_some() || env.get("TERM").is_some_and(|term| term == "dumb")
}

/// The option, else the environment, else the language of the locale.
fn language(asked: Option<Language>, env: &Env) -> Result<Language> {
    if let Some(language) = asked {
        return Ok(language);
    }
    if let Some(word) = env.text("MSGOPS_LANG")? {
        return word.parse().map_err(|_| {
            Error::usage(format!("`MSGOPS_LANG` names no language that codes are explained in: `{word}`"))
                .hint("the languages are en and zh")
        });
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| env.get(name));
    Ok(locale.map_or(Language::English, |locale| Language::of_locale(&locale.to_string_lossy())))
}

fn language_parser() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::word)).try_map(|word| word.parse::<Language>())
}

/// Whether the locale can show more than ASCII; one that is not set is taken to, as terminals do today.
fn locale_is_utf8(env: &Env) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| env.get(name));
    locale.is_none_or(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Help and version go to stdout with 0; a wrong command line to stderr with 2, as the error object
/// when json was asked for.
fn parse_failure(error: &clap::Error, arguments: &[OsString], env: &Env) -> Exit {
    let is_shown = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if let Some(error) = led_on(error) {
        plain_output(wants_json(arguments, env), env).error(&error);
        return Exit::Usage;
    }
    if !is_shown && wants_json(arguments, env) {
        let text = error.to_string();
        let message = text.strip_prefix("error: ").unwrap_or(&text);
        let message = match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "the command is not complete: a subcommand is missing"
            }
            ErrorKind::MissingSubcommand => message.lines().next().unwrap_or(message),
            _ => message.split("\n\n").next().unwrap_or(message).trim(),
        };
        plain_output(true, env).error(&Error::usage(message).hint("see `msgops --help`"));
        return Exit::Usage;
    }
    if is_shown {
        return shown(error.print(), env);
    }
    let text = error.to_string();
    if sanitize::lines(&text) != text {
        // Values that could move the cursor come back in clap's words.
        plain_output(false, env).complaint(text.trim_end());
    } else {
        // Where stderr is gone the exit code tells.
        let _ = error.print();
    }
    Exit::Usage
}

/// Help or the version, as far as it could be printed.
fn shown(printed: io::Result<()>, env: &Env) -> Exit {
    match printed.and_then(|()| io::stdout().flush()) {
        Err(unwritten) if unwritten.kind() != io::ErrorKind::BrokenPipe => {
            plain_output(false, env).error(&Error::io("stdout could not be written").source(unwritten));
            Exit::Machine
        }
        _ => Exit::Done,
    }
}

/// A wrong word that something leads on from, in words of our own.
fn led_on(error: &clap::Error) -> Option<Error> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(ContextValue::Strings(texts)) => texts.first().map(String::as_str),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
            let names =
                usage.trim_start_matches("Usage:").split_whitespace().take_while(|word| !word.starts_with(['[', '<']));
            let parent = names.collect::<Vec<_>>().join(" ");
            Some(near::command(&command(), &parent, text(ContextKind::InvalidSubcommand)?))
        }
        ErrorKind::UnknownArgument => {
            let word = text(ContextKind::InvalidArg)?;
            let destroys = text(ContextKind::SuggestedArg).is_some_and(near::destroys);
            let made = || Error::usage(format!("there is no option `{word}` here"));
            match near::option(word) {
                Some(hint) => Some(made().hint(hint)),
                None if destroys => Some(made().hint("`--help` lists what there is")),
                None => None,
            }
        }
        _ => None,
    }
}

/// Whether the command line, which could not be read as a whole, asks for json or ndjson.
fn wants_json(arguments: &[OsString], env: &Env) -> bool {
    let is_json = |format: &str| matches!(format, "json" | "ndjson");
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        match word {
            "-o" | "--output" => return words.next().is_some_and(is_json),
            "--jq" => return true,
            "--" => break,
            _ => {}
        }
        if let Some(format) = word.strip_prefix("--output=").or_else(|| word.strip_prefix("-o")) {
            return is_json(format.trim_start_matches('='));
        }
    }
    env.get("MSGOPS_OUTPUT").and_then(|format| format.to_str()).is_some_and(is_json)
}

/// A duration that is not zero.
fn positive_duration(text: &str) -> std::result::Result<std::time::Duration, String> {
    match duration(text)? {
        std::time::Duration::ZERO => Err("no time at all is no limit".to_owned()),
        limit => Ok(limit),
    }
}

/// Output before any setting is known.
fn plain_output(json: bool, env: &Env) -> Output {
    let settings = Settings {
        format: if json { Format::Json } else { Format::Table },
        stderr_terminal: io::stderr().is_terminal(),
        width: width(env),
        no_color: no_color(env),
        ..Settings::plain()
    };
    Output::new(settings, Box::new(io::stdout()), Box::new(io::stderr()))
}
