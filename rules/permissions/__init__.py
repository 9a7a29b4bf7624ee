"""Permission tables and scopes."""
