//! `msgops send`.

pub mod bulk;
pub mod input;
pub mod messenger;
pub mod messenger_bulk;
pub mod one_off;
pub mod super_bulk;
pub mod super_message;
pub mod super_one_off;
pub mod whatsapp;
pub mod whatsapp_bulk;
pub mod whatsapp_one_off;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Send messages
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops send messenger text --to 7608034689289950 'Your parcel is on its way'
  msgops send super text --to 85291234567 --priority viber,sms 'Code 1234'")]
pub struct SendArgs {
    #[command(subcommand)]
    vendor: Vendor,
}

#[derive(Subcommand, Debug)]
enum Vendor {
    /// Facebook Messenger, through Sobot
    Messenger(messenger::MessengerArgs),
    /// SMS and Viber, through NXCloud Super Message
    Super(super_message::SuperArgs),
    /// WhatsApp, through NXCloud
    Whatsapp(whatsapp::WhatsappArgs),
}

/// Runs the command.
pub fn run(context: &Context, args: SendArgs) -> Result<Exit> {
    match args.vendor {
        Vendor::Messenger(args) => messenger::run(context, args),
        Vendor::Super(args) => super_message::run(context, args),
        Vendor::Whatsapp(args) => whatsapp::run(context, args),
    }
}

/// The columns of what was sent to a few.
pub fn columns() -> &'static [crate::output::Column] {
    one_off::COLUMNS
}
