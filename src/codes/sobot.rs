//! Sobot's books of codes: its own, and the `error_code` of a send record, where Facebook's numbers
//! stand beside a few of the vendor's. Each entry: code, who must act, whether a retry helps, what it means;
//! then what to do; behind the stroke both in Chinese.

use super::Entry;

/// System and business codes of the open platform (`ret_code`); 900003 and 900004 are get_token's.
pub const SOBOT: &[Entry] = book! { Sobot:
    "000000" Nobody NotNeeded Accepted "the vendor took the request"
        / "供应商已接收请求";
    "900001" Account AfterFix "the request carried no token"
        "run `msgops token refresh`, or check that MSGOPS_SOBOT_TOKEN is not empty"
        / "请求没有携带 token" "执行 `msgops token refresh`，或检查 MSGOPS_SOBOT_TOKEN 是否为空";
    "900002" Account AfterFix TokenExpired "the token has expired, or a newer one has replaced it"
        "run `msgops token refresh`; a token given from outside is renewed by whoever issued it"
        / "token 已过期，或已被更新的 token 取代" "执行 `msgops token refresh`；外部提供的 token 由签发方更新";
    "900003" Account AfterFix Dooms "the signature of the token request is wrong: app key and appid do not belong together"
        "compare both with the vendor's console: `msgops profile show`"
        / "获取 token 的签名错误：app key 与 appid 不是一对" "与供应商控制台逐一核对：`msgops profile show`";
    "900004" Account AfterFix Dooms "the vendor knows no such appid"
        "compare the appid with the vendor's console: `msgops profile show`"
        / "供应商没有这个 appid" "与供应商控制台核对 appid：`msgops profile show`";
    "999999" Vendor LookFirst Unknown "an unknown error inside the vendor's system: the request may have gone through"
        "look at `msgops records list` before sending again; report it to the vendor if it persists"
        / "供应商系统内部未知错误：请求可能已经生效" "重发之前先看 `msgops records list`；持续出现时向供应商反馈";
    "210001" Sender AfterFix Dooms "the request names no Facebook page"
        "give `--page`, or set a default page: `msgops profile set`"
        / "请求没有指明 Facebook 主页" "加上 `--page`，或设置默认主页：`msgops profile set`";
    "210002" Sender AfterFix Dooms "the vendor has no Facebook page with this id"
        "check the page id for a typing error, and that the page is connected in the vendor's console"
        / "供应商处没有这个 id 的 Facebook 主页" "检查主页 id 是否写错，以及该主页是否已在供应商控制台接入";
    "210003" Sender AfterFix "the topic's title is missing"
        "give the topic its title"
        / "缺少主题的标题" "给主题写上标题";
    "210004" Sender AfterFix "the topic's title is longer than 65 characters"
        "shorten the title"
        / "主题标题超过 65 个字符" "缩短标题";
    "210005" Sender AfterFix "the topic's description is missing"
        "give `--describe`"
        / "缺少主题的描述" "加上 `--describe`";
    "210006" Sender AfterFix "the topic's description is longer than 65 characters"
        "shorten `--describe`"
        / "主题描述超过 65 个字符" "缩短 `--describe`";
    "210007" Sender AfterFix "the type of the topic's button is missing"
        "give `--button-type`"
        / "缺少主题按钮的类型" "加上 `--button-type`";
    "210008" Sender AfterFix "this page already has a topic with that title"
        "find it with `msgops topics list` and change it with `msgops topics update`"
        / "该主页已有同名主题" "用 `msgops topics list` 找到它，用 `msgops topics update` 修改";
    "210009" Sender AfterFix "the person's Facebook id is missing"
        "give `--to` or `--recipient-token`"
        / "缺少收件人的 Facebook id" "加上 `--to` 或 `--recipient-token`";
    "210010" Account AfterFix Dooms "the vendor holds no topic of that title for this page"
        "see `msgops topics list`; `msgops topics create` makes one"
        / "供应商处没有该主页的这个主题" "查看 `msgops topics list`；用 `msgops topics create` 新建";
    "210011" Sender No "the page and the title of an existing topic cannot be changed"
        "make a new topic with `msgops topics create`"
        / "已有主题的主页和标题不能修改" "用 `msgops topics create` 另建主题";
    "210012" Sender AfterFix "the ratio of the topic's image is missing"
        "give `--image-ratio`"
        / "缺少主题图片的比例" "加上 `--image-ratio`";
    "210013" Sender AfterFix "no topic has this config id, or it was deleted"
        "take the id from `msgops topics list`"
        / "没有这个 config id 的主题，或主题已被删除" "从 `msgops topics list` 取 id";
    "700046" Account AfterFix "the account's edition has no right to this API"
        "ask the vendor's account manager for an edition with API access"
        / "账号版本无权使用此接口" "请供应商的客户经理开通含 API 的版本";
};

