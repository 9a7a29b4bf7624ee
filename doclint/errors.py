"""What a user can mend."""

from __future__ import annotations


class DoclintError(Exception):
    """Something the user can mend: one line that says what and, where there is one, in which place."""
