"""JUnit XML, which most CI servers show as test results: a suite for each page, a case for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from doclint.checking import CRASH
from doclint.excerpt import visible
from doclint.report import Located, Report
from doclint.reports.concise import why_hidden
from doclint.reports.context import Context

_NO_XML = {ord(sign): ascii(sign)[1:-1] for sign in "\ufffe\uffff"}


def write_junit(report: Report, stream: TextIO, context: Context) -> None:
    """Write all findings; cases fail where the run fails because of them, and hidden ones are skipped.

    A report without findings has one case that passed, since servers take an empty report for a mistake.
    """
    suites = list(_suites(report, context)) or [_suite("doclint", [_passed()])]
    totals = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures", "errors")}
    root = Element("testsuites", {"name": "doclint", **totals})
    root.extend(suites)
    indent(root)
    stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n')


def _suites(report: Report, context: Context) -> Iterator[Element]:
    for path, diagnostics in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        shown = _plain(context.in_repository(path))
        yield _suite(shown, [_case(diagnostic, shown, context) for diagnostic in diagnostics])


def _suite(name: str, cases: Iterable[Element]) -> Element:
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    suite = Element("testsuite", {"name": name})
    for case in cases:
        counts["tests"] += 1
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            counts[count] += len(case.findall(tag))
        suite.append(case)
    suite.attrib |= {name: str(count) for name, count in counts.items()}
    return suite


def _passed() -> Element:
    return Element("testcase", {"classname": "doclint", "name": "no findings"})


def _case(diagnostic: Located, path: str, context: Context) -> Element:
    name = f"{diagnostic.rule} ({diagnostic.line}:{diagnostic.column})"
    case = Element("testcase", {"classname": path, "name": name})
    if diagnostic.hidden:
        SubElement(case, "skipped", {"message": _plain(why_hidden(diagnostic).strip(" ()"))})
    elif diagnostic.rule == CRASH or diagnostic.severity in context.failing:
        tag = "error" if diagnostic.rule == CRASH else "failure"
        said = {"type": str(diagnostic.severity), "message": _plain(diagnostic.message)}
        SubElement(case, tag, said).text = _text(diagnostic, path)
    else:
        SubElement(case, "system-out").text = _text(diagnostic, path)
    return case


def _text(diagnostic: Located, path: str) -> str:
    place = f"{path}:{diagnostic.line}:{diagnostic.column}"
    lines = (place, diagnostic.message, diagnostic.help, diagnostic.source_line)
    return "\n".join(_plain(line) for line in lines if line)


def _plain(text: str) -> str:
    """A text on one line, without the characters that XML cannot hold."""
    return visible(text).translate(_NO_XML)
