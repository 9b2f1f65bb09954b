//! The `grounds` command; everything it does is in [`grounds::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    grounds::cli::main()
}
