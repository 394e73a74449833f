//! NXCloud's books of codes, and Meta's as NXCloud forwards them. Each entry: code, who must act,
//! whether a retry helps, what it means, what to do; behind the stroke both in Chinese.

use super::Entry;

/// Super Message (`mt`), of the whole request and of one channel, and the authentication codes of
/// every NXCloud call.
pub const NXCLOUD: &[Entry] = book! { Nxcloud:
    "0" Nobody NotNeeded Accepted "the vendor took the request"
        / "供应商已接收请求";
    "-1" Vendor LookFirst Unknown "the vendor failed without a reason: the messages may have gone out"
        "look in the vendor's console before sending again, and report it with the trace id"
        / "供应商出错且未说明原因：消息可能已经发出" "重发之前先到供应商控制台查看，并附上 trace id 反馈";
    "1000" Account AfterFix Dooms "authentication failed; the vendor says nothing closer"
        "check access-key and access-secret: `msgops doctor`"
        / "鉴权失败；供应商没有说明具体原因" "检查 access-key 和 access-secret：`msgops doctor`";
    "1001" Account AfterFix Dooms "authentication failed: one of the common headers is missing"
        "see what is sent with `--dry-run`, and that no proxy takes headers away"
        / "鉴权失败：缺少某个公共请求头" "用 `--dry-run` 查看发送内容，并确认没有代理删掉请求头";
    "1002" Account AfterFix Dooms "authentication failed: business type, action or body is wrong"
        "check biz-type in the profile: `msgops profile show`"
        / "鉴权失败：业务类型、动作或请求体有误" "检查配置中的 biz-type：`msgops profile show`";
    "1003" Account AfterFix Dooms "authentication failed: the signature is wrong"
        "check access-secret and algorithm in the profile: `msgops profile show`"
        / "鉴权失败：签名错误" "检查配置中的 access-secret 和 algorithm：`msgops profile show`";
    "1004" Account AfterFix Dooms "authentication failed: the request's time is more than 60 seconds off the vendor's clock"
        "set this machine's clock: `msgops doctor` tells how far it is off"
        / "鉴权失败：请求时间与供应商时钟相差超过 60 秒" "校准本机时钟：`msgops doctor` 会显示偏差";
    "1005" Account AfterFix Dooms "authentication failed: the access key is wrong, or has no right to this business"
        "check access-key: `msgops profile show`; the vendor grants the right"
        / "鉴权失败：access key 有误，或无权使用此业务" "检查 access-key：`msgops profile show`；权限由供应商开通";
    "1100" Account AfterFix Dooms "the customer account does not exist or is disabled"
        "ask the vendor's account manager to open the account"
        / "客户账号不存在或已停用" "请供应商的客户经理开通账号";
    "1102" Account AfterFix Dooms "the account's balance is used up"
        "top up the account with the vendor"
        / "账户余额已用完" "向供应商充值";
    "9000" Sender AfterFix Dooms "a parameter is missing or wrong"
        "see what is sent with `--dry-run` and correct it"
        / "参数缺失或有误" "用 `--dry-run` 查看发送内容并更正";
    "9002" Sender AfterFix "at least one phone number is not valid"
        "write numbers with country code, and take the bad ones off the list"
        / "至少有一个手机号无效" "号码要带国家代码，并把错误的号码移出名单";
    "9003" Account AfterFix Dooms "the app behind the appkey does not exist or is disabled"
        "check the appkey: `msgops profile show`; the vendor's console enables the app"
        / "appkey 对应的应用不存在或已停用" "检查 appkey：`msgops profile show`；应用在供应商控制台启用";
    "9010" Sender Later SlowDown "more requests a second than the vendor allows (rate limit)"
        "wait and send more slowly: `--rate`"
        / "每秒请求数超过供应商的上限（限流）" "等待并放慢发送：`--rate`";
    "9999" Vendor LookFirst Unknown "an unknown error at the vendor: the messages may have gone out"
        "look in the vendor's console before sending again, and report it with the trace id"
        / "供应商未知错误：消息可能已经发出" "重发之前先到供应商控制台查看，并附上 trace id 反馈";
    "14001" Account AfterFix Dooms "this channel is not opened for the account"
        "have the vendor open the channel, or name other channels with `--priority`"
        / "账号没有开通这个通道" "请供应商开通，或用 `--priority` 指定其他通道";
    "14002" Sender AfterFix Dooms "this channel cannot carry this kind of message"
        "send another kind, or name other channels with `--priority`"
        / "这个通道不支持此类消息" "换一种消息，或用 `--priority` 指定其他通道";
    "14003" Vendor LookFirst Unknown "sending failed on this channel: the message may still have gone out"
        "look in the vendor's console before sending again"
        / "这个通道发送失败：消息仍有可能已经发出" "重发之前先到供应商控制台查看";
};

