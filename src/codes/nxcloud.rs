//! NXCloud's books of codes, and Meta's as NXCloud forwards them. Each entry: code, who must act,
//! whether a retry helps, what it means; then what to do.

use super::Entry;

/// Super Message (`mt`), of the whole request and of one channel, and the authentication codes of
/// every NXCloud call.
pub const NXCLOUD: &[Entry] = book! { Nxcloud:
    "0" Nobody NotNeeded Accepted "the vendor took the request";
    "-1" Vendor LookFirst Unknown "the vendor failed without a reason: the messages may have gone out"
        "look in the vendor's console before sending again, and report it with the trace id";
    "1000" Account AfterFix Dooms "authentication failed; the vendor says nothing closer"
        "check access-key and access-secret: `msgops doctor`";
    "1001" Account AfterFix Dooms "authentication failed: one of the common headers is missing"
        "see what is sent with `--dry-run`, and that no proxy takes headers away";
    "1002" Account AfterFix Dooms "authentication failed: business type, action or body is wrong"
        "check biz-type in the profile: `msgops profile show`";
    "1003" Account AfterFix Dooms "authentication failed: the signature is wrong"
        "check access-secret and algorithm in the profile: `msgops profile show`";
    "1004" Account AfterFix Dooms "authentication failed: the request's time is more than 60 seconds off the vendor's clock"
        "set this machine's clock: `msgops doctor` tells how far it is off";
    "1005" Account AfterFix Dooms "authentication failed: the access key is wrong, or has no right to this business"
        "check access-key: `msgops profile show`; the vendor grants the right";
    "1100" Account AfterFix Dooms "the customer account does not exist or is disabled"
        "ask the vendor's account manager to open the account";
    "1102" Account AfterFix Dooms "the account's balance is used up"
        "top up the account with the vendor";
    "9000" Sender AfterFix Dooms "a parameter is missing or wrong"
        "see what is sent with `--dry-run` and correct it";
    "9002" Sender AfterFix "at least one phone number is not valid"
        "write numbers with country code, and take the bad ones off the list";
    "9003" Account AfterFix Dooms "the app behind the appkey does not exist or is disabled"
        "check the appkey: `msgops profile show`; the vendor's console enables the app";
    "9010" Sender Later SlowDown "more requests a second than the vendor allows"
        "wait and send more slowly: `--rate`";
    "9999" Vendor LookFirst Unknown "an unknown error at the vendor: the messages may have gone out"
        "look in the vendor's console before sending again, and report it with the trace id";
    "14001" Account AfterFix Dooms "this channel is not opened for the account"
        "have the vendor open the channel, or name other channels with `--priority`";
    "14002" Sender AfterFix Dooms "this channel cannot carry this kind of message"
        "send another kind, or name other channels with `--priority`";
    "14003" Vendor LookFirst Unknown "sending failed on this channel: the message may still have gone out"
        "look in the vendor's console before sending again";
};

/// The platform codes of the WhatsApp webhook's `errors`.
pub const WHATSAPP: &[Entry] = book! { NxcloudWhatsapp:
    "9001" Vendor Later "an error inside NXCloud's platform"
        "report it to the vendor with the message id";
    "10000" Meta AfterFix "WhatsApp refused the message; the Meta code beside it says why"
        "look the Meta code up: `msgops codes CODE --book meta`";
    "10001" Vendor LookFirst "the WhatsApp engine behind NXCloud failed: the message may have gone out"
        "see whether another status of the message follows, and report it to the vendor";
    "10002" Vendor LookFirst "the WhatsApp engine behind NXCloud did not answer in time: the message may have gone out"
        "see whether another status of the message follows, and report it to the vendor";
};

/// The receipt codes of the Messenger webhook.
pub const MESSENGER: &[Entry] = book! { NxcloudMessenger:
    "0" Nobody NotNeeded "the message was sent";
    "16000" Vendor Later "the message was not sent; the receipt's own text names the cause"
        "read the receipt's text; when it names Meta's API as unavailable, send again later";
    "16001" Nobody NotNeeded "the message has reached the person's Messenger";
    "16002" Nobody NotNeeded "the person has seen the message";
};

