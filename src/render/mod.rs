//! x
pub mod accent;
pub mod holes;
pub mod text;