/// The platform codes of the WhatsApp webhook's `errors`.
pub const WHATSAPP: &[Entry] = book! { NxcloudWhatsapp:
    "9001" Vendor Later "an error inside NXCloud's platform"
        "report it to the vendor with the message id"
        / "NXCloud 平台内部出错" "附上消息 id 向供应商反馈";
    "10000" Meta AfterFix "WhatsApp refused the message; the Meta code beside it says why"
        "look the Meta code up: `msgops codes CODE --book meta`"
        / "WhatsApp 拒绝了消息；原因见旁边的 Meta 代码" "查询 Meta 代码：`msgops codes CODE --book meta`";
    "10001" Vendor LookFirst "the WhatsApp engine behind NXCloud failed: the message may have gone out"
        "see whether another status of the message follows, and report it to the vendor"
        / "NXCloud 背后的 WhatsApp 引擎出错：消息可能已经发出" "看这条消息之后是否还有状态，并向供应商反馈";
    "10002" Vendor LookFirst "the WhatsApp engine behind NXCloud did not answer in time: the message may have gone out"
        "see whether another status of the message follows, and report it to the vendor"
        / "NXCloud 背后的 WhatsApp 引擎未及时应答：消息可能已经发出" "看这条消息之后是否还有状态，并向供应商反馈";
};

/// The receipt codes of the Messenger webhook.
pub const MESSENGER: &[Entry] = book! { NxcloudMessenger:
    "0" Nobody NotNeeded "the message was sent"
        / "消息已发送";
    "16000" Vendor Later "the message was not sent; the receipt's own text names the cause"
        "read the receipt's text; when it names Meta's API as unavailable, send again later"
        / "消息未发送；原因见回执自带的说明" "阅读回执中的说明；若是 Meta 接口不可用，稍后再发";
    "16001" Nobody NotNeeded "the message has reached the person's Messenger"
        / "消息已到达用户的 Messenger";
    "16002" Nobody NotNeeded "the person has seen the message"
        / "用户已看到消息";
};

/// The codes of a Super Message's receipts, one for each phone and channel (vendor page "Super Message API webhook").
pub const SUPER: &[Entry] = book! { NxcloudSuper:
    "14003" Vendor Later "the message could not be sent on this channel"
        "see whether another channel delivered it, else send again later; report it with the request id"
        / "消息没能从这个通道发出" "看其他通道是否已送达，否则稍后再发；附上 request id 反馈";
    "14004" Nobody NotNeeded "the message has reached the phone"
        / "消息已送达手机";
    "14005" Recipient No "the message did not reach the phone on this channel"
        "see whether another channel delivered it, else check that the number is in use"
        / "消息没有从这个通道送达手机" "看其他通道是否已送达，否则确认号码仍在使用";
    "14006" Recipient Later "the message was given up: the phone was not reached in time"
        "send again when it still matters; the phone may be switched off or without network"
        / "消息已放弃投递：在时限内没能送达手机" "内容仍有意义时再发；手机可能关机或没有信号";
};

