"""The server: addresses, frames as they are made, and pages that are printed once."""
