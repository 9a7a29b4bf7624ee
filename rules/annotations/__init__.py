"""The JSON comments before blocks."""
