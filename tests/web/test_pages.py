"""Pages made of templates: escaped, whole, and part of what is installed."""

import json
import re

import jinja2
import pytest

from mockcore.web.pages import page

APP = {"name": "</script><b>", "client_id": "a", "client_secret": "b"}


def test_values_are_escaped() -> None:
    text = page("refusal.html", root="", error="<b>", description='Tom & "Jerry"', advice=["<i>"])
    assert "&lt;b&gt;" in text
    assert "&lt;i&gt;" in text
    assert "Tom &amp; &#34;Jerry&#34;" in text


def test_facts_for_a_script_cannot_end_it_and_are_read_back_whole() -> None:
    facts = {"app": APP, "companies": [{"id": "1", "name": "Ä & 'Ö'"}]}
    text = page("docs.html", root="/below", facts=facts)
    block = re.search(r'id="facts">(.*?)</script>', text, re.DOTALL)
    assert block is not None
    assert json.loads(block[1]) == facts
    assert 'src="/below/docs/assets/docs.js"' in text


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        page("refusal.html", root="", error="invalid_request")
