"""``doclint inspect``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from doclint.cli.inputs import STDIN, Given, request
from doclint.cli.options import PATH, config_options
from doclint.cli.terminal import output
from doclint.cli.types import described_type, find_type, read_reference
from doclint.config import settings_of
from doclint.docset import read_pages
from doclint.errors import DoclintError
from doclint.index import Index
from doclint.page import Page, parse_page
from doclint.parse.blocks import CodeBlock
from doclint.parse.http_text import Message
from doclint.parse.json_text import JsonDocument
from doclint.parse.tables import Table
from doclint.text import Problem
from doclint.workspace import Workspace


@click.command("inspect")
@click.argument("page", required=False, type=PATH)
@click.option("--type", "type_name", metavar="NAME", help="Show what the docs set says of a type instead")
@config_options
@click.option("--stdin-filename", metavar="PATH", help="The page that standard input (PAGE -) is a version of")
def command(page: str | None, type_name: str | None, **given: Any) -> None:
    """Show what the parser sees in a page, as JSON. Lines and columns are from 1."""
    if type_name is not None:
        _inspect_type(type_name, Given(paths=(page,) if page else (), **given))
    elif page is None:
        raise click.UsageError("name a PAGE, or a type with --type")
    else:
        _inspect_page(page, given)


def _inspect_type(name: str, given: Given) -> None:
    reference = read_reference(request(given).job)
    found = [described_type(reference, version, known) for version, known in find_type(reference, name)]
    _print({"types": found})


def _inspect_page(page: str, given: dict[str, Any]) -> None:
    if page != STDIN and Path(page).is_dir():
        raise DoclintError(f"{page}: is a folder, not a page")
    job, (path,), _ = request(Given(paths=(page,), **given))
    reading = read_pages(job.root, [path], job.overlay)
    if path in reading.failed:
        raise DoclintError(f"{page}: {reading.failed[path]}")
    parsed = parse_page(reading.sources[path])
    version = Workspace(Index({}, frozenset()), settings_of(job.config)).version(parsed)
    _print({"path": path, "version": version, **described(parsed)})


def _print(plain: dict[str, Any]) -> None:
    with output() as stream:
        json.dump(plain, stream, indent=2, default=str)
        stream.write("\n")


def described(page: Page) -> dict[str, Any]:
    """What the parser saw in a page, as plain values."""
    front = page.front_matter
    entries = front.entries if front else ()
    return {
        "kind": page.kind,
        "dialect": page.dialect,
        "namespace": page.namespace.text if page.namespace else None,
        "front_matter": {entry.key.text: _at(page, entry.key.span.start, value=entry.value) for entry in entries},
        "headings": [
            _at(page, h.span.start, level=h.level, text=h.text, slug=h.slug, tab=h.tab or None) for h in page.headings
        ],
        "tables": [_table(page, table) for table in page.tables],
        "code_blocks": [_block(page, block) for block in page.code_blocks],
        "links": [
            _at(page, link.span.start, kind=link.kind, target=link.target.text, problem=link.problem or None)
            for link in page.links
        ],
        "alerts": [_at(page, alert.span.start, kind=alert.kind) for alert in page.alerts],
        "problems": [_problem(page, problem) for problem in page.problems],
    }


def _table(page: Page, table: Table) -> dict[str, Any]:
    header = [cell.text for cell in table.header.cells]
    place = {"section": table.section, "header": header, "rows": len(table.rows)}
    return _at(page, table.span.start, kind=table.kind, **place)


def _block(page: Page, block: CodeBlock) -> dict[str, Any]:
    annotation = block.annotation
    return _at(
        page,
        block.span.start,
        language=block.language,
        kind=block.kind,
        section=block.section,
        closed=block.closed,
        annotation=annotation.values if annotation else None,
        messages=[_message(page, message) for message in block.messages],
        json=_json(page, block.json),
    )


def _message(page: Page, message: Message) -> dict[str, Any]:
    return _at(
        page,
        message.span.start,
        start_line=message.start_line.text,
        headers=[[header.name.text, header.value.text] for header in message.headers],
        json=_json(page, message.json),
        problems=[_problem(page, problem) for problem in message.problems],
    )


def _json(page: Page, document: JsonDocument | None) -> dict[str, Any] | None:
    if document is None:
        return None
    slips = [_at(page, slip.span.start, kind=slip.kind, message=slip.message) for slip in document.slips]
    return _at(page, document.span.start, read=document.root.kind if document.root else None, slips=slips)


def _problem(page: Page, problem: Problem) -> dict[str, Any]:
    return _at(page, problem.span.start, kind=problem.kind, message=problem.message)


def _at(page: Page, offset: int, **described: Any) -> dict[str, Any]:
    line, column = page.source.line_column(offset)
    return {"line": line, "column": column, **described}
