"""Text of any kind."""
