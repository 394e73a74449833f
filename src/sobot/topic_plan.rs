//! What would make the vendor's topics those of a file. Pure: topics in, steps out.

use super::topic::Topic;
use super::topic_file::Wanted;

/// A topic as the vendor has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// `configid`
    pub config_id: String,
    /// What it is.
    pub topic: Topic,
}

/// One field that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its key in the file.
    pub field: &'static str,
    /// As it is; none: it is not set.
    pub from: Option<String>,
    /// As it should be.
    pub to: String,
}

/// What is done to one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is as the file wants it.
    Keep,
    /// It is not there yet.
    Create,
    /// It differs.
    Update,
    /// It stands in no file, and may go.
    Delete,
    /// It stands in no file, and stays: only `--prune` deletes.
    Extra,
}

impl Action {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Extra => "extra",
        }
    }

    /// Whether something is asked of the vendor.
    pub fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Update | Self::Delete)
    }
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// The topic it is done to; none for a new one.
    pub config_id: Option<String>,
    /// The topic as it will be (as it is, where it goes or stays).
    pub topic: Topic,
    /// What differs.
    pub changes: Vec<Change>,
}

impl Step {
    /// Whether the vendor's list shows that this was done.
    pub fn is_done_in(&self, present: &[Present]) -> Option<String> {
        let id = self.config_id.as_deref();
        let mut same =
            present.iter().filter(|one| id.map_or_else(|| named(one, &self.topic), |id| one.config_id == id));
        match self.action {
            Action::Delete => same.next().is_none().then(|| id.unwrap_or_default().to_owned()),
            Action::Keep | Action::Extra => None,
            Action::Create | Action::Update => {
                same.find(|one| changes(&one.topic, &self.topic).is_empty()).map(|one| one.config_id.clone())
            }
        }
    }
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}")]
pub struct PlanError {
    /// Of the file, from 1.
    pub line: usize,
    /// What is wrong, as a fragment.
    pub what: String,
}

/// The steps, new topics first and deletions last. A topic that no entry names is looked at only on the pages
/// that the file speaks of, and goes only with `prune`.
///
/// # Errors
/// An entry that more than one topic answers to, whose id nobody has, whose title or page would change, or
/// that is new and lacks what the vendor wants.
pub fn plan(wanted: &[Wanted], present: &[Present], prune: bool) -> Result<Vec<Step>, PlanError> {
    let mut steps = Vec::new();
    let mut taken = vec![false; present.len()];
    for one in wanted {
        let step = match find(one, present)? {
            Some(place) => {
                taken[place] = true;
                step_of(one, &present[place])?
            }
            None => creation(one)?,
        };
        steps.push(step);
    }
    let pages: Vec<_> = wanted.iter().filter_map(|one| one.topic.page.as_deref()).collect();
    let extra = if prune { Action::Delete } else { Action::Extra };
    for (one, _) in present.iter().zip(taken).filter(|(_, taken)| !taken) {
        if one.topic.page.as_deref().is_some_and(|page| pages.contains(&page)) {
            let (config_id, topic) = (Some(one.config_id.clone()), one.topic.clone());
            steps.push(Step { action: extra, config_id, topic, changes: Vec::new() });
        }
    }
    let order = |step: &Step| [Action::Create, Action::Update].iter().position(|first| *first == step.action);
    steps.sort_by_key(|step| order(step).unwrap_or(2));
    Ok(steps)
}

fn named(one: &Present, topic: &Topic) -> bool {
    (&one.topic.page, &one.topic.title) == (&topic.page, &topic.title)
}

fn find(one: &Wanted, present: &[Present]) -> Result<Option<usize>, PlanError> {
    let wrong = |what: String| PlanError { line: one.line, what };
    if let Some(id) = &one.config_id {
        let place = present.iter().position(|topic| topic.config_id == *id);
        return place.map(Some).ok_or_else(|| wrong(format!("there is no topic with the config id `{id}`")));
    }
    let places: Vec<usize> = (0..present.len()).filter(|place| named(&present[*place], &one.topic)).collect();
    match places[..] {
        [] => Ok(None),
        [place] => Ok(Some(place)),
        _ => {
            let ids: Vec<_> = places.iter().map(|place| present[*place].config_id.as_str()).collect();
            let title = one.topic.title.as_deref().unwrap_or_default();
            Err(wrong(format!(
                "{} topics are called `{title}`: say which by `config-id` ({})",
                ids.len(),
                ids.join(", ")
            )))
        }
    }
}

fn step_of(one: &Wanted, present: &Present) -> Result<Step, PlanError> {
    for (what, asked, is) in
        [("title", &one.topic.title, &present.topic.title), ("page", &one.topic.page, &present.topic.page)]
    {
        if asked != is {
            let (asked, is) = (asked.as_deref().unwrap_or_default(), is.as_deref().unwrap_or_default());
            let what = format!("the {what} of a topic cannot be changed: it is `{is}`, and the file says `{asked}`");
            return Err(PlanError { line: one.line, what });
        }
    }
    let changes = changes(&present.topic, &one.topic);
    let action = if changes.is_empty() { Action::Keep } else { Action::Update };
    let topic = one.topic.clone().or(present.topic.clone());
    Ok(Step { action, config_id: Some(present.config_id.clone()), topic, changes })
}

