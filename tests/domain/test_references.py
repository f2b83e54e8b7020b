"""Records that attributes refer to by id."""

import pytest

from mockcore.domain.references import in_project, name_of, reachable, referenced, referred
from mockcore.errors import Unprocessable
from mockcore.request.context import Context


def test_an_id_of_the_body_names_a_record_as_a_number_or_a_text(context: Context) -> None:
    package = context.put("change_order_packages", {})
    assert referenced(context, "change_order_packages", package.id, "package_id").id == package.id
    assert referenced(context, "change_order_packages", str(package.id), "package_id").id == package.id


def test_an_id_that_names_nothing_is_refused_by_the_name_of_its_field(context: Context) -> None:
    deleted = context.put("change_order_packages", {})
    context.records.delete(deleted, at=context.now(), user_id=context.user_id)
    for number in (deleted.id, 0, None, "none", context.user_id):
        assert reachable(context, "change_order_packages", number) is None
        with pytest.raises(Unprocessable) as failure:
            referenced(context, "change_order_packages", number, "package_id")
        assert failure.value.fields == {"package_id": ["does not exist"]}


def test_an_id_of_another_project_or_company_names_nothing(context: Context) -> None:
    package = context.put("change_order_packages", {})
    context.project_id = (context.project_id or 0) + 1
    assert reachable(context, "change_order_packages", package.id) is None
    context.project_id, context.company_id = None, (context.company_id or 0) + 1
    assert reachable(context, "change_order_packages", package.id) is None


def test_a_deleted_record_is_referred_to_but_no_more_in_the_project(context: Context) -> None:
    package, deleted = (context.put("change_order_packages", {"title": title}) for title in ("More", "Less"))
    context.records.delete(deleted, at=context.now(), user_id=context.user_id)
    records = [look(context, "change_order_packages", one.id) for look in (in_project, referred) for one in (package, deleted)]
    assert [record.body["title"] if record else None for record in records] == ["More", None, "More", "Less"]


def test_a_record_of_another_project_or_kind_and_what_is_no_id_are_none(context: Context) -> None:
    package = context.put("change_order_packages", {})
    assert in_project(context, "change_order_requests", package.id) is None
    context.project_id = (context.project_id or 0) + 1
    assert in_project(context, "change_order_packages", package.id) is None
    assert referred(context, "change_order_packages", "no id") is None


def test_the_name_of_nobody_is_none(context: Context) -> None:
    vendor = context.put("vendors", {"name": "Concrete & Sons"})
    assert name_of(context, "vendors", vendor.id) == "Concrete & Sons"
    assert name_of(context, "vendors", None) is None
