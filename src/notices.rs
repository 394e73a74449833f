//! Where a room tells a person something in passing; who shows it is not its business.

/// Takes notes and warnings.
pub trait Notices {
    /// Something worth knowing that is nobody's fault; not shown with `--quiet`.
    fn note(&self, text: &str);

    /// Something a person should see to.
    fn warn(&self, text: &str);

    /// A secret that from now on is shown nowhere, whoever repeats it.
    fn conceal(&self, _secret: &str) {}
}
