"""What is shipped is what the folders hold, under the names we chose."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from doclint.registry import installed_rules

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = {"doclint": ROOT / "doclint", "doclint_rules": ROOT / "rules"}


def test_every_package_is_listed() -> None:
    found = {
        ".".join((name, *init.parent.relative_to(folder).parts))
        for name, folder in PACKAGES.items()
        for init in folder.rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {module.parent for folder in PACKAGES.values() for module in folder.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_type_information_is_shipped(package: str) -> None:
    assert (files(package) / "py.typed").is_file()


def test_no_generic_name_is_importable() -> None:
    code = "import importlib.util as u; print([n for n in ('rules', 'tests', 'sample_docs') if u.find_spec(n)])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_engine_names_no_rule() -> None:
    headers = {"content-length", "content-type"}  # words of HTTP before they were rules
    names = "|".join(re.escape(rule.name) for rule in installed_rules() if rule.name not in headers)
    named = re.compile(rf"(?<![\w-])({names})(?![\w-])")
    modules = {path: path.read_text(encoding="utf-8") for path in PACKAGES["doclint"].rglob("*.py")}
    assert {str(path): found for path, text in modules.items() if (found := named.findall(text))} == {}


def test_rules_of_a_category_share_private_modules_only() -> None:
    """That rules import nothing else but ``doclint.api`` is a contract of import-linter, which cannot express this."""
    imports = {
        (str(path.relative_to(ROOT)), name)
        for path in PACKAGES["doclint_rules"].rglob("*.py")
        for name in re.findall(r"^from \.(\w*) import", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert [found for found in imports if not found[1].startswith("_")] == []
