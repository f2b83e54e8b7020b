"""Singulars and plurals of the names that Procore uses, also of those that English forms unlike the others."""

import pytest

from mockcore.inflections import humanize, pluralize, singularize, slug, titleize, underscore


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("rfi", "rfis"),
        ("company", "companies"),
        ("daily_log", "daily_logs"),
        ("change_order_package", "change_order_packages"),
        ("status", "statuses"),
        ("alias", "aliases"),
        ("punch_item_assignment", "punch_item_assignments"),
        ("tax", "taxes"),
        ("batch", "batches"),
        ("class", "classes"),
        ("index", "indices"),
        ("person", "people"),
        ("child", "children"),
        ("foreman", "foremen"),
        ("medium", "media"),
        ("analysis", "analyses"),
        ("alternative", "alternatives"),
        ("archive", "archives"),
        ("equipment", "equipment"),
        ("series", "series"),
    ],
)
def test_singular_and_plural_lead_to_each_other(one: str, many: str) -> None:
    assert (pluralize(one), singularize(many), pluralize(many)) == (many, one, many)


def test_names_become_words_titles_and_slugs() -> None:
    assert humanize("created_by_id") == "Created by"
    assert titleize("manpower_logs") == "Manpower Logs"
    assert underscore("DailyLog") == underscore("daily-log") == "daily_log"
    assert slug("Coordination Issues (BIM)") == "coordination_issues_bim"
