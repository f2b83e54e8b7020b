"""A write asks only those rules that the overlay has for the resource."""

from mockcore.request.context import Context
from mockcore.request.write_rules import PLAUSIBLE, SECTIONS, sections_of
from tests.domain.conftest import context

__all__ = ["context"]


def test_each_section_is_asked_of_the_resources_that_it_names(context: Context) -> None:
    catalog = context.catalog
    for name in catalog.kind_names:
        sections = sections_of(context, catalog.kind(name))
        assert {section for section in SECTIONS if name in catalog.overlay[section]} == sections - {PLAUSIBLE}


def test_what_may_be_doubted_is_asked_too(context: Context) -> None:
    assert PLAUSIBLE in sections_of(context, context.catalog.kind("manpower_logs"))
    assert sections_of(context, context.catalog.kind("departments")) == frozenset()
