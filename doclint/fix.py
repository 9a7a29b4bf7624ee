"""Apply fixes to text, and to the pages of a session until nothing is left to fix."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from doclint.alignment import Kept, Put, edited, still_kept
from doclint.checking import UNSTABLE, Diagnostic, engine_diagnostic
from doclint.page import parse_page
from doclint.rule import Edit, Finding, Fix
from doclint.session import Session
from doclint.text import NEWLINE, Source, Span

_MOST_ROUNDS = 10


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Apply each fix whole, in the order of their places; one that overlaps a fix already taken is left out."""
    return edited(text, _puts(text, _compatible(text, fixes)))


def replacement(text: str, edit: Edit) -> str:
    """What an edit puts in; lines end in it as they do round about."""
    if "\r" not in text or not NEWLINE.search(edit.text):
        return edit.text
    near = NEWLINE.search(text, edit.span.start) or NEWLINE.search(text)
    return NEWLINE.sub(near[0], edit.text) if near else edit.text


@dataclass(frozen=True)
class Fixed:
    """What fixing did: the pages whose text is another now, as they were before, and what was left alone.

    ``counts`` says how many fixes were made on each; ``refused`` are diagnostics that name the rules whose fixes could
    not be made. ``kept`` is what the text now has of the one before.
    """

    before: Mapping[str, Source] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[Diagnostic, ...] = ()
    kept: Mapping[str, Sequence[Kept]] = field(default_factory=dict)

    @property
    def made(self) -> int:
        """How many fixes were made."""
        return sum(self.counts.values())

    def without(self, paths: Container[str]) -> Fixed:
        """The same, but nothing was done to these pages."""
        before = {path: source for path, source in self.before.items() if path not in paths}
        return replace(self, before=before, counts={path: self.counts[path] for path in before})


def fix_pages(session: Session, paths: Iterable[str], *, unsafe: bool) -> Fixed:
    """Fix pages of a session, which must have been checked, until no fix is left, in at most ten rounds.

    A page on which fixes undo one another, or would make it harder to read, goes without those rules' fixes: it starts
    again, and has ten rounds more. A page with bytes that are no UTF-8 is left alone, for it could not be written back
    as it was.
    """
    pages = {path: _Fixing(session.source(path), unsafe) for path in paths}
    pages = {path: page for path, page in pages.items() if not page.before.replaced}
    open_pages = list(pages)
    left, banned = _MOST_ROUNDS, 0
    while True:
        changes = {path: pages[path].step(session.diagnostics(path), last=left <= 0) for path in open_pages}
        changes = {path: source for path, source in changes.items() if source != session.source(path)}
        if not changes:
            break
        session.update(changes)
        open_pages = sorted(session.check(pages))
        banned, known = sum(len(page.banned) for page in pages.values()), banned
        left = left - 1 if banned == known else _MOST_ROUNDS
    before = {path: page.before for path, page in pages.items() if session.source(path) != page.before}
    return Fixed(
        before,
        {path: pages[path].made for path in before},
        tuple(refused for page in pages.values() for refused in page.refused()),
        {path: pages[path].kept for path in before},
    )