/// Answers to WhatsApp calls. The same numbers mean other things to Super Message. Under 9099 the code that
/// counts is Meta's own, in `data.error`; without one nobody can tell.
pub const WHATSAPP_SEND: &[Entry] = book! { NxcloudWhatsappSend:
    "0" Nobody NotNeeded Accepted "the vendor took the call"
        / "供应商已接收调用";
    "-1" Vendor LookFirst Unknown "the vendor failed without a reason: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor"
        / "供应商出错且未说明原因：消息可能已经发出" "重发之前先等这条消息 id 的状态，并向供应商反馈";
    "1000" Account AfterFix Dooms "authentication failed; the vendor says nothing closer"
        "check access-key and access-secret: `msgops doctor`"
        / "鉴权失败；供应商没有说明具体原因" "检查 access-key 和 access-secret：`msgops doctor`";
    "1001" Account AfterFix Dooms "authentication failed: one of the common headers is missing"
        "see what is sent with `--dry-run`, and that no proxy takes headers away"
        / "鉴权失败：缺少某个公共请求头" "用 `--dry-run` 查看发送内容，并确认没有代理删掉请求头";
    "1002" Account AfterFix Dooms "authentication failed: business type, action or body is wrong"
        "see what is sent with `--dry-run`; WhatsApp's business type is 2"
        / "鉴权失败：业务类型、动作或请求体有误" "用 `--dry-run` 查看发送内容；WhatsApp 的业务类型是 2";
    "1003" Account AfterFix Dooms "authentication failed: the signature is wrong"
        "check access-secret and algorithm in the profile: `msgops profile show`"
        / "鉴权失败：签名错误" "检查配置中的 access-secret 和 algorithm：`msgops profile show`";
    "1004" Account AfterFix Dooms "authentication failed: the request's time is more than 60 seconds off the vendor's clock"
        "set this machine's clock: `msgops doctor` tells how far it is off"
        / "鉴权失败：请求时间与供应商时钟相差超过 60 秒" "校准本机时钟：`msgops doctor` 会显示偏差";
    "1005" Account AfterFix Dooms "authentication failed: the access key is wrong, or has no right to WhatsApp"
        "check access-key: `msgops profile show`; the vendor grants the right"
        / "鉴权失败：access key 有误，或无权使用 WhatsApp" "检查 access-key：`msgops profile show`；权限由供应商开通";
    "9000" Sender AfterFix "a parameter of the call is missing or wrong"
        "see what is sent with `--dry-run` and correct it"
        / "调用的参数缺失或有误" "用 `--dry-run` 查看发送内容并更正";
    "9001" Vendor LookFirst Unknown "an error inside the vendor's platform: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor"
        / "供应商平台内部出错：消息可能已经发出" "重发之前先等这条消息 id 的状态，并向供应商反馈";
    "9002" Account AfterFix Dooms "the business number is not a WhatsApp number"
        "check `--from` and business-phone: `msgops numbers list`"
        / "商家号码不是 WhatsApp 号码" "检查 `--from` 和 business-phone：`msgops numbers list`";
    "9003" Account AfterFix Dooms "the app behind the appkey does not exist or is switched off"
        "check the appkey: `msgops profile show`; the vendor's console enables the app"
        / "appkey 对应的应用不存在或已关闭" "检查 appkey：`msgops profile show`；应用在供应商控制台启用";
    "9004" Account AfterFix "no price is agreed for the recipient's country"
        "agree one with the vendor's account manager, or leave that country out"
        / "收件人所在国家还没有约定价格" "与供应商的客户经理约定价格，或不发往该国家";
    "9005" Account AfterFix Dooms "the account's balance is not enough"
        "top up the account with the vendor"
        / "账户余额不足" "向供应商充值";
    "9006" Account AfterFix Dooms "the business number is not bound to the app"
        "have the vendor bind the number to the appkey: `msgops numbers list`"
        / "商家号码没有绑定到应用" "请供应商把号码绑定到 appkey：`msgops numbers list`";
    "9007" Vendor LookFirst Unknown "the engine behind the platform failed: the message may have gone out"
        "wait for a status with its message id before sending again, and report it to the vendor"
        / "平台背后的引擎出错：消息可能已经发出" "重发之前先等这条消息 id 的状态，并向供应商反馈";
    "9099" Meta LookFirst Unknown "WhatsApp answered with an error that the reply does not name"
        "wait for a status with its message id before sending again"
        / "WhatsApp 返回了错误，但应答里没有写明是哪一个" "重发之前先等这条消息 id 的状态";
};

