"""What an editor offers at a place: fixes, and the comment that hides a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lsprotocol import types

from doclint.checking import ENGINE
from doclint.lsp.edits import Target
from doclint.lsp.explanations import rules_by_name
from doclint.lsp.live import LiveDocs
from doclint.lsp.suppressing import suppression
from doclint.report import Located
from doclint.text import Span

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.doclint"
Shown = Mapping[str, types.Diagnostic]
"""The diagnostics as the client has them, by fingerprint."""
KINDS = (types.CodeActionKind.QuickFix.value, FIX_ALL)


def actions_at(
    report: Iterable[Located], span: Span, target: Target, context: types.CodeActionContext, *, unsafe: bool
) -> list[types.CodeAction]:
    """The actions for what is found at a span. Those that take work have no edit yet: see ``settle``.

    ``unsafe`` says whether fixes that are a guess are wanted.
    """
    here = [found for found in report if found.span.start <= span.end and span.start <= found.span.end]
    only = context.only and [str(getattr(kind, "value", kind)) for kind in context.only]
    wanted = [kind for kind in KINDS if only is None or any(_is_kind(kind, one) for one in only)]
    shown = {one.data["fingerprint"]: one for one in context.diagnostics if isinstance(one.data, dict)}
    offered: list[types.CodeAction] = []
    if KINDS[0] in wanted:
        fixes = [found for found in here if found.fix and (found.fix.safe or unsafe)]
        offered += [_fix(found, target, shown) for found in sorted(fixes, key=lambda found: not _is_safe(found))]
        offered += _suppressions(here, target, shown)
    if FIX_ALL in wanted and (only is not None or any(map(_is_safe, here))):
        offered.append(types.CodeAction("Fix all that is safe to fix", FIX_ALL, data=_data(target, "fix")))
    return offered


def settle(action: types.CodeAction, docs: LiveDocs, path: str, target: Target) -> types.CodeAction:
    """An action with its edit; without one where there is nothing to do any more."""
    asked: Any = action.data if isinstance(action.data, dict) else {}
    if asked.get("do") == "fix":
        action.edit = target.edit(docs.fixed(path))
    elif asked.get("do") == "suppress":
        page = docs.page(path)
        found = next((one for one in docs.report(path) if one.fingerprint == asked.get("fingerprint")), None)
        names = {name: rule.name for name, rule in rules_by_name().items()}
        edit = suppression(page, found.span, found.rule, names | {found.rule: found.rule}) if page and found else None
        action.edit = target.edit([edit] if edit else ())
    return action


def _fix(found: Located, target: Target, shown: Shown) -> types.CodeAction:
    assert found.fix is not None  # noqa: S101, the caller asked
    return types.CodeAction(
        title=found.fix.title if found.fix.safe else f"{found.fix.title} (unsafe)",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=_shown(found, shown),
        is_preferred=found.fix.safe or None,
        edit=target.edit(found.fix.edits),
    )


def _suppressions(here: Iterable[Located], target: Target, shown: Shown) -> Iterator[types.CodeAction]:
    by_rule = {found.rule: found for found in reversed(list(here)) if found.category != ENGINE}
    for rule, found in sorted(by_rule.items()):
        data = _data(target, "suppress") | {"fingerprint": found.fingerprint}
        title = f"Suppress {rule} here"
        yield types.CodeAction(title, types.CodeActionKind.QuickFix, diagnostics=_shown(found, shown), data=data)


def _shown(found: Located, shown: Shown) -> list[types.Diagnostic] | None:
    return [shown[found.fingerprint]] if found.fingerprint in shown else None


def _data(target: Target, what: str) -> dict[str, str]:
    return {"uri": target.uri, "do": what}


def _is_safe(found: Located) -> bool:
    return found.fix is not None and found.fix.safe


def _is_kind(kind: str, wanted: str) -> bool:
    """Whether a kind of action is of the wanted kind, or of one below it."""
    return kind == wanted or kind.startswith(f"{wanted}.") or not wanted
