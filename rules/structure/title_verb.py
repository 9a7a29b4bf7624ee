"""The title of an operation's page does not begin with a verb.

The authoring guidelines want a page about an operation to say what to do, as an order ("List telescopes", "Update
mirror"), or, for actions and functions, to name the type and the operation ("telescope: calibrate"). Titles in the list
of contents are then of one form.

The generated form "calibrate action" is accepted from the pages that use it on purpose, except in `strict`. The option
`verbs` names further verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Dialect, Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

from ._outline import subject

_OF_A_TYPE = re.compile(r"[\w.]+: ?\w")
_GENERATED = re.compile(r"\w[ \w]* (?:action|function)\Z")
_VERBS = frozenset(
    """
    accept acknowledge acquire activate add allow append apply approve archive assign attach authenticate begin block
    build calculate call cancel change check checkin checkout clean clear clone close commit compare complete
    compute configure confirm connect convert copy count create deactivate decline decrypt delete deny deploy describe
    detach determine disable discard disconnect discover dismiss dispatch download edit enable encrypt end enroll
    enumerate estimate evaluate exclude execute expand export extend extract filter find follow format forward generate
    get give grant hide import include initiate insert install invalidate invite invoke issue join keep leave link list
    locate lock look mark merge migrate modify monitor move mute notify obtain open order parse patch pause perform pin
    place play poll post preview process promote provision publish purge put query queue read reassign recall receive
    record redirect refresh register reject release reload remove rename render renew reopen reorder replace reply
    report request reset resolve restart restore resume retire retrieve retry return revert review revoke rotate run
    save schedule search seek select send set share show sign snooze sort specify start stop store submit subscribe
    suspend swap sync synchronize tag take terminate test track transfer translate trigger unarchive unassign unblock
    undo unfollow unhide uninstall unlock unmark unmute unpin unpublish unregister unset unshare unsubscribe update
    upgrade upload use validate verify view wait watch wipe withdraw write
    """.split()  # noqa: SIM905, a list of words reads best as one
)


@dataclass(frozen=True, slots=True)
class Options:
    """``verbs``: further words that a title may begin with, in lower case."""

    verbs: tuple[str, ...] = ()


BODY = "\n\n## HTTP request\n\n## Response\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    options=Options,
    valid=(
        Example("# List telescopes" + BODY),
        Example("# telescope: calibrate" + BODY),
        Example("# Align mirrors" + BODY, options={"verbs": ["align"]}),
    ),
    invalid=(
        Example("# ⟦Listing telescopes⟧" + BODY),
        Example("# ⟦calibrateTelescope⟧" + BODY),
    ),
)
def title_verb(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if page.h1 is None or subject(page, workspace) is not PageKind.API or _OF_A_TYPE.match(page.h1.text):
        return
    if workspace.dialect(page) is Dialect.INTUNE and _GENERATED.match(page.h1.text):
        return
    words = page.h1.text.lower().split() or [""]
    verbs = _VERBS.union(options.verbs)
    if not any(word in verbs for word in words[: 2 if words[0].endswith("ly") else 1]):
        message = f'The title "{page.h1.text}" does not begin with a verb'
        yield Finding(page.h1.title.span, message, 'Write "List telescopes", or "telescope: calibrate" for an action')
