"""The findings that the baseline knows, read again when its file is another."""

from __future__ import annotations

from doclint.baseline import Baseline, compare, read_baseline
from doclint.docset import Choice
from doclint.errors import DoclintError
from doclint.report import Report
from doclint.run import Job
from doclint.session import Session


class KnownFindings:
    """The baseline of a docs set as it was last read."""

    def __init__(self) -> None:
        self._read: tuple[tuple[int, int], Baseline] | None = None

    def hide(self, report: Report, job: Job, session: Session) -> Report:
        """A report on some pages without what the baseline knows; as it is when that is wrong, or not there."""
        baseline = self._baseline(job)
        if baseline is None:
            return report
        pages = tuple({found.path for found in (*report.diagnostics, *report.hidden)})
        return compare(report, baseline, job.scope(session, Choice(pages, {}))).report

    def _baseline(self, job: Job) -> Baseline | None:
        if job.baseline is None:
            return None
        try:
            stat = job.baseline.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, read_baseline(job.baseline, job.shown(job.baseline))
        except (OSError, DoclintError):
            return None
        return self._read[1]
