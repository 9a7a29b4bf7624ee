"""Property and parameter tables."""
