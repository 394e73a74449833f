//! Sobot's books of codes: its own, and the `error_code` of a send record, where Facebook's numbers
//! stand beside a few of the vendor's. Each entry: code, who must act, whether a retry helps, what it means; then what to do.

use super::Entry;

/// System and business codes of the open platform (`ret_code`); 900003 and 900004 are get_token's.
pub const SOBOT: &[Entry] = book! { Sobot:
    "000000" Nobody NotNeeded Accepted "the vendor took the request";
    "900001" Account AfterFix "the request carried no token"
        "run `msgops token refresh`, or check that MSGOPS_SOBOT_TOKEN is not empty";
    "900002" Account AfterFix TokenExpired "the token has expired, or a newer one has replaced it"
        "run `msgops token refresh`; a token given from outside is renewed by whoever issued it";
    "900003" Account AfterFix Dooms "the signature of the token request is wrong: app key and appid do not belong together"
        "compare both with the vendor's console: `msgops profile show`";
    "900004" Account AfterFix Dooms "the vendor knows no such appid"
        "compare the appid with the vendor's console: `msgops profile show`";
    "999999" Vendor LookFirst Unknown "an unknown error inside the vendor's system: the request may have gone through"
        "look at `msgops records list` before sending again; report it to the vendor if it persists";
    "210001" Sender AfterFix Dooms "the request names no Facebook page"
        "give `--page`, or set a default page: `msgops profile set`";
    "210002" Sender AfterFix Dooms "the vendor has no Facebook page with this id"
        "check the page id for a typing error, and that the page is connected in the vendor's console";
    "210003" Sender AfterFix "the topic's title is missing"
        "give the topic its title";
    "210004" Sender AfterFix "the topic's title is longer than 65 characters"
        "shorten the title";
    "210005" Sender AfterFix "the topic's description is missing"
        "give `--describe`";
    "210006" Sender AfterFix "the topic's description is longer than 65 characters"
        "shorten `--describe`";
    "210007" Sender AfterFix "the type of the topic's button is missing"
        "give `--button-type`";
    "210008" Sender AfterFix "this page already has a topic with that title"
        "find it with `msgops topics list` and change it with `msgops topics update`";
    "210009" Sender AfterFix "the person's Facebook id is missing"
        "give `--to` or `--recipient-token`";
    "210010" Account AfterFix Dooms "the vendor holds no topic of that title for this page"
        "see `msgops topics list`; `msgops topics create` makes one";
    "210011" Sender No "the page and the title of an existing topic cannot be changed"
        "make a new topic with `msgops topics create`";
    "210012" Sender AfterFix "the ratio of the topic's image is missing"
        "give `--image-ratio`";
    "210013" Sender AfterFix "no topic has this config id, or it was deleted"
        "take the id from `msgops topics list`";
    "700046" Account AfterFix "the account's edition has no right to this API"
        "ask the vendor's account manager for an edition with API access";
};

