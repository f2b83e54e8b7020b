"""Apps and installations in JSON Schema."""

from typing import get_args

from jsonschema import Draft202012Validator

from mockcore.oauth.access_levels import LEVELS
from mockcore.web.portal_schemas import (
    APP,
    APP_EXAMPLE,
    INSTALLATION,
    INSTALLATION_EXAMPLE,
    VERSION,
    VERSION_EXAMPLE,
    Level,
)


def test_the_examples_are_what_the_schemas_say() -> None:
    for schema, example in ((APP, APP_EXAMPLE), (INSTALLATION, INSTALLATION_EXAMPLE), (VERSION, VERSION_EXAMPLE)):
        Draft202012Validator(schema).validate(example)


def test_the_levels_are_those_of_permissions() -> None:
    assert get_args(Level) == tuple(LEVELS.values())