@dataclass
class _Fixing:
    """One page on its way: the text it had, the rules whose fixes it goes without, and the texts it went through."""

    before: Source
    unsafe: bool
    made: int = 0
    banned: set[str] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)
    applied: list[frozenset[str]] = field(default_factory=list)
    at: Source = field(init=False)
    kept: tuple[Kept, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._begin()

    def step(self, diagnostics: Sequence[Diagnostic], *, last: bool) -> Source:
        """The page after one more round; as it was at first when rules turned out to fight."""
        text = self.at.text
        if text in self.seen or (last and self._usable(diagnostics)):
            return self._start_again(self.applied[self.seen.get(text, -1) :])
        chosen = self._harmless(self._usable(diagnostics))
        fixes = _compatible(text, [fix for _, fix in chosen])
        puts = _puts(text, fixes)
        after = replace(self.at, text=edited(text, puts))
        if after.text != text:
            taken = set(map(id, fixes))
            self.seen[text] = len(self.applied)
            self.applied.append(frozenset(rule for rule, fix in chosen if id(fix) in taken))
            self.made += len(fixes)
            self.kept = still_kept(self.kept, puts, len(text))
            self.at = after
        return self.at

    def refused(self) -> list[Diagnostic]:
        """A diagnostic that names the rules whose fixes were not made."""
        if not self.banned:
            return []
        names = " and ".join(sorted(self.banned))
        message = f"The fixes of {names} undo one another or harm the page, so they were not made"
        return [engine_diagnostic(UNSTABLE, self.before.path, Finding(Span(0, 0), message, "Mend this page by hand"))]

    def _usable(self, diagnostics: Iterable[Diagnostic]) -> list[tuple[str, Fix]]:
        return [
            (d.rule, d.fix)
            for d in diagnostics
            if d.fix and not d.suppressed and (d.fix.safe or self.unsafe) and d.rule not in self.banned
        ]

    def _harmless(self, chosen: list[tuple[str, Fix]]) -> list[tuple[str, Fix]]:
        """The fixes without those of rules that would make the page harder to read."""
        if not chosen:
            return []
        known = _problem_count(self.at)
        if _problem_count(_after(self.at, [fix for _, fix in chosen])) <= known:
            return chosen
        for rule in {rule for rule, _ in chosen}:
            alone = [fix for name, fix in chosen if name == rule]
            if _problem_count(_after(self.at, alone)) > known:
                self.banned.add(rule)
        rest = [(rule, fix) for rule, fix in chosen if rule not in self.banned]
        if _problem_count(_after(self.at, [fix for _, fix in rest])) <= known:
            return rest
        self.banned |= {rule for rule, _ in rest}
        return []

    def _start_again(self, rounds: Iterable[frozenset[str]]) -> Source:
        self.banned |= {rule for rules in rounds for rule in rules}
        self.seen, self.applied, self.made = {}, [], 0
        self._begin()
        return self.at

    def _begin(self) -> None:
        self.at = self.before
        self.kept = (Kept(0, 0, len(self.before.text)),)


def _after(source: Source, fixes: Iterable[Fix]) -> Source:
    return replace(source, text=apply_fixes(source.text, fixes))


def _compatible(text: str, fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be made together, the first of those that clash; none that reaches out of the text."""
    whole = Span(0, len(text))
    taken: list[Span] = []
    compatible = []
    for fix in sorted((fix for fix in fixes if fix.edits), key=lambda fix: min(edit.span for edit in fix.edits)):
        spans = sorted(edit.span for edit in fix.edits)
        sound = all(span.start <= span.end and whole.holds(span) for span in spans)
        if sound and not any(_clash(*pair) for pair in pairwise(spans)) and not any(_taken(s, taken) for s in spans):
            compatible.append(fix)
            for span in spans:
                insort(taken, span)
    return compatible


def _taken(span: Span, taken: Sequence[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(_clash(span, other) for other in taken[max(0, at - 1) : at + 1])


def _clash(one: Span, two: Span) -> bool:
    """Whether two edits touch the same text. Two insertions at one place clash: their order would be a guess."""
    return one.overlaps(two) or one == two


def _puts(text: str, fixes: Iterable[Fix]) -> list[Put]:
    """The edits of fixes that do not clash, in order; lines end in what is put in as they do round about."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span)
    return [Put(edit.span, replacement(text, edit)) for edit in edits]


def _problem_count(source: Source) -> int:
    """In how many places a page cannot be read as it should: its Markdown, JSON, HTTP and annotations."""
    page = parse_page(source)
    documents = [annotation.document for annotation in page.annotations]
    count = len(page.problems)
    for block in page.code_blocks:
        documents += [block.json] if block.json else []
        documents += [document for message in block.messages for document in message.documents]
        count += sum(len(message.problems) for message in block.messages)
    return count + sum(len(document.slips) for document in documents)
