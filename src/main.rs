//! Parse, run, exit code.

fn main() -> std::process::ExitCode {
    // One provider of cryptography for all TLS in the process; the error says that it is set already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    letterbell::cli::main()
}
