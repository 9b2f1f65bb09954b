//! What can be said of values? The terms and conditions of a sketch, and how they are written at one place.

/// What is left of a payment behind `such that`, if anything.
pub(crate) type Such = Option<Box<Clause>>;

/// Something that is a number.
#[derive(Debug, Clone)]
pub(crate) enum Number {
    Constant(u8),
    Attribute(u8),
    Plus(Box<(Number, Number)>),
    Minus(Box<(Number, Number)>),
    Times(Box<Number>, u8),
    Count(Such),
    Sum(u8, Such),
    Extreme(u8, u8, Such),
}

/// Something that is a date.
#[derive(Debug, Clone)]
pub(crate) enum Time {
    Constant(u8),
    Attribute(u8),
    /// An attribute, whether it is moved back, and by how much.
    Shifted(u8, bool, u8),
    Extreme(u8, Such),
}

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Clause {
    Phrase(u8, bool),
    Numbers(u8, Number, Number),
    Between(Number, u8, u8),
    Times(u8, Time, Time),
    /// How many days lie between two dates.
    Apart(u8, Time, Time, u8),
    /// How long something is.
    Length(u8, u8, u8),
    Every(Such, Such),
    Not(Box<Clause>),
    All(Vec<Clause>),
    Any(Vec<Clause>),
}

/// What stands for the application and the payment at one place; and the level below which conclusions are known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) application: Option<&'a str>,
    pub(crate) payment: Option<&'a str>,
    pub(crate) level: u8,
}

/// What is known of things: its words around the thing, whether of a payment, and from which level on.
pub(crate) type Word = (&'static str, &'static str, bool, u8);

pub(crate) const NUMBERS: [Word; 6] = [
    ("the fee for", "", false, 0),
    ("the amount of", "", true, 0),
    ("the deposit for", "", false, 2),
    ("the weight of", "", true, 1),
    ("the charge for", "", false, 3),
    ("the total for", "", false, 5),
];
pub(crate) const DATES: [Word; 4] = [
    ("the receipt of", "", false, 0),
    ("the day of", "", true, 0),
    ("the answer to", "", false, 0),
    ("the deadline for", "", false, 2),
];
pub(crate) const PHRASES: [Word; 6] = [
    ("", "urgent", false, 0),
    ("", "confirmed", true, 0),
    ("", "noted", false, 0),
    ("", "complete", false, 4),
    ("", "late", false, 6),
    ("", "void", false, 7),
];
/// Durations: in months, and in days.
const LENGTHS: [(&str, [&str; 3]); 2] = [
    ("the term of", ["6 months", "1 year", "7 months"]),
    ("the delay of", ["2 days", "1 week", "3 days"]),
];
const DAYS: [&str; 8] = [
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-30",
    "2024-03-31",
    "2024-04-30",
    "2024-01-31",
    "2024-01-30",
];
/// Days at even places.
const SHIFTS: [&str; 6] = ["1 day", "1 month", "2 days", "2 months", "1 week", "30 days"];
const OF_NUMBERS: [&str; 9] = [
    "is at least",
    "is at most",
    "is more than",
    "is less than",
    "is",
    "is not",
    "is not at least",
    "exceeds",
    "is different from",
];
const OF_DATES: [&str; 9] = [
    "is before",
    "is after",
    "is on or before",
    "is on or after",
    "is",
    "is not",
    "is no later than",
    "is not later than",
    "is at least",
];

/// One of several.
pub(crate) fn pick<T: Copy>(among: &[T], by: u8) -> T {
    among[usize::from(by) % among.len()]
}

/// A day of the calendar.
pub(crate) fn day(by: u8) -> &'static str {
    pick(&DAYS, by)
}

/// A length that an application's term, or delay, may have.
pub(crate) fn length(of: u8, by: u8) -> (&'static str, &'static str) {
    let (words, lengths) = pick(&LENGTHS, of);
    (words, pick(&lengths, by))
}

