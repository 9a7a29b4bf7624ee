"""What a run found, with lines and columns worked out: the one value that every output format is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from doclint.checking import CRASH, ENGINE, Diagnostic, Where
from doclint.documented import Mark
from doclint.rule import Fix, Severity
from doclint.session import Session
from doclint.text import Position, Source, Span


class Place(NamedTuple):
    """A stretch of a file; the end is exclusive. ``span`` says the same in offsets into its text."""

    path: str
    start: Position
    end: Position
    span: Span


class RelatedPlace(NamedTuple):
    """Another place that explains a finding."""

    message: str
    place: Place


class Hidden(NamedTuple):
    """Why a finding is not to be shown: ``by`` is ``directive`` or ``baseline``; ``line`` is the directive's."""

    by: str
    reason: str = ""
    line: int | None = None


_LONGEST_LINE = 1000
"""A line may have millions of characters, and thousands of findings."""


class Located(NamedTuple):
    """A diagnostic with everything worked out that a reader or a tool may want to see of it.

    ``source_line`` is the first line of it, up to 1,000 characters. ``fingerprint`` is unique in the docs set;
    ``identity`` is the same for what looks the same: rule, headings and text, wherever on the page, and on whichever.
    """

    rule: str
    category: str
    severity: Severity
    path: str
    message: str
    help: str
    span: Span
    place: Place
    source_line: str
    related: tuple[RelatedPlace, ...]
    fix: Fix | None
    fingerprint: str
    identity: str
    hidden: Hidden | None = None

    @property
    def line(self) -> int:
        """The first line, from 1."""
        return self.place.start.line

    @property
    def column(self) -> int:
        """The first column, from 1, in code points."""
        return self.place.start.column

    @property
    def end_line(self) -> int:
        """The last line, from 1."""
        return self.place.end.line


@dataclass(frozen=True)
class Report:
    """What a run found, sorted by path, place and rule, and the sources that its places are in.

    ``files`` is the number of pages that were checked. ``hidden`` is what is suppressed or in the baseline, which
    counts as nothing even where it is shown; ``fixed`` the number of fixes that were made; ``cached`` the number of
    pages that another run had checked.
    """

    diagnostics: tuple[Located, ...]
    files: int
    sources: dict[str, Source]
    hidden: tuple[Located, ...] = ()
    fixed: int = 0
    cached: int = 0

    def count(self, severity: Severity) -> int:
        """How many diagnostics have that severity."""
        return sum(d.severity == severity and d.hidden is None for d in self.diagnostics)

    def fixable(self, *, safe: bool) -> int:
        """How many diagnostics have a fix that is safe, or one that is not."""
        return sum(d.fix is not None and d.fix.safe == safe and d.hidden is None for d in self.diagnostics)

    def count_hidden(self, by: str) -> int:
        """How many diagnostics are hidden by a ``directive``, or by the ``baseline``."""
        return sum(d.hidden is not None and d.hidden.by == by for d in self.hidden)

    def with_hidden(self) -> Report:
        """The report that shows what is hidden, too."""
        return replace(self, diagnostics=tuple(sorted((*self.diagnostics, *self.hidden), key=order)))

    @property
    def failures(self) -> tuple[Located, ...]:
        """What says that something went wrong with the run, rather than with a page."""
        return tuple(d for d in self.diagnostics if d.category == ENGINE and d.rule == CRASH)


def make_report(session: Session, paths: Iterable[str], more: Iterable[Diagnostic] = ()) -> Report:
    """The report on some pages of a session, which must have been checked, with ``more`` said about them."""
    added: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in more:
        added[diagnostic.path].append(diagnostic)
    paths = sorted(paths)
    told = {path: diagnostics for path in paths if (diagnostics := [*added[path], *session.diagnostics(path)])}
    session.fetch_places(path for diagnostics in told.values() for d in diagnostics for path in _looked_up(d))
    found: list[Located] = []
    sources: dict[str, Source] = {}
    for path, diagnostics in told.items():
        located = list(_located(session, diagnostics))
        related = (place.path for item in located for _, place in item.related)
        sources |= {shown: session.source(shown) for shown in (path, *related)}
        found += located
    shown = tuple(item for item in found if item.hidden is None)
    hidden = tuple(item for item in found if item.hidden)
    return Report(shown, len(paths), sources, hidden, cached=sum(map(session.is_recalled, paths)))