/// Meta's codes of WhatsApp messages: those of the vendor's document, then others of Meta's reference that failures bring
/// (<https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>). A job sends one template from one number, so
/// what is wrong with these dooms its every row.
pub const META: &[Entry] = book! { Meta:
    "10" Account AfterFix "the app may not do this for the WhatsApp account"
        "give the app its permissions again in Meta's business settings"
        / "应用无权对该 WhatsApp 账号执行此操作" "在 Meta 的企业设置中重新授权应用";
    "100" Sender AfterFix "a parameter of the message is not valid or is misspelt"
        "compare the message with Meta's reference"
        / "消息中有参数无效或拼写错误" "对照 Meta 的参考文档检查消息";
    "130429" Sender Later SlowDown "more messages a second than Meta lets this number send (rate limit)"
        "wait and send more slowly"
        / "每秒消息数超过 Meta 对此号码的上限（限流）" "等待并放慢发送";
    "130472" Meta No "Meta held the message back: this number is part of an experiment on marketing messages"
        "do not send it again; reach this person another way, or answer when they write"
        / "Meta 没有投递：该号码被选入营销消息的实验" "不要重发；换其他方式联系，或等对方来信再回复";
    "131000" Meta Later Unknown "Meta failed and does not say why"
        "try again later; report it to Meta if it persists"
        / "Meta 出错且未说明原因" "稍后再试；持续出现时向 Meta 反馈";
    "131008" Sender AfterFix "a required parameter of the message is missing"
        "fill every parameter of the message or template"
        / "消息缺少必填参数" "填全消息或模板的每个参数";
    "131009" Sender AfterFix "a value in the message is not one that Meta takes here"
        "correct the value; a reaction needs a message of this chat that is at most 30 days old"
        / "消息中有一个值不被 Meta 接受" "更正该值；表情回应只能针对此会话中 30 天以内的消息";
    "131026" Recipient No "the message cannot be delivered to this number"
        "see that the number is on WhatsApp and its app up to date, else take it off the list"
        / "消息无法投递到这个号码" "确认号码已注册 WhatsApp 且应用已更新，否则移出名单";
    "131031" Account AfterFix Dooms "the WhatsApp business account is locked"
        "see the cause in Meta's account quality page and appeal there"
        / "WhatsApp 商家账号已被锁定" "在 Meta 的账号质量页面查看原因并申诉";
    "131047" Sender AfterFix "more than 24 hours have passed since this person last wrote"
        "send a template message instead"
        / "距离该用户上次来信已超过 24 小时" "改发模板消息";
    "131048" Account Later "this number may send fewer messages, because too many were blocked or reported as spam"
        "see the number's quality in WhatsApp Manager, and send less and to fewer people"
        / "被屏蔽或举报过多，此号码的可发消息数被降低" "在 WhatsApp Manager 查看号码质量，减少条数和人数";
    "131049" Meta Later "Meta held the message back, so that this person is not sent too many of its kind"
        "do not repeat it at once; wait, with longer pauses after each refusal"
        / "Meta 没有投递，以免该用户收到过多同类消息" "不要马上重发；每次被拒后等待更久";
    "131051" Sender AfterFix "a type of message that WhatsApp does not support here"
        "use another type of message"
        / "WhatsApp 在此不支持这种消息类型" "换一种消息类型";
    "131052" Recipient AfterFix "the file that the person sent could not be fetched or is in the wrong format"
        "ask the person to send the file again"
        / "用户发来的文件无法取得，或格式不对" "请用户重新发送文件";
    "131053" Sender AfterFix "the file of the message could not be uploaded: its type or size is not supported"
        "send a supported type, such as PNG or JPEG for images"
        / "消息的文件上传失败：类型或大小不受支持" "换受支持的类型，例如图片用 PNG 或 JPEG";
    "131056" Sender Later SparePerson "too many messages from this number to this one person in a short time (rate limit)"
        "wait before writing to this person again; others can be written to"
        / "短时间内从此号码发给同一用户的消息过多（对单个用户限流）" "过一会再发给该用户；其他人不受影响";
    "132000" Sender AfterFix "the number of values does not match the places in the template"
        "give exactly one value for each place in the template"
        / "值的个数与模板的变量数不符" "模板中每个变量恰好给一个值";
    "132001" Sender AfterFix Dooms "no approved template has this name in this language"
        "check the template's name and language, and that it is approved"
        / "此语言下没有这个名称的已通过模板" "检查模板的名称、语言，以及是否已通过审核";
    "132005" Sender AfterFix "the template is too long once its values are filled in"
        "shorten the values, or the template"
        / "填入变量后模板过长" "缩短变量值，或缩短模板";
    "130497" Account No "the account may not write to people in this country"
        "see which countries Meta opens to this kind of business"
        / "账号不能给该国家的用户发消息" "查看 Meta 对此类商家开放的国家";
    "131005" Account AfterFix "the permission to send was not given or was taken back"
        "give the app its permissions again in Meta's business settings"
        / "发送权限未授予，或已被收回" "在 Meta 的企业设置中重新授权应用";
    "131016" Meta Later "a service of Meta's is down for a while"
        "try again later; Meta's status page tells of outages"
        / "Meta 的某项服务暂时不可用" "稍后再试；故障见 Meta 的状态页";
    "131021" Sender AfterFix "sender and recipient are the same number"
        "send to another number than the business's own"
        / "发送号码与接收号码相同" "发给商家自己以外的号码";
    "131037" Account AfterFix "the display name of the number is not approved"
        "set the display name in WhatsApp Manager and wait for its approval"
        / "号码的显示名称尚未通过" "在 WhatsApp Manager 设置显示名称并等待审核";
    "131042" Account AfterFix Dooms "the account's payment method has a problem"
        "see to payment method, credit line and currency in Meta's billing settings"
        / "账号的付款方式有问题" "在 Meta 账单设置中检查付款方式、信用额度和币种";
    "131045" Account AfterFix "the number is not registered as it should be"
        "register the number again"
        / "号码没有正确注册" "重新注册号码";
    "131050" Recipient No "this person has chosen to get no marketing messages from the business"
        "take the person off marketing lists; other templates may still be sent"
        / "该用户选择不接收商家的营销消息" "移出营销名单；其他模板仍可发送";
    "131057" Account Later "the account is in maintenance"
        "try again later"
        / "账号正在维护" "稍后再试";
    "132007" Sender AfterFix "the template's wording breaks WhatsApp's rules"
        "see the reason in WhatsApp Manager, and correct the template"
        / "模板的措辞违反 WhatsApp 的规定" "在 WhatsApp Manager 查看原因，修改模板";
    "132012" Sender AfterFix "the values do not have the form that the template asks for"
        "compare the kinds of the values with the template's"
        / "变量值的格式与模板要求不符" "对照模板检查各变量值的类型";
    "132015" Sender AfterFix Dooms "the template is paused, for its quality is low"
        "improve the template, and wait until it is active again"
        / "模板因质量低被暂停" "改进模板，等它重新启用";
    "132016" Sender No Dooms "the template was paused too often and is off for good"
        "make a new template with other contents"
        / "模板多次被暂停，已永久停用" "用不同内容新建模板";
    "133010" Account AfterFix Dooms "the number is not registered with WhatsApp"
        "register the number first"
        / "号码没有在 WhatsApp 注册" "先注册号码";
    "368" Account AfterFix "the account is restricted for breaking a rule of Meta's"
        "see the cause in Meta's account quality page and appeal there"
        / "账号因违反 Meta 的规定而受限" "在 Meta 的账号质量页面查看原因并申诉";
    "80007" Account Later SlowDown "the WhatsApp business account has reached its limit of calls (rate limit)"
        "wait and send more slowly"
        / "WhatsApp 商家账号的调用达到上限（限流）" "等待并放慢发送";
    "2" Meta LookFirst Unknown "a service of Meta's is down for the moment: the message may have gone out"
        "wait for a status with its message id before sending again"
        / "Meta 的某项服务暂时不可用：消息可能已经发出" "重发之前先等这条消息 id 的状态";
    "4" Account Later SlowDown "the app has used up its share of calls (rate limit)"
        "wait and send more slowly"
        / "应用的调用额度已用完（限流）" "等待并放慢发送";
};