/// The codes of a Super Message's receipts, one for each phone and channel (vendor page "Super Message API webhook").
pub const SUPER: &[Entry] = book! { NxcloudSuper:
    "14003" Vendor Later "the message could not be sent on this channel"
        "see whether another channel delivered it, else send again later; report it with the request id";
    "14004" Nobody NotNeeded "the message has reached the phone";
    "14005" Recipient No "the message did not reach the phone on this channel"
        "see whether another channel delivered it, else check that the number is in use";
    "14006" Recipient Later "the message was given up: the phone was not reached in time"
        "send again when it still matters; the phone may be switched off or without network";
};

/// Answers to WhatsApp calls. The same numbers mean other things to Super Message. Under 9099 the code that
/// counts is Meta's own, in `data.error`; without one nobody can tell.
pub const WHATSAPP_SEND: &[Entry] = book! { NxcloudWhatsappSend:
    "0" Nobody NotNeeded Accepted "the vendor took the call";
    "-1" Vendor LookFirst Unknown "the vendor failed without a reason: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor";
    "1000" Account AfterFix Dooms "authentication failed; the vendor says nothing closer"
        "check access-key and access-secret: `msgops doctor`";
    "1001" Account AfterFix Dooms "authentication failed: one of the common headers is missing"
        "see what is sent with `--dry-run`, and that no proxy takes headers away";
    "1002" Account AfterFix Dooms "authentication failed: business type, action or body is wrong"
        "see what is sent with `--dry-run`; WhatsApp's business type is 2";
    "1003" Account AfterFix Dooms "authentication failed: the signature is wrong"
        "check access-secret and algorithm in the profile: `msgops profile show`";
    "1004" Account AfterFix Dooms "authentication failed: the request's time is more than 60 seconds off the vendor's clock"
        "set this machine's clock: `msgops doctor` tells how far it is off";
    "1005" Account AfterFix Dooms "authentication failed: the access key is wrong, or has no right to WhatsApp"
        "check access-key: `msgops profile show`; the vendor grants the right";
    "9000" Sender AfterFix "a parameter of the call is missing or wrong"
        "see what is sent with `--dry-run` and correct it";
    "9001" Vendor LookFirst Unknown "an error inside the vendor's platform: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor";
    "9002" Account AfterFix Dooms "the business number is not a WhatsApp number"
        "check `--from` and business-phone: `msgops numbers list`";
    "9003" Account AfterFix Dooms "the app behind the appkey does not exist or is switched off"
        "check the appkey: `msgops profile show`; the vendor's console enables the app";
    "9004" Account AfterFix "no price is agreed for the recipient's country"
        "agree one with the vendor's account manager, or leave that country out";
    "9005" Account AfterFix Dooms "the account's balance is not enough"
        "top up the account with the vendor";
    "9006" Account AfterFix Dooms "the business number is not bound to the app"
        "have the vendor bind the number to the appkey: `msgops numbers list`";
    "9007" Vendor LookFirst Unknown "the engine behind the platform failed: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor";
    "9099" Meta LookFirst Unknown "WhatsApp answered with an error that the reply does not name"
        "wait for a status with its message id before sending again";
};