def order(diagnostic: Located) -> tuple[object, ...]:
    """What reports are sorted by: path, place, rule."""
    return diagnostic.path, diagnostic.span, diagnostic.rule, diagnostic.message


def place_of(source: Source, span: Span) -> Place:
    """Lines, columns and bytes of a span."""
    return Place(source.path, source.position(span.start), source.position(span.end), span)


def line_shown(source: Source, place: Place) -> str:
    """The line that a place begins in, or its first 1,000 characters."""
    begin = place.span.start - place.start.column + 1
    return source.text[begin : begin + _LONGEST_LINE].partition("\n")[0].partition("\r")[0]


def locate(diagnostic: Diagnostic, source: Source) -> Located:
    """A diagnostic with its place worked out, for a text outside all headings."""
    text = source.text[diagnostic.span.start : diagnostic.span.end]
    fingerprint = (diagnostic.path, diagnostic.rule, text, diagnostic.message)
    place = place_of(source, diagnostic.span)
    return _worked_out(diagnostic, source, place, (), fingerprint, (diagnostic.rule, text))


def _looked_up(diagnostic: Diagnostic) -> Iterable[str]:
    """The pages of which one must know where things stand to tell of a diagnostic."""
    if diagnostic.where is None:
        yield diagnostic.path
    yield from (related.place.path for related in diagnostic.finding.related if isinstance(related.place, Mark))


def _located(session: Session, diagnostics: Iterable[Diagnostic]) -> Iterable[Located]:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for diagnostic in diagnostics:
        finding, source = diagnostic.finding, session.source(diagnostic.path)
        start, end, headings = diagnostic.where or _where(session, source, finding.span)
        place = Place(source.path, start, end, finding.span)
        identity = (diagnostic.rule, *headings, source.text[finding.span.start : finding.span.end])
        ordinals[identity] += 1
        places = ((r.message, session.resolve(diagnostic.path, r.place)) for r in finding.related)
        related = tuple(RelatedPlace(text, place_of(session.source(at[0]), at[1])) for text, at in places if at)
        fingerprint = (diagnostic.path, *identity, str(ordinals[identity]))
        yield _worked_out(diagnostic, source, place, related, fingerprint, identity)


def _where(session: Session, source: Source, span: Span) -> Where:
    headings = session.heading_path(source.path, span.start)
    return Where(source.position(span.start), source.position(span.end), headings)


def _worked_out(  # noqa: PLR0913, PLR0917, all that there is to tell
    diagnostic: Diagnostic,
    source: Source,
    place: Place,
    related: tuple[RelatedPlace, ...],
    fingerprint: tuple[str, ...],
    identity: tuple[str, ...],
) -> Located:
    finding = diagnostic.finding
    return Located(
        rule=diagnostic.rule,
        category=diagnostic.category,
        severity=diagnostic.severity,
        path=diagnostic.path,
        message=finding.message,
        help=finding.help,
        span=finding.span,
        place=place,
        source_line=line_shown(source, place),
        related=related,
        fix=finding.fix,
        fingerprint=_digest(*fingerprint),
        identity=_digest(*identity),
        hidden=_hidden(diagnostic, source),
    )


def _hidden(diagnostic: Diagnostic, source: Source) -> Hidden | None:
    if diagnostic.suppressed is None:
        return None
    reason, place = diagnostic.suppressed
    return Hidden("directive", reason, source.line_column(place.start)[0])


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
