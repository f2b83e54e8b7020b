"""Our loader reads what yaml's safe one reads, and refuses what it refuses."""

from typing import Any

import pytest
import yaml

from mockcore.paths import openapi_directory
from mockcore.reference.yaml_loader import Loader


def loaded(text: str | bytes, loader: Any) -> str:
    """The value as Python writes it, or the failure."""
    try:
        return repr(yaml.load(text, Loader=loader))
    except yaml.YAMLError as error:
        return str(error)


@pytest.mark.parametrize(
    "text",
    [
        "a: 2024-01-01\nb: 0x1F\nc: 1_000\nd: ~\ne: yes\nf: 'yes'\ng: !!str 12\nh: .inf\n",
        "a: &x {b: 1}\nc: {<<: *x, d: 2}\ne: *x\n",
        "- !!set {a, b}\n- [1, {2: three}]\n- ''\n",
        "{[1]: 2}",
        "? {a: 1}\n: 2",
        "a: *nope",
        "- !!python/object:os.system x",
        "",
    ],
)
def test_a_text_is_read_as_the_safe_loader_reads_it(text: str) -> None:
    assert loaded(text, Loader) == loaded(text, yaml.CSafeLoader)


def test_the_overlay_is_too_with_its_anchors() -> None:
    text = (openapi_directory() / "overlay.yaml").read_bytes()
    assert loaded(text, Loader) == loaded(text, yaml.CSafeLoader)


def test_a_value_inside_itself_is_refused() -> None:
    assert "a value is inside itself" in loaded("a: &x {b: *x}", Loader)
