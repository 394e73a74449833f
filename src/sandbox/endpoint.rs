//! The calls of the documents: path, method, and the words that scope a fault.

/// Whose call it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vendor {
    /// Sobot.
    Sobot,
    /// NXCloud.
    Nxcloud,
}

/// A call that the sandbox answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `get_token`.
    Token,
    /// `messenger/send`.
    Send,
    /// `upload_async`.
    Upload,
    /// `send_opt_in_message`.
    OptIn,
    /// `create_or_update_title`.
    SaveTopic,
    /// `del_title`.
    DeleteTopic,
    /// `get_title_list`.
    Topics,
    /// `query_sub_users`.
    Subscribers,
    /// `query_task_list`.
    Tasks,
    /// `send_record_list`.
    Records,
    /// NXCloud Super Message, `mt`.
    Super,
    /// NXCloud WhatsApp, `mt`.
    Whatsapp,
    /// `getTemplate`.
    Templates,
    /// `uploadMedia`.
    MediaUpload,
    /// `getMedia`.
    Media,
    /// `deleteMedia`.
    MediaDelete,
    /// `getPhone`.
    Numbers,
}

impl Endpoint {
    /// Every call.
    pub const ALL: [Self; 17] = [
        Self::Token,
        Self::Send,
        Self::Upload,
        Self::OptIn,
        Self::SaveTopic,
        Self::DeleteTopic,
        Self::Topics,
        Self::Subscribers,
        Self::Tasks,
        Self::Records,
        Self::Super,
        Self::Whatsapp,
        Self::Templates,
        Self::MediaUpload,
        Self::Media,
        Self::MediaDelete,
        Self::Numbers,
    ];

    /// The path below the base URL.
    pub fn path(self) -> &'static str {
        match self {
            Self::Token => "/api/get_token",
            Self::Send => "/chat-facebook/api/messenger/send",
            Self::Upload => "/chat-facebook/api/messenger/upload_async",
            Self::OptIn => "/chat-facebook/api/messenger/send_opt_in_message",
            Self::SaveTopic => "/chat-facebook/api/messenger/create_or_update_title",
            Self::DeleteTopic => "/chat-facebook/api/messenger/del_title",
            Self::Topics => "/chat-facebook/api/messenger/get_title_list",
            Self::Subscribers => "/chat-facebook/api/messenger/query_sub_users",
            Self::Tasks => "/chat-set/api/messenger/query_task_list",
            Self::Records => "/chat-set/api/messenger/send_record_list",
            Self::Super => "/v1/message/mt",
            Self::Whatsapp => "/api/wa/mt",
            Self::Templates => "/api/wa/getTemplate",
            Self::MediaUpload => "/api/wa/uploadMedia",
            Self::Media => "/api/wa/getMedia",
            Self::MediaDelete => "/api/wa/deleteMedia",
            Self::Numbers => "/api/wa/getPhone",
        }
    }

    /// The word in `on=` of a fault and in the state.
    pub fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Send => "messenger",
            Self::Upload => "upload",
            Self::OptIn => "optin",
            Self::SaveTopic => "topic-save",
            Self::DeleteTopic => "topic-delete",
            Self::Topics => "topics",
            Self::Subscribers => "subscribers",
            Self::Tasks => "tasks",
            Self::Records => "records",
            Self::Super => "super",
            Self::Whatsapp => "whatsapp",
            Self::Templates => "templates",
            Self::MediaUpload => "media-upload",
            Self::Media => "media",
            Self::MediaDelete => "media-delete",
            Self::Numbers => "numbers",
        }
    }

    /// Whether it is called with GET; the others with POST.
    pub(super) fn is_get(self) -> bool {
        matches!(self, Self::Token | Self::DeleteTopic | Self::Subscribers)
    }

    /// Whether it lists, in pages.
    pub(super) fn lists(self) -> bool {
        matches!(
            self,
            Self::Topics
                | Self::Subscribers
                | Self::Tasks
                | Self::Records
                | Self::Templates
                | Self::Media
                | Self::Numbers
        )
    }

    /// Whether it sends a message to somebody.
    pub(super) fn sends(self) -> bool {
        matches!(self, Self::Send | Self::OptIn | Self::Super | Self::Whatsapp)
    }

    /// Whose it is.
    pub fn vendor(self) -> Vendor {
        if self == Self::Super || self.is_whatsapp() { Vendor::Nxcloud } else { Vendor::Sobot }
    }

    /// Whether it is one of WhatsApp's.
    pub(super) fn is_whatsapp(self) -> bool {
        self.path().starts_with("/api/wa/")
    }

    /// The call at `path`.
    pub(super) fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|endpoint| endpoint.path() == path)
    }
}