/// Meta's codes of WhatsApp messages: those of the vendor's document, then others of Meta's reference that failures bring
/// (<https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>).
pub const META: &[Entry] = book! { Meta:
    "10" Account AfterFix "the app may not do this for the WhatsApp account"
        "give the app its permissions again in Meta's business settings";
    "100" Sender AfterFix "a parameter of the message is not valid or is misspelt"
        "compare the message with Meta's reference";
    "130429" Sender Later SlowDown "more messages a second than Meta lets this number send"
        "wait and send more slowly";
    "130472" Meta No "Meta held the message back: this number is part of an experiment on marketing messages"
        "do not send it again; reach this person another way, or answer when they write";
    "131000" Meta Later Unknown "Meta failed and does not say why"
        "try again later; report it to Meta if it persists";
    "131008" Sender AfterFix "a required parameter of the message is missing"
        "fill every parameter of the message or template";
    "131009" Sender AfterFix "a value in the message is not one that Meta takes here"
        "correct the value; a reaction needs a message of this chat that is at most 30 days old";
    "131026" Recipient No "the message cannot be delivered to this number"
        "see that the number is on WhatsApp and its app up to date, else take it off the list";
    "131031" Account AfterFix "the WhatsApp business account is locked"
        "see the cause in Meta's account quality page and appeal there";
    "131047" Sender AfterFix "more than 24 hours have passed since this person last wrote"
        "send a template message instead";
    "131048" Account Later "this number may send fewer messages, because too many were blocked or reported as spam"
        "see the number's quality in WhatsApp Manager, and send less and to fewer people";
    "131049" Meta Later "Meta held the message back, so that this person is not sent too many of its kind"
        "do not repeat it at once; wait, with longer pauses after each refusal";
    "131051" Sender AfterFix "a type of message that WhatsApp does not support here"
        "use another type of message";
    "131052" Recipient AfterFix "the file that the person sent could not be fetched or is in the wrong format"
        "ask the person to send the file again";
    "131053" Sender AfterFix "the file of the message could not be uploaded: its type or size is not supported"
        "send a supported type, such as PNG or JPEG for images";
    "131056" Sender Later SparePerson "too many messages from this number to this one person in a short time"
        "wait before writing to this person again; others can be written to";
    "132000" Sender AfterFix "the number of values does not match the places in the template"
        "give exactly one value for each place in the template";
    "132001" Sender AfterFix "no approved template has this name in this language"
        "check the template's name and language, and that it is approved";
    "132005" Sender AfterFix "the template is too long once its values are filled in"
        "shorten the values, or the template";
    "130497" Account No "the account may not write to people in this country"
        "see which countries Meta opens to this kind of business";
    "131005" Account AfterFix "the permission to send was not given or was taken back"
        "give the app its permissions again in Meta's business settings";
    "131016" Meta Later "a service of Meta's is down for a while"
        "try again later; Meta's status page tells of outages";
    "131021" Sender AfterFix "sender and recipient are the same number"
        "send to another number than the business's own";
    "131037" Account AfterFix "the display name of the number is not approved"
        "set the display name in WhatsApp Manager and wait for its approval";
    "131042" Account AfterFix "the account's payment method has a problem"
        "see to payment method, credit line and currency in Meta's billing settings";
    "131045" Account AfterFix "the number is not registered as it should be"
        "register the number again";
    "131050" Recipient No "this person has chosen to get no marketing messages from the business"
        "take the person off marketing lists; other templates may still be sent";
    "131057" Account Later "the account is in maintenance"
        "try again later";
    "132007" Sender AfterFix "the template's wording breaks WhatsApp's rules"
        "see the reason in WhatsApp Manager, and correct the template";
    "132012" Sender AfterFix "the values do not have the form that the template asks for"
        "compare the kinds of the values with the template's";
    "132015" Sender AfterFix "the template is paused, for its quality is low"
        "improve the template, and wait until it is active again";
    "132016" Sender No "the template was paused too often and is off for good"
        "make a new template with other contents";
    "133010" Account AfterFix "the number is not registered with WhatsApp"
        "register the number first";
    "368" Account AfterFix "the account is restricted for breaking a rule of Meta's"
        "see the cause in Meta's account quality page and appeal there";
    "80007" Account Later SlowDown "the WhatsApp business account has reached its limit of calls"
        "wait and send more slowly";
    "2" Meta LookFirst Unknown "a service of Meta's is down for the moment: the message may have gone out"
        "wait for a status with its message id before sending again";
    "4" Account Later SlowDown "the app has used up its share of calls"
        "wait and send more slowly";
};
