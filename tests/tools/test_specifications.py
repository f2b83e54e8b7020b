"""Specification sections over the engine: a label of number and description."""

from tests.world import PROJECT, World

V1 = "/rest/v1.0"


def test_a_section_is_called_by_number_and_description(world: World) -> None:
    concrete = {"number": "03", "description": "Concrete"}
    body = {"project_id": PROJECT, "specification_section_division": concrete}
    division = world.ask("POST", f"{V1}/specification_section_divisions?project_id={PROJECT}", body)[1]
    section = {"number": "033000", "description": "Cast-in-Place", "specification_section_division_id": division["id"]}
    body = {"project_id": PROJECT, "specification_section": section}
    status, answer = world.ask("POST", f"{V1}/specification_sections?project_id={PROJECT}", body)
    assert status == 201, answer
    assert answer["label"] == "033000 - Cast-in-Place"


def test_an_upload_for_a_section_is_its_current_revision(world: World) -> None:
    here = f"/rest/v1.0/projects/{PROJECT}"
    sections = f"/rest/v1.0/specification_sections?project_id={PROJECT}"
    divisions = f"/rest/v1.0/specification_section_divisions?project_id={PROJECT}"
    division = world.ask("POST", divisions, {"specification_section_division": {"number": "03", "description": "Concrete"}})[1]
    values = {"number": "03 11 00", "description": "Forming", "specification_section_division_id": division["id"]}
    section = world.ask("POST", sections, {"specification_section": values})[1]
    assert section["current_revision_id"] is None
    book = world.ask("POST", f"{here}/specification_sets", {"name": "Addendum", "date": "2026-12-01"})[1]
    upload = {"specification_set_id": book["id"], "specification_section_id": section["id"], "files": ["03.pdf"]}
    states = []
    for revision in ("0", "1"):
        days = {"default_revision": revision, "spec_format": "CSI", "issued_date": "2026-12-01"}
        rows = world.ask("POST", f"{here}/specification_uploads", {**upload, **days})[1]
        states.append(rows[0]["status"])
    world.engine.clock.advance(seconds=3)
    states.append(world.ask("GET", f"{here}/specification_uploads?filters[status]=in_progress")[1][0]["status"])
    world.engine.clock.advance(seconds=3)
    states.append(world.ask("GET", f"{here}/specification_uploads?filters[status]=reviewed")[1][0]["status"])
    assert states == ["in_queue", "in_queue", "in_progress", "reviewed"]
    current = next(row for row in world.ask("GET", sections)[1] if row["id"] == section["id"])["current_revision_id"]
    path = f"/rest/v1.0/specification_section_revisions?project_id={PROJECT}"
    path += f"&specification_section_division_id={division['id']}"
    assert [(row["id"], row["revision"]) for row in world.ask("GET", path)[1]] == [(current, "1")]
    assert len(world.ask("GET", f"{path}&all_revisions=true")[1]) == 2
