"""A link to a page of the same folder does not name the folder.

The authoring guidelines ask that pages of the reference link to one another by `../api/` and `../resources/`, from
within these folders, too: such links can be copied to any other page. Many published pages do otherwise, and the links
work, so the rule is part of the preset `all` only.

The fix puts in the folder. It is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, Workspace, rule

from ._targets import is_embedded, targets

_FOLDERS = ("api", "resources")
OTHERS = {"api-reference/beta/resources/mirror.md": "# mirror resource type\n"}
TYPE = "api-reference/beta/resources/telescope.md"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example("A [mirror](../resources/mirror.md) of [this type](#properties).\n", path=TYPE, others=OTHERS),
        Example("See [mirror](mirror.md).\n", path="concepts/page.md", others={"concepts/mirror.md": "# Mirror\n"}),
    ),
    invalid=(
        Example(
            "A [mirror](⟦mirror.md⟧#properties).\n",
            path=TYPE,
            others=OTHERS,
            fixed="A [mirror](../resources/mirror.md#properties).\n",
        ),
    ),
)
def folderless_link(page: Page, workspace: Workspace) -> Iterator[Finding]:
    folder = page.path.split("/")[-2] if "/" in page.path else ""
    if folder not in _FOLDERS:
        return
    for link, written, path in targets(page, workspace):
        name = written.text.removeprefix("./")
        if name.endswith(".md") and "/" not in name and not is_embedded(link) and workspace.exists(path):
            right = f"../{folder}/{name}"
            fix = Fix(f"Write {right}", (Edit(written.span, right),))
            yield Finding(written.span, f"The link to `{name}` does not name its folder", f"Write `{right}`", fix)