/// The `error_code` of a send record; a send's own answer may carry these too.
pub const RECORD: &[Entry] = book! { SobotRecord:
    "1" Meta LookFirst Unknown "Facebook failed for a reason it does not name: the message may have been taken"
        "look at `msgops records list` before sending again"
        / "Facebook 出错但未说明原因：消息可能已被接收" "重发之前先看 `msgops records list`";
    "1357046" Meta Later "Facebook's answer to the vendor was not valid JSON"
        "try again later"
        / "Facebook 返回给供应商的内容不是合法的 JSON" "稍后再试";
    "2" Meta LookFirst Unknown "Facebook failed unexpectedly: the message may have been taken"
        "look at `msgops records list` before sending again"
        / "Facebook 意外出错：消息可能已被接收" "重发之前先看 `msgops records list`";
    "2018344" Meta Later "Facebook's service is down for the moment"
        "try again later"
        / "Facebook 的服务暂时不可用" "稍后再试";
    "4" Sender Later SlowDown "the app has used up its share of Facebook calls (rate limit)"
        "wait and send more slowly: `--rate`"
        / "应用的 Facebook 调用额度已用完（限流）" "等待并放慢发送：`--rate`";
    "2018354" Sender Later "too little time has passed since this person's last marketing message"
        "send again after the minimum pause between two notifications"
        / "距离该用户上一条营销消息的时间太短" "过了两次通知之间的最短间隔再发";
    "2018352" Sender Later SparePerson "too much is being done towards this one person at the moment (a rate limit for each person)"
        "leave this person alone for a while and send more slowly"
        / "短时间内对同一用户的操作过多（对单个用户限流）" "暂时不要打扰该用户，并放慢发送";
    "10" Account AfterFix Dooms "the app lacks permission for this page; Facebook names Instant Games as the cause"
        "check the app's permissions for the page"
        / "应用没有该主页的权限；Facebook 称与 Instant Games 有关" "检查应用对该主页的权限";
    "1404170" Account AfterFix Dooms "the app may not do this"
        "give the app the permission in Meta's developer console"
        / "应用无权执行此操作" "在 Meta 开发者后台给应用授权";
    "1893015" Recipient No "this person has stopped the notifications of this topic"
        "take the person off the topic's list"
        / "该用户已停止接收此主题的通知" "把该用户移出此主题的名单";
    "2018336" Recipient No "the conversation with this person is restricted"
        "reach this person another way"
        / "与该用户的会话受到限制" "换其他方式联系该用户";
    "2534022" Sender AfterFix "sent outside the window in which this person may be written to"
        "use a `--tag` that fits or a topic's token, or wait until the person writes"
        / "不在允许给该用户发消息的时间窗口内" "使用合适的 `--tag` 或主题 token，或等用户先发消息";
    "2534077" Account AfterFix "the link between Instagram account, user and page could not be checked"
        "reconnect the account, and see whether it waits for two-factor login"
        / "无法核对 Instagram 账号、用户与主页之间的关联" "重新关联账号，并检查它是否在等待双重验证登录";
    "2018278" Sender AfterFix "sent outside the allowed window, under Facebook's newer policy"
        "use a `--tag` that fits or a topic's token, or wait until the person writes"
        / "按 Facebook 的新政策，不在允许的时间窗口内" "使用合适的 `--tag` 或主题 token，或等用户先发消息";
    "2018065" Account AfterFix "sent outside the allowed window without the permission for news messages"
        "apply to Meta for news messaging, or wait until the person writes"
        / "不在允许的时间窗口内，且没有新闻消息权限" "向 Meta 申请新闻消息权限，或等用户先发消息";
    "2018108" Recipient No "this person accepts no messages from the page at present"
        "take the person off the list until they write again"
        / "该用户目前不接收此主页的消息" "移出名单，直到该用户再次发来消息";
    "100" Sender AfterFix "an id or a token in the request is not valid"
        "check ids and tokens; a PSID works only with its own page"
        / "请求中的 id 或 token 无效" "检查 id 和 token；PSID 只在它自己的主页下有效";
    "33" Account AfterFix "an id in the request does not exist, or the app may not see it"
        "check the id, and the app's access to it"
        / "请求中的 id 不存在，或应用看不到它" "检查该 id，以及应用对它的访问权限";
    "2018001" Sender AfterFix "no such person on this page"
        "check that the id belongs to this `--page`, else take it off the list"
        / "该主页下没有这个用户" "检查 id 是否属于该 `--page`，否则移出名单";
    "2018008" Sender AfterFix "Facebook could not fetch the file behind the URL"
        "check the URL, its certificate, the size of the file and how fast the server answers"
        / "Facebook 无法取得 URL 指向的文件" "检查 URL、证书、文件大小和服务器响应速度";
    "2018014" Sender AfterFix "a message and a typing or read status cannot go in one request"
        "send them one after the other"
        / "消息与“正在输入”或“已读”状态不能放在同一个请求里" "分开先后发送";
    "2018047" Sender AfterFix "the attachment could not be uploaded, often because the kind does not match the file"
        "send the URL as the kind that the file really is"
        / "附件上传失败，多半是类型与文件不符" "按文件的真实类型发送该 URL";
    "2018074" Sender AfterFix "the attachment id is wrong, or the attachment belongs to somebody else"
        "upload the file again: `msgops upload`"
        / "附件 id 有误，或附件属于别人" "重新上传文件：`msgops upload`";
    "2018109" Sender AfterFix "the attachment is larger than allowed"
        "send a smaller file"
        / "附件超过允许的大小" "换小一些的文件";
    "2018164" Account AfterFix "the app id is wrong"
        "correct the app id in the vendor's console"
        / "应用 id 有误" "在供应商控制台更正应用 id";
    "2018294" Sender AfterFix "the video is damaged, or could not be fetched within 75 seconds"
        "check the file, make it smaller, or serve it faster"
        / "视频已损坏，或 75 秒内没能取完" "检查文件，压缩它，或提高服务器速度";
    "2018320" Sender AfterFix "the product id is not valid"
        "take the product id from the catalogue"
        / "商品 id 无效" "从商品目录中取商品 id";
    "2018328" Vendor AfterFix "product templates need version 8 or newer of Facebook's API"
        "ask the vendor to move the app to a newer version"
        / "商品模板需要第 8 版或更新的 Facebook API" "请供应商把应用升级到新版本";
    "2534013" Account AfterFix "no Instagram account is linked to the page"
        "link the Instagram account to the page"
        / "该主页没有关联 Instagram 账号" "把 Instagram 账号关联到主页";
    "2534014" Sender AfterFix "no such person on Instagram"
        "check the id, else take it off the list"
        / "Instagram 上没有这个用户" "检查 id，否则移出名单";
    "2534015" Sender AfterFix "the content of the message is not valid"
        "see what is sent with `--dry-run` and correct it"
        / "消息内容无效" "用 `--dry-run` 查看发送内容并更正";
    "2534025" Sender No "this comment cannot be answered privately"
        "answer under the comment instead"
        / "这条评论不能私信回复" "改为在评论下回复";
    "2534029" Account AfterFix "this business is barred from messaging on Instagram"
        "have the ban lifted at Meta"
        / "该商家被禁止在 Instagram 上发消息" "到 Meta 申请解除禁令";
    "2534037" Account AfterFix "another app is in charge of this conversation"
        "have that app hand the conversation over"
        / "该会话由另一个应用接管" "让那个应用交出会话";
    "190" Account AfterFix Dooms "the page's access token at Facebook is not valid"
        "connect the page again in the vendor's console"
        / "主页在 Facebook 的访问 token 无效" "在供应商控制台重新接入主页";
    "200" Account AfterFix Dooms "the app may write only to its own administrators, developers and testers"
        "have Meta review `pages_messaging` and set the app live"
        / "应用只能给自己的管理员、开发者和测试者发消息" "请 Meta 审核 `pages_messaging`，并把应用设为上线";
    "1545041" Recipient Later "this person cannot be reached just now"
        "try again another day; after several failures take the person off the list"
        / "暂时联系不上该用户" "改天再试；多次失败后移出名单";
    "2018021" Account AfterFix "reaching strangers by phone number through this page has to be paid for"
        "pay the fee for phone matching, or write only to people with a role in the app"
        / "通过此主页按手机号联系陌生用户需要付费" "支付号码匹配费用，或只发给在应用中有角色的用户";
    "2018027" Account AfterFix "the app may match phone numbers only of people with a role in it"
        "have Meta review `pages_messaging_phone_number` and set the app live"
        / "应用只能匹配在应用中有角色的用户的手机号" "请 Meta 审核 `pages_messaging_phone_number`，并把应用设为上线";
    "2018028" Account AfterFix Dooms "the page messaging permission is not granted: only people with a role in the app get messages"
        "have Meta review the page messaging permission and set the app live"
        / "主页消息权限未获批：只有在应用中有角色的用户才能收到" "请 Meta 审核主页消息权限，并把应用设为上线";
    "2534041" Account AfterFix "the owner of the Instagram account has closed its direct messages to apps"
        "have the owner allow access to messages in Instagram's settings"
        / "该 Instagram 账号的主人没有向应用开放私信" "请其在 Instagram 设置中允许访问消息";
    "551" Recipient No "this person has blocked the page or turned its messages off"
        "take the person off the list"
        / "该用户屏蔽了主页，或关闭了主页消息" "移出名单";
    "1893016" Sender No "this person was already asked to subscribe to this topic"
        "ask for a topic once only, or make another topic"
        / "已经邀请过该用户订阅此主题" "每个主题只邀请一次，或另建主题";
    "2018338" Sender No "Facebook warns that tagged messages annoy this person; going on can restrict the page"
        "send this person far fewer messages with a `--tag`"
        / "Facebook 警告：带标签的消息打扰了该用户；继续发送可能使主页受限" "大幅减少用 `--tag` 发给该用户的消息";
    "2534040" Sender Later SlowDown "too many calls of this API in too short a time (rate limit)"
        "wait and send more slowly: `--rate`"
        / "短时间内对此接口的调用过多（限流）" "等待并放慢发送：`--rate`";
    "2022" Account AfterFix Dooms "business messages are switched off for a time because a policy was broken"
        "see the page's support inbox at Meta, and wait or appeal"
        / "因违反政策，商家消息功能被暂时关闭" "查看主页在 Meta 的支持收件箱，等待或申诉";
    "10303" Sender AfterFix "the account linking token is not valid"
        "start the linking of the account anew"
        / "账号关联 token 无效" "重新发起账号关联";
    "24001" Recipient No "this person broke the payment off"
        / "该用户中断了付款";
    "24002" Account AfterFix "the payment was refused because the app has no privacy URL"
        "set a privacy policy URL for the app at Meta"
        / "应用没有隐私政策网址，付款被拒" "在 Meta 给应用填写隐私政策网址";
    "24005" Meta Later "the person's id could not be read"
        "try again later"
        / "无法读取该用户的 id" "稍后再试";
    "36103" Meta Later "Instagram had not yet opened this function to creator accounts"
        "try again later, or use a business account"
        / "Instagram 尚未对创作者账号开放此功能" "稍后再试，或改用企业账号";
    "2018144" Recipient No "five game notifications have gone out in the ten days since this person last played"
        "wait until the person plays again"
        / "自该用户上次玩游戏后的十天内，五条游戏通知已用完" "等用户再次玩游戏";
    "2018154" Meta Later "Messenger Extensions failed unexpectedly"
        "try again later"
        / "Messenger Extensions 意外出错" "稍后再试";
    "2018163" Sender AfterFix "the parameters of the share dialogue are wrong"
        "correct the parameters of the share call"
        / "分享对话框的参数有误" "更正分享调用的参数";
    "2018166" Account AfterFix "the permission named in the SDK call is not valid"
        "ask only for permissions that the SDK knows"
        / "SDK 调用中的权限名无效" "只申请 SDK 支持的权限";
    "2018171" Account AfterFix "only a page's primary and secondary receivers may do this"
        "set the app's receiver role in the page's settings"
        / "只有主页的主接收者和次接收者才能执行此操作" "在主页设置中指定应用的接收者角色";
    "2018218" Recipient No "this person has no profile that can be read"
        / "该用户没有可读取的个人资料";
    "2018234" Account No "a secondary receiver may not see another secondary receiver"
        "ask as the page's primary receiver"
        / "次接收者不能查看另一个次接收者" "以主页的主接收者身份查询";
    "2018247" Account AfterFix "the app may not read this person's profile"
        "have Meta grant the app access to profiles"
        / "应用无权读取该用户的个人资料" "请 Meta 授予应用读取资料的权限";
    "2018300" Account Later "another app is holding the conversation at the moment"
        "wait until it is handed back, or have that app pass it on"
        / "该会话正由另一个应用持有" "等会话交回，或让那个应用转交";
    "2018321" Recipient Later "Messenger itself is taking this person through automatic questions"
        "send again when the person has finished them"
        / "Messenger 正在引导该用户回答自动提问" "等用户答完再发";
    "2071010" Recipient AfterFix "this person's Messenger is too old for the SDK call"
        "the person has to update Messenger"
        / "该用户的 Messenger 版本太旧，不支持此 SDK 调用" "请用户更新 Messenger";
    "2071011" Sender AfterFix "Messenger Extensions are off: URL flag missing, domain not allowed, or an old Messenger"
        "set `messenger_extensions` on the URL and put the domain on the page's allow list"
        / "Messenger Extensions 未启用：URL 缺少标记、域名未获允许，或 Messenger 版本过旧" "给 URL 设置 `messenger_extensions`，并把域名加入主页白名单";
    "2071014" Sender AfterFix "the content given to the SDK call is not valid"
        "correct the message content"
        / "传给 SDK 调用的内容无效" "更正消息内容";
    "2071015" Sender AfterFix "the title in the message content is not valid"
        "correct the title"
        / "消息内容中的标题无效" "更正标题";
    "2071016" Sender AfterFix "the subtitle in the message content is not valid"
        "correct the subtitle"
        / "消息内容中的副标题无效" "更正副标题";
    "2071017" Sender AfterFix "the image URL in the message content is not valid"
        "correct the image URL"
        / "消息内容中的图片 URL 无效" "更正图片 URL";
    "2071018" Sender AfterFix "the item URL in the message content is not valid"
        "correct the item URL"
        / "消息内容中的条目 URL 无效" "更正条目 URL";
    "2071019" Sender AfterFix "the buttons in the message content are not valid"
        "correct the buttons"
        / "消息内容中的按钮无效" "更正按钮";
    "2071020" Sender AfterFix "the message content has neither an item URL nor a button URL"
        "give `item_url`, `button_url` or both"
        / "消息内容既没有条目 URL，也没有按钮 URL" "填写 `item_url` 或 `button_url`，也可两者都填";
    "2071021" Sender AfterFix "the share type of the share dialogue is not valid"
        "use a share type that the SDK knows"
        / "分享对话框的分享类型无效" "使用 SDK 支持的分享类型";
    "2071022" Sender AfterFix "the attachment in the shared message is not valid"
        "correct the attachment"
        / "所分享消息中的附件无效" "更正附件";
    "2071023" Sender AfterFix "an attachment in the message content has to be of type `template`"
        "set the attachment's type to `template`"
        / "消息内容中的附件类型必须是 `template`" "把附件类型设为 `template`";
    "2071024" Sender AfterFix "the payload of the attachment is not valid"
        "correct the payload"
        / "附件的 payload 无效" "更正 payload";
    "2071025" Sender AfterFix "the Open Graph URL in the message content is not valid"
        "correct the URL"
        / "消息内容中的 Open Graph URL 无效" "更正该 URL";
    "9000001" Nobody No "the message was deleted, by the person or by the business"
        / "消息已被用户或商家删除";
    "1893022" Meta No "Facebook held the message back for an experiment"
        "reach this person another way"
        / "Facebook 因一项实验没有投递此消息" "换其他方式联系该用户";
    "000000" Nobody NotNeeded Accepted "no error"
        / "没有错误";
    "999997" Vendor LookFirst Unknown "the vendor could not read Facebook's answer: the message may have been taken"
        "look at `msgops records list` before sending again"
        / "供应商读不懂 Facebook 的返回：消息可能已被接收" "重发之前先看 `msgops records list`";
    "999998" Sender AfterFix "there is no such Facebook id"
        "check that the id belongs to this `--page`, else take it off the list"
        / "没有这个 Facebook id" "检查 id 是否属于该 `--page`，否则移出名单";
    "999999" Recipient No "this person is not subscribed"
        "write only to subscribers: `msgops topics subscribers`"
        / "该用户没有订阅" "只发给订阅者：`msgops topics subscribers`";
};
