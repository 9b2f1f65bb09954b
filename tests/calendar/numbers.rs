//! Are numbers exact? Checked against fractions of any size, which are added and multiplied as at school.

use grounds::value::{Comparison, Number, Operation, Overflow, Value};
use num_bigint::{BigInt, Sign};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof},
    prop_assert, prop_assert_eq, proptest,
};

/// A fraction, not reduced; what is below the line is more than zero.
#[derive(Debug, Clone)]
struct Fraction(BigInt, BigInt);

impl Fraction {
    /// Reads `-1,234.5` and `1/3`.
    fn read(text: &str) -> Self {
        let plain = text.replace(',', "");
        if let Some((above, below)) = plain.split_once('/') {
            return Self(above.parse().unwrap(), below.parse().unwrap());
        }
        let places = plain.split_once('.').map_or(0, |it| it.1.len());
        let below = BigInt::from(10).pow(u32::try_from(places).unwrap());
        Self(plain.replace('.', "").parse().unwrap(), below)
    }

    /// The result; none of a division by zero.
    fn combined(&self, operation: Operation, other: &Self) -> Option<Self> {
        let Self(one_above, one_below) = self;
        let Self(above, below) = other;
        let both = one_below * below;
        Some(match operation {
            Operation::Plus => Self(one_above * below + above * one_below, both),
            Operation::Minus => Self(one_above * below - above * one_below, both),
            Operation::Times => Self(one_above * above, both),
            Operation::DividedBy => match above.sign() {
                Sign::NoSign => return None,
                Sign::Plus => Self(one_above * below, one_below * above),
                Sign::Minus => Self(-(one_above * below), -(one_below * above)),
            },
        })
    }

    fn order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.0 * &other.1).cmp(&(&other.0 * &self.1))
    }

    /// Whether it has finitely many decimal places: in lowest terms, only twos and fives are below the line.
    fn is_decimal(&self) -> bool {
        let tens = BigInt::from(10).pow(200);
        (&self.0 * tens) % &self.1 == BigInt::from(0)
    }

    /// Whether nothing on the way to any result gets near the largest number that can be represented.
    fn is_small(&self) -> bool {
        self.0.bits() < 60 && self.1.bits() < 30
    }
}

/// A decimal as a person writes it; some have as many figures as fit.
fn decimals() -> impl Strategy<Value = String> {
    let money =
        (-10_000_000..10_000_000_i64, 0..5_usize).prop_map(|(it, places)| point(it.into(), places));
    let long = (any::<i128>(), 0..38_usize).prop_map(|(it, places)| point(it, places));
    let ends =
        prop_oneof![Just(i128::MAX), Just(-i128::MAX), Just(1), Just(0), Just(1_i128 << 126)];
    let ends = (ends, 0..38_usize).prop_map(|(it, places)| point(it, places));
    prop_oneof![6 => money, 2 => long, 1 => ends]
}

fn point(figures: i128, places: usize) -> String {
    let sign = if figures < 0 { "-" } else { "" };
    let digits = format!("{:0>1$}", figures.unsigned_abs(), places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

const OPERATIONS: [Operation; 4] =
    [Operation::Plus, Operation::Minus, Operation::Times, Operation::DividedBy];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_are_printed_as_they_are(text in decimals()) {
        let Some(number) = Number::parse(&text) else {
            prop_assert_eq!(text, i128::MIN.to_string());
            return Ok(());
        };
        let (printed, written) = (Fraction::read(&number.to_string()), Fraction::read(&text));
        prop_assert!(printed.order(&written).is_eq(), "{} is printed as {}", text, number);
        if !number.to_string().contains('/') {
            prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }
    }

    #[test]
    fn numbers_are_reckoned_with_exactly(one in decimals(), other in decimals(), third in decimals()) {
        let read = |it: &str| Number::parse(it).map(Value::Number);
        let (Some(a), Some(b), Some(c)) = (read(&one), read(&other), read(&third)) else {
            return Ok(());
        };
        let [x, y, z] = [&one, &other, &third].map(|it| Fraction::read(it));
        for first in OPERATIONS {
            let (inner, expected) = (first.apply(&a, &b), x.combined(first, &y));
            check(&inner, expected.as_ref(), x.is_small() && y.is_small())?;
            let (Ok(Some(inner)), Some(expected)) = (inner, expected) else { continue };
            for second in OPERATIONS {
                let outer = second.apply(&inner, &c);
                let small = expected.is_small() && z.is_small();
                check(&outer, expected.combined(second, &z).as_ref(), small)?;
            }
        }
    }

    #[test]
    fn numbers_compare_as_they_are(one in decimals(), other in decimals(), by in decimals()) {
        let all = [&one, &other, &by].map(|it| Number::parse(it));
        let [Some(a), Some(b), Some(c)] = all else { return Ok(()) };
        let [x, y, z] = [&one, &other, &by].map(|it| Fraction::read(it));
        let third = a.divided_by(c).ok().zip(x.combined(Operation::DividedBy, &z));
        for (number, fraction) in [(a, x)].into_iter().chain(third) {
            for comparison in [Comparison::Less, Comparison::Equal, Comparison::More] {
                let found = comparison.holds(&Value::Number(number), &Value::Number(b));
                let order = fraction.order(&y);
                let expected = match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::Equal => order.is_eq(),
                    _ => order.is_gt(),
                };
                prop_assert_eq!(found, Some(expected), "{} {:?} {}", number, comparison, b);
            }
        }
    }
}

/// A result is exact, and printed as a decimal where it is one. Only what is large, or divided by zero, has none.
fn check(
    found: &Result<Option<Value>, Overflow>,
    expected: Option<&Fraction>,
    small: bool,
) -> Result<(), proptest::test_runner::TestCaseError> {
    match (found, expected) {
        (Ok(Some(found)), Some(expected)) => {
            let printed = found.to_string();
            prop_assert!(
                Fraction::read(&printed).order(expected).is_eq(),
                "{}: {:?}",
                printed,
                expected
            );
            if small {
                prop_assert_eq!(printed.contains('/'), !expected.is_decimal(), "{}", printed);
            }
        }
        (found, expected) => {
            prop_assert_eq!(found, &Err(Overflow));
            prop_assert!(expected.is_none() || !small, "{:?} is no large number", expected);
        }
    }
    Ok(())
}

#[test]
fn quotients_are_printed_as_fractions_where_they_never_end() {
    let cases = [
        ("1", "3", "1/3"),
        ("2", "-6", "-1/3"),
        ("10000", "3", "10000/3"),
        ("1", "8", "0.125"),
        ("-1", "1024", "-0.0009765625"),
        ("1000000", "0.8", "1,250,000"),
        ("22", "7", "22/7"),
        ("0", "7", "0"),
    ];
    for (one, other, expected) in cases {
        let [a, b] = [one, other].map(|it| Number::parse(it).unwrap());
        let found = a.divided_by(b).map(|it| it.to_string());
        assert_eq!(found, Ok(expected.to_owned()), "{one} divided by {other}");
    }
}