impl Place<'_> {
    fn thing(self, of_payment: bool) -> Option<String> {
        if of_payment { self.payment } else { self.application }.map(str::to_owned)
    }

    /// The words that can be used here, each with what it is said of.
    fn fitting(self, among: &[Word]) -> Vec<(Word, String)> {
        let fits = |it: &&Word| it.3 == 0 || it.3 < self.level;
        let known = among.iter().filter(fits);
        known.filter_map(|it| Some((*it, self.thing(it.2)?))).collect()
    }

    fn attribute(self, among: &[Word], by: u8) -> Option<String> {
        let fitting = self.fitting(among);
        let ((words, ..), thing) = fitting.get(usize::from(by).checked_rem(fitting.len())?)?;
        Some(format!("{words} {thing}"))
    }

    /// Where all payments are gone through.
    fn inside(self) -> Self {
        Self { payment: Some("the payment"), ..self }
    }

    /// Whether payments can be gone through here: only from an application.
    fn has_members(self) -> bool {
        self.application.is_some() && self.payment.is_none()
    }

    fn such_that(self, such: &Such) -> String {
        let condition = match such {
            Some(it) => self.inside().clause(it),
            None => "the payment is confirmed".to_owned(),
        };
        format!("such that ({condition})")
    }

    fn members(self, by: u8, among: &[Word]) -> String {
        let of_payments: Vec<Word> = among.iter().filter(|it| it.2).copied().collect();
        let inside = Self { application: None, ..self.inside() };
        inside.attribute(&of_payments, by).unwrap_or_default()
    }

    pub(crate) fn number(self, it: &Number) -> String {
        match it {
            Number::Count(such) if self.has_members() && such.is_none() => {
                "the number of payments".to_owned()
            }
            Number::Count(such) if self.has_members() => {
                format!("the number of payments {}", self.such_that(such))
            }
            Number::Sum(by, such) if self.has_members() => format!(
                "the sum of {} over every payment {}",
                self.members(*by, &NUMBERS),
                self.such_that(such)
            ),
            Number::Extreme(which, by, such) if self.has_members() => format!(
                "the {} of {} over every payment {}",
                pick(&["smallest", "largest"], *which),
                self.members(*by, &NUMBERS),
                self.such_that(such)
            ),
            Number::Plus(it) => self.combined(&it.0, "plus", &it.1),
            Number::Minus(it) => self.combined(&it.0, "minus", &it.1),
            Number::Times(it, by) => format!("{} times {}", self.operand(it), 2 + by % 2),
            Number::Constant(by) => (by % 5).to_string(),
            Number::Attribute(by) | Number::Sum(by, _) | Number::Extreme(by, ..) => {
                self.attribute(&NUMBERS, *by).unwrap_or_else(|| (by % 5).to_string())
            }
            Number::Count(_) => "1".to_owned(),
        }
    }

    fn combined(self, one: &Number, how: &str, other: &Number) -> String {
        format!("{} {how} {}", self.operand(one), self.operand(other))
    }

    fn operand(self, it: &Number) -> String {
        let written = self.number(it);
        match it {
            Number::Plus(_) | Number::Minus(_) | Number::Times(..) => format!("({written})"),
            _ => written,
        }
    }

    pub(crate) fn time(self, it: &Time) -> String {
        match it {
            Time::Extreme(by, such) if self.has_members() => format!(
                "the {} of {} over every payment {}",
                pick(&["earliest", "latest"], *by),
                self.members(*by, &DATES),
                self.such_that(such)
            ),
            Time::Constant(by) => day(*by).to_owned(),
            Time::Attribute(by) | Time::Extreme(by, _) => {
                self.attribute(&DATES, *by).unwrap_or_else(|| day(*by).to_owned())
            }
            Time::Shifted(by, back, length) => {
                let how = if *back { "minus" } else { "plus" };
                let date = self.attribute(&DATES, *by).unwrap_or_else(|| day(*by).to_owned());
                format!("{date} {how} {}", pick(&SHIFTS, *length))
            }
        }
    }

    pub(crate) fn clause(self, it: &Clause) -> String {
        match it {
            Clause::Phrase(by, positive) => self.phrase(*by, *positive),
            Clause::Numbers(how, one, other) => {
                format!("{} {} {}", self.number(one), pick(&OF_NUMBERS, *how), self.number(other))
            }
            Clause::Between(it, low, high) => {
                format!("{} is between {} and {}", self.number(it), low % 5, high % 5)
            }
            Clause::Times(how, one, other) => {
                format!("{} {} {}", self.time(one), pick(&OF_DATES, *how), self.time(other))
            }
            Clause::Apart(how, one, other, by) => format!(
                "{} minus {} {} {} days",
                self.unshifted(one),
                self.unshifted(other),
                pick(&OF_NUMBERS, *how),
                pick(&[2, 29, 30, 1], *by)
            ),
            Clause::Length(of, how, by) => match self.application {
                Some(application) => {
                    let (words, length) = length(*of, *by);
                    format!("{words} {application} {} {length}", pick(&OF_NUMBERS, *how))
                }
                None => self.phrase(*by, true),
            },
            Clause::Every(such, then) if self.has_members() => {
                let then = match then {
                    Some(it) => self.inside().clause(it),
                    None => "the payment is confirmed".to_owned(),
                };
                format!("for every payment {}: ({then})", self.such_that(such))
            }
            Clause::Every(..) => self.phrase(1, true),
            Clause::Not(it) => format!("not ({})", self.clause(it)),
            Clause::All(parts) => self.list("all", parts),
            Clause::Any(parts) => self.list("any", parts),
        }
    }

    fn unshifted(self, it: &Time) -> String {
        match it {
            Time::Shifted(by, ..) => self.time(&Time::Attribute(*by)),
            it => self.time(it),
        }
    }

    fn list(self, which: &str, parts: &[Clause]) -> String {
        let parts: Vec<String> = parts.iter().map(|it| self.clause(it)).collect();
        format!("{which} of ({})", parts.join("; "))
    }

    fn phrase(self, by: u8, positive: bool) -> String {
        let not = if positive { "" } else { "not " };
        if let (Some(application), Some(payment)) = (self.application, self.payment)
            && by.is_multiple_of(2)
        {
            return format!("{payment} was {not}made for {application}");
        }
        let fitting = self.fitting(&PHRASES);
        let of_payment = |it: &&(Word, String)| it.0.2 || self.payment.is_none();
        let fitting: Vec<&(Word, String)> = fitting.iter().filter(of_payment).collect();
        let ((_, adjective, ..), thing) = fitting[usize::from(by / 2) % fitting.len()];
        format!("{thing} is {not}{adjective}")
    }
}
