# Each recipe is one line that can be typed by hand; `just` itself is not needed.

# list the recipes
default:
    @just --list

# lints and format
check:
    cargo clippy --all-targets -- -D warnings
    cargo fmt --check

# all tests
test:
    cargo test

# accept changed snapshots; then read the diff
bless:
    INSTA_UPDATE=always cargo test

# run the cases whose path contains NAME
case NAME:
    INSTA_GLOB_FILTER='*{{NAME}}*' cargo test --test cases

# the internal documentation
doc:
    RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --document-private-items

# licences and advisories of what Grounds is built from (needs cargo-deny)
deny:
    cargo deny check

# everything that has to hold before a change is accepted
ci:
    sh .ci/check
