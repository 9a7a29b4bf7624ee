"""Sections, headings and the lines every page begins with."""
