"""Apps and installations in JSON Schema."""

from typing import get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from mockcore.oauth.access_levels import LEVELS
from mockcore.web.portal_schemas import (
    APP,
    APP_EXAMPLE,
    INSTALLATION,
    INSTALLATION_EXAMPLE,
    VERSION,
    VERSION_EXAMPLE,
    Level,
    closed_with,
)


def test_the_examples_are_what_the_schemas_say() -> None:
    for schema, example in ((APP, APP_EXAMPLE), (INSTALLATION, INSTALLATION_EXAMPLE), (VERSION, VERSION_EXAMPLE)):
        Draft202012Validator(schema).validate(example)


def test_the_levels_are_those_of_permissions() -> None:
    assert get_args(Level) == tuple(LEVELS.values())


def test_a_body_has_no_other_keys_and_an_example() -> None:
    class Body(BaseModel):
        model_config = closed_with(name="a")
        name: str

    assert Body.model_json_schema()["examples"] == [{"name": "a"}]
    with pytest.raises(ValidationError):
        Body.model_validate({"name": "a", "nmae": "b"})
