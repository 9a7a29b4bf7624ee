"""Readers for the little languages of a page. Each module holds the values and the reader that makes them."""