/// The `error_code` of a send record; a send's own answer may carry these too.
pub const RECORD: &[Entry] = book! { SobotRecord:
    "1" Meta LookFirst Unknown "Facebook failed for a reason it does not name: the message may have been taken"
        "look at `msgops records list` before sending again";
    "1357046" Meta Later "Facebook's answer to the vendor was not valid JSON"
        "try again later";
    "2" Meta LookFirst Unknown "Facebook failed unexpectedly: the message may have been taken"
        "look at `msgops records list` before sending again";
    "2018344" Meta Later "Facebook's service is down for the moment"
        "try again later";
    "4" Sender Later SlowDown "the app has used up its share of Facebook calls"
        "wait and send more slowly: `--rate`";
    "2018354" Sender Later "too little time has passed since this person's last marketing message"
        "send again after the minimum pause between two notifications";
    "2018352" Sender Later SparePerson "too much is being done towards this one person at the moment"
        "leave this person alone for a while and send more slowly";
    "10" Account AfterFix Dooms "the app lacks permission for this page; Facebook names Instant Games as the cause"
        "check the app's permissions for the page";
    "1404170" Account AfterFix Dooms "the app may not do this"
        "give the app the permission in Meta's developer console";
    "1893015" Recipient No "this person has stopped the notifications of this topic"
        "take the person off the topic's list";
    "2018336" Recipient No "the conversation with this person is restricted"
        "reach this person another way";
    "2534022" Sender AfterFix "sent outside the window in which this person may be written to"
        "use a `--tag` that fits or a topic's token, or wait until the person writes";
    "2534077" Account AfterFix "the link between Instagram account, user and page could not be checked"
        "reconnect the account, and see whether it waits for two-factor login";
    "2018278" Sender AfterFix "sent outside the allowed window, under Facebook's newer policy"
        "use a `--tag` that fits or a topic's token, or wait until the person writes";
    "2018065" Account AfterFix "sent outside the allowed window without the permission for news messages"
        "apply to Meta for news messaging, or wait until the person writes";
    "2018108" Recipient No "this person accepts no messages from the page at present"
        "take the person off the list until they write again";
    "100" Sender AfterFix "an id or a token in the request is not valid"
        "check ids and tokens; a PSID works only with its own page";
    "33" Account AfterFix "an id in the request does not exist, or the app may not see it"
        "check the id, and the app's access to it";
    "2018001" Sender AfterFix "no such person on this page"
        "check that the id belongs to this `--page`, else take it off the list";
    "2018008" Sender AfterFix "Facebook could not fetch the file behind the URL"
        "check the URL, its certificate, the size of the file and how fast the server answers";
    "2018014" Sender AfterFix "a message and a typing or read status cannot go in one request"
        "send them one after the other";
    "2018047" Sender AfterFix "the attachment could not be uploaded, often because the kind does not match the file"
        "send the URL as the kind that the file really is";
    "2018074" Sender AfterFix "the attachment id is wrong, or the attachment belongs to somebody else"
        "upload the file again: `msgops upload`";
    "2018109" Sender AfterFix "the attachment is larger than allowed"
        "send a smaller file";
    "2018164" Account AfterFix "the app id is wrong"
        "correct the app id in the vendor's console";
    "2018294" Sender AfterFix "the video is damaged, or could not be fetched within 75 seconds"
        "check the file, make it smaller, or serve it faster";
    "2018320" Sender AfterFix "the product id is not valid"
        "take the product id from the catalogue";
    "2018328" Vendor AfterFix "product templates need version 8 or newer of Facebook's API"
        "ask the vendor to move the app to a newer version";
    "2534013" Account AfterFix "no Instagram account is linked to the page"
        "link the Instagram account to the page";
    "2534014" Sender AfterFix "no such person on Instagram"
        "check the id, else take it off the list";
    "2534015" Sender AfterFix "the content of the message is not valid"
        "see what is sent with `--dry-run` and correct it";
    "2534025" Sender No "this comment cannot be answered privately"
        "answer under the comment instead";
    "2534029" Account AfterFix "this business is barred from messaging on Instagram"
        "have the ban lifted at Meta";
    "2534037" Account AfterFix "another app is in charge of this conversation"
        "have that app hand the conversation over";
    "190" Account AfterFix Dooms "the page's access token at Facebook is not valid"
        "connect the page again in the vendor's console";
    "200" Account AfterFix Dooms "the app may write only to its own administrators, developers and testers"
        "have Meta review `pages_messaging` and set the app live";
    "1545041" Recipient Later "this person cannot be reached just now"
        "try again another day; after several failures take the person off the list";
    "2018021" Account AfterFix "reaching strangers by phone number through this page has to be paid for"
        "pay the fee for phone matching, or write only to people with a role in the app";
    "2018027" Account AfterFix "the app may match phone numbers only of people with a role in it"
        "have Meta review `pages_messaging_phone_number` and set the app live";
    "2018028" Account AfterFix Dooms "the page messaging permission is not granted: only people with a role in the app get messages"
        "have Meta review the page messaging permission and set the app live";
    "2534041" Account AfterFix "the owner of the Instagram account has closed its direct messages to apps"
        "have the owner allow access to messages in Instagram's settings";
    "551" Recipient No "this person has blocked the page or turned its messages off"
        "take the person off the list";
    "1893016" Sender No "this person was already asked to subscribe to this topic"
        "ask for a topic once only, or make another topic";
    "2018338" Sender No "Facebook warns that tagged messages annoy this person; going on can restrict the page"
        "send this person far fewer messages with a `--tag`";
    "2534040" Sender Later SlowDown "too many calls of this API in too short a time"
        "wait and send more slowly: `--rate`";
    "2022" Account AfterFix Dooms "business messages are switched off for a time because a policy was broken"
        "see the page's support inbox at Meta, and wait or appeal";
    "10303" Sender AfterFix "the account linking token is not valid"
        "start the linking of the account anew";
    "24001" Recipient No "this person broke the payment off";
    "24002" Account AfterFix "the payment was refused because the app has no privacy URL"
        "set a privacy policy URL for the app at Meta";
    "24005" Meta Later "the person's id could not be read"
        "try again later";
    "36103" Meta Later "Instagram had not yet opened this function to creator accounts"
        "try again later, or use a business account";
    "2018144" Recipient No "five game notifications have gone out in the ten days since this person last played"
        "wait until the person plays again";
    "2018154" Meta Later "Messenger Extensions failed unexpectedly"
        "try again later";
    "2018163" Sender AfterFix "the parameters of the share dialogue are wrong"
        "correct the parameters of the share call";
    "2018166" Account AfterFix "the permission named in the SDK call is not valid"
        "ask only for permissions that the SDK knows";
    "2018171" Account AfterFix "only a page's primary and secondary receivers may do this"
        "set the app's receiver role in the page's settings";
    "2018218" Recipient No "this person has no profile that can be read";
    "2018234" Account No "a secondary receiver may not see another secondary receiver"
        "ask as the page's primary receiver";
    "2018247" Account AfterFix "the app may not read this person's profile"
        "have Meta grant the app access to profiles";
    "2018300" Account Later "another app is holding the conversation at the moment"
        "wait until it is handed back, or have that app pass it on";
    "2018321" Recipient Later "Messenger itself is taking this person through automatic questions"
        "send again when the person has finished them";
    "2071010" Recipient AfterFix "this person's Messenger is too old for the SDK call"
        "the person has to update Messenger";
    "2071011" Sender AfterFix "Messenger Extensions are off: URL flag missing, domain not allowed, or an old Messenger"
        "set `messenger_extensions` on the URL and put the domain on the page's allow list";
    "2071014" Sender AfterFix "the content given to the SDK call is not valid"
        "correct the message content";
    "2071015" Sender AfterFix "the title in the message content is not valid"
        "correct the title";
    "2071016" Sender AfterFix "the subtitle in the message content is not valid"
        "correct the subtitle";
    "2071017" Sender AfterFix "the image URL in the message content is not valid"
        "correct the image URL";
    "2071018" Sender AfterFix "the item URL in the message content is not valid"
        "correct the item URL";
    "2071019" Sender AfterFix "the buttons in the message content are not valid"
        "correct the buttons";
    "2071020" Sender AfterFix "the message content has neither an item URL nor a button URL"
        "give `item_url`, `button_url` or both";
    "2071021" Sender AfterFix "the share type of the share dialogue is not valid"
        "use a share type that the SDK knows";
    "2071022" Sender AfterFix "the attachment in the shared message is not valid"
        "correct the attachment";
    "2071023" Sender AfterFix "an attachment in the message content has to be of type `template`"
        "set the attachment's type to `template`";
    "2071024" Sender AfterFix "the payload of the attachment is not valid"
        "correct the payload";
    "2071025" Sender AfterFix "the Open Graph URL in the message content is not valid"
        "correct the URL";
    "9000001" Nobody No "the message was deleted, by the person or by the business";
    "1893022" Meta No "Facebook held the message back for an experiment"
        "reach this person another way";
    "000000" Nobody NotNeeded Accepted "no error";
    "999997" Vendor LookFirst Unknown "the vendor could not read Facebook's answer: the message may have been taken"
        "look at `msgops records list` before sending again";
    "999998" Sender AfterFix "there is no such Facebook id"
        "check that the id belongs to this `--page`, else take it off the list";
    "999999" Recipient No "this person is not subscribed"
        "write only to subscribers: `msgops topics subscribers`";
};
