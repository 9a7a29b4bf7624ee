"""Configuration: from a file or a mapping to the rules that run on each page."""

from doclint.config.apidoctor import settings_in, take_over
from doclint.config.document import Complaint, ConfigurationError, read_document
from doclint.config.load import (
    EXTENSIONS,
    FILE_NAMES,
    check_config,
    config_files,
    config_from,
    config_places,
    find_config,
    load_config,
    usual_config,
)
from doclint.config.model import Config, Override, Suppressions
from doclint.config.plan import all_rules, settings_of, settle
from doclint.config.schema import ALL, OFF, config_schema

__all__ = [
    "ALL",
    "EXTENSIONS",
    "FILE_NAMES",
    "OFF",
    "Complaint",
    "Config",
    "ConfigurationError",
    "Override",
    "Suppressions",
    "all_rules",
    "check_config",
    "config_files",
    "config_from",
    "config_places",
    "config_schema",
    "find_config",
    "load_config",
    "read_document",
    "settings_in",
    "settings_of",
    "settle",
    "take_over",
    "usual_config",
]
