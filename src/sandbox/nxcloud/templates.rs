//! The WhatsApp templates of the sandbox's number: in every state and of every form, as a shop would have them.

/// The vendor's list, as JSON.
pub(super) const TEMPLATES: &str = r#"[
{"id":"900000000000001","name":"order_update","language":"en_US","category":"UTILITY","status":"APPROVED","quality_score":{"score":"GREEN"},
 "components":[{"type":"BODY","text":"Hi {{1}}, your order {{2}} is on its way.","example":{"body_text":[["Ada","10231"]]}},
  {"type":"FOOTER","text":"Sandbox Hats"},
  {"type":"BUTTONS","buttons":[{"type":"URL","text":"Track it","url":"https://hats.example/t/{{1}}","example":["10231"]},{"type":"QUICK_REPLY","text":"Stop"}]}]},
{"id":"900000000000002","name":"order_update","language":"zh_CN","category":"UTILITY","status":"APPROVED","quality_score":{"score":"GREEN"},
 "components":[{"type":"BODY","text":"{{1}}您好，订单 {{2}} 已发货。","example":{"body_text":[["小明","10231"]]}}]},
{"id":"900000000000003","name":"spring_sale","language":"en_US","category":"MARKETING","status":"APPROVED","quality_score":{"score":"YELLOW"},
 "components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Hi {{name}}, everything is {{percent}} % off until Sunday!"},
  {"type":"BUTTONS","buttons":[{"type":"URL","text":"Shop","url":"https://hats.example/sale"}]}]},
{"id":"900000000000004","name":"welcome","language":"en","category":"MARKETING","status":"APPROVED","quality_score":{"score":"UNKNOWN"},
 "components":[{"type":"HEADER","format":"TEXT","text":"Welcome"},{"type":"BODY","text":"Nice to have you here. Write to us at any time."}]},
{"id":"900000000000005","name":"login_code","language":"en_US","category":"AUTHENTICATION","status":"APPROVED","quality_score":{"score":"GREEN"},
 "components":[{"type":"BODY","text":"*{{1}}* is your verification code."},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Copy code","url":"https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}"}]}]},
{"id":"900000000000006","name":"invoice","language":"en_US","category":"UTILITY","status":"APPROVED","quality_score":{"score":"GREEN"},
 "components":[{"type":"HEADER","format":"DOCUMENT"},{"type":"BODY","text":"Your invoice of {{1}} is attached."}]},
{"id":"900000000000007","name":"appointment","language":"de","category":"UTILITY","status":"APPROVED","quality_score":{"score":"GREEN"},
 "components":[{"type":"HEADER","format":"TEXT","text":"Termin am {{1}}"},{"type":"BODY","text":"Wir erwarten Sie um {{1}} Uhr."}]},
{"id":"900000000000008","name":"winter_sale","language":"en_US","category":"MARKETING","status":"PAUSED","quality_score":{"score":"RED"},
 "components":[{"type":"BODY","text":"Winter sale: {{1}} % off."}]},
{"id":"900000000000009","name":"lottery","language":"en_US","category":"MARKETING","status":"REJECTED","rejected_reason":"ABUSIVE_CONTENT",
 "components":[{"type":"BODY","text":"You have won {{1}}!"}]},
{"id":"900000000000010","name":"new_shop","language":"en_US","category":"MARKETING","status":"PENDING",
 "components":[{"type":"BODY","text":"Our new shop opens on {{1}}."}]},
{"id":"900000000000011","name":"old_promotion","language":"en_US","category":"MARKETING","status":"DISABLED","quality_score":{"score":"RED"},
 "components":[{"type":"BODY","text":"Last chance, {{1}}."}]},
{"id":"900000000000012","name":"survey","language":"en_GB","category":"MARKETING","status":"IN_APPEAL",
 "components":[{"type":"BODY","text":"How was your visit, {{1}}?"},{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Good"},{"type":"QUICK_REPLY","text":"Bad"}]}]}
]"#;
