from typing import Any

from mockcore.reference.kinds import kinds_of, stems

PARENT = [("rfis", "rfi_id")]


def entry(kind: str, rule: str, scope: str = "project", parents: Any = ()) -> dict[str, Any]:
    return {"kind": kind, "rule": rule, "scope": scope, "slug": "rfi", "parents": parents}


def detail(**properties: Any) -> dict[str, Any]:
    return {"parameters": [], "body": None, "response": {"type": "object", "properties": properties}}


def test_a_resource_has_the_fields_of_all_its_operations() -> None:
    entries = [entry("rfis", "list"), entry("rfis", "create")]
    kinds, fields = kinds_of(entries, [detail(id={"type": "integer"}), detail(private={"type": "boolean"})], {})
    assert set(fields["rfis"]["fields"]) == {"id", "private"}
    assert (kinds["rfis"]["creatable"], kinds["rfis"]["listable"], kinds["rfis"]["private"]) == (True, True, "private")


def test_its_id_is_a_uuid_where_the_document_says_so() -> None:
    uuid = {"type": "string", "format": "uuid"}
    assert kinds_of([entry("rfis", "show")], [detail(id=uuid)], {})[0]["rfis"]["id"] == "uuid"


def test_what_is_created_in_companies_and_projects_is_separate_in_both() -> None:
    kinds, _ = kinds_of([entry("rfis", "create"), entry("rfis", "create", "company")], [detail(), detail()], {})
    assert (kinds["rfis"]["own"], kinds["rfis"]["mixed"]) == (True, True)


def test_corrections_of_the_overlay_win() -> None:
    kinds, _ = kinds_of([entry("rfis/replies", "list", parents=PARENT)], [detail()], {"rfis/replies": {"members": True}})
    assert (kinds["rfis/replies"]["parent"], kinds["rfis/replies"]["members"]) == ("rfis", True)


def test_a_stem_that_two_resources_share_names_neither() -> None:
    both = {name: {"creatable": True, "listable": True} for name in ("vendors", "rfis/replies", "topics/replies")}
    assert stems(both, {"references": {"firm": "vendors"}}) == {"vendor": "vendors", "firm": "vendors"}