fn creation(one: &Wanted) -> Result<Step, PlanError> {
    let topic = &one.topic;
    for (key, value) in
        [("describe", &topic.describe), ("image-ratio", &topic.image_ratio), ("button-type", &topic.button_type)]
    {
        if value.is_none() {
            let title = topic.title.as_deref().unwrap_or_default();
            let what = format!("`{title}` is new, and a new topic needs `{key}`");
            return Err(PlanError { line: one.line, what });
        }
    }
    Ok(Step {
        action: Action::Create,
        config_id: None,
        topic: topic.clone(),
        changes: changes(&Topic::default(), topic),
    })
}

/// What `wanted` says and `present` does not.
fn changes(present: &Topic, wanted: &Topic) -> Vec<Change> {
    [
        ("describe", &present.describe, &wanted.describe),
        ("image-ratio", &present.image_ratio, &wanted.image_ratio),
        ("button-type", &present.button_type, &wanted.button_type),
        ("image", &present.image_url, &wanted.image_url),
        ("timezone", &present.timezone, &wanted.timezone),
    ]
    .into_iter()
    .filter(|(_, from, to)| to.is_some() && from != to)
    .map(|(field, from, to)| Change { field, from: from.clone(), to: to.clone().unwrap_or_default() })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(page: &str, title: &str, describe: &str) -> Topic {
        Topic {
            page: Some(page.into()),
            title: Some(title.into()),
            describe: Some(describe.into()),
            image_ratio: Some("SQUARE".into()),
            button_type: Some("ALLOW".into()),
            image_url: None,
            timezone: None,
        }
    }

    fn present(id: &str, topic: Topic) -> Present {
        Present { config_id: id.into(), topic }
    }

    fn wanted(topic: Topic) -> Wanted {
        Wanted { topic, config_id: None, line: 9 }
    }

    fn words(steps: &[Step]) -> Vec<String> {
        steps.iter().map(|step| format!("{} {}", step.action.word(), step.topic.title.as_deref().unwrap())).collect()
    }

    #[test]
    fn a_plan_makes_the_list_the_file_s_and_then_changes_nothing() {
        let list = [
            present("a", topic("1", "same", "x")),
            present("b", topic("1", "other", "x")),
            present("c", topic("1", "gone", "x")),
            present("d", topic("2", "another page's", "x")),
        ];
        let file = [wanted(topic("1", "same", "x")), wanted(topic("1", "other", "y")), wanted(topic("1", "new", "x"))];
        assert_eq!(
            words(&plan(&file, &list, false).unwrap()),
            ["create new", "update other", "keep same", "extra gone"]
        );
        let steps = plan(&file, &list, true).unwrap();
        assert_eq!(words(&steps), ["create new", "update other", "keep same", "delete gone"]);
        let mut after: Vec<Present> = list.into_iter().filter(|one| one.config_id != "c").collect();
        for step in steps.iter().filter(|step| step.action != Action::Delete) {
            match &step.config_id {
                None => after.push(present("new", step.topic.clone())),
                Some(id) => {
                    after.iter_mut().filter(|one| one.config_id == *id).for_each(|one| one.topic = step.topic.clone())
                }
            }
        }
        assert!(steps.iter().filter(|step| step.action.is_write()).all(|step| step.is_done_in(&after).is_some()));
        assert!(plan(&file, &after, true).unwrap().iter().all(|step| step.action == Action::Keep));
    }

    #[test]
    fn what_is_left_out_stays_as_it_is() {
        let file = [Wanted { topic: Topic { describe: None, ..topic("1", "t", "") }, config_id: None, line: 1 }];
        let steps = plan(&file, &[present("a", topic("1", "t", "kept"))], true).unwrap();
        assert_eq!((steps[0].action, steps[0].topic.describe.as_deref()), (Action::Keep, Some("kept")));
    }

    #[test]
    fn what_cannot_be_planned_is_told_by_line() {
        let twins = [present("a", topic("1", "t", "x")), present("b", topic("1", "t", "y"))];
        let error = plan(&[wanted(topic("1", "t", "x"))], &twins, false).unwrap_err();
        assert!(error.line == 9 && error.what.contains("a, b"), "{error}");
        let by_id = Wanted { config_id: Some("b".into()), ..wanted(topic("1", "t", "x")) };
        assert_eq!(plan(&[by_id], &twins, false).unwrap()[0].changes[0].from.as_deref(), Some("y"));
        let nobody = Wanted { config_id: Some("z".into()), ..wanted(topic("1", "t", "x")) };
        assert!(plan(&[nobody], &twins, false).unwrap_err().what.contains("`z`"));
        let renamed = Wanted { config_id: Some("a".into()), ..wanted(topic("1", "u", "x")) };
        assert!(plan(&[renamed], &twins, false).unwrap_err().what.contains("cannot be changed"));
        let bare = Topic { button_type: None, ..topic("1", "new", "x") };
        assert!(plan(&[wanted(bare)], &twins, false).unwrap_err().what.contains("`button-type`"));
    }
}
