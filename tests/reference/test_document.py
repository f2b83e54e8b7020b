"""Reading the OpenAPI document from its files."""

import shutil
from pathlib import Path

import pytest

from mockcore.paths import openapi_directory
from mockcore.reference.document import SpecError, bundle, operations, overlay, slugs, tool_document

ROOT = """
openapi: 3.1.0
info: {title: Small, version: 1.0.0}
tags: [{name: RFI}, {name: Daily Log}]
x-error-responses:
  v1: {'404': NotFound}
  v2: {'404': NotFoundV2}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  parameters:
    IdPath: {name: id, in: path, required: true, schema: {type: integer}}
  responses:
    NotFound: {description: Absent}
    NotFoundV2: {description: Absent}
  schemas:
    Person: {type: object, properties: {name: {type: string}}}
"""
RFI = """
paths:
  /rest/v1.0/rfis/{id}:
    get:
      operationId: getRfi
      tags: [RFI]
      parameters: [{$ref: '#/components/parameters/IdPath'}]
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Rfi'}}}}
components:
  schemas:
    Rfi: {type: object, properties: {assignee: {$ref: '#/components/schemas/Person'}}}
"""
DAILY_LOG = """
paths:
  /rest/v2.0/weather_logs:
    get:
      operationId: listWeatherLogs
      tags: [Daily Log]
      responses:
        '200': {description: OK}
        '404': {description: My own}
    post:
      operationId: createWeatherLog
      tags: [Daily Log]
      responses: {}
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(ROOT)
    (tmp_path / "rfi.yaml").write_text(RFI)
    (tmp_path / "daily_log.yaml").write_text(DAILY_LOG)
    return tmp_path


def test_the_files_become_one_document(directory: Path) -> None:
    document = bundle(directory)

    assert [(path, method) for path, method, _ in operations(document)] == [
        ("/rest/v1.0/rfis/{id}", "get"),
        ("/rest/v2.0/weather_logs", "get"),
        ("/rest/v2.0/weather_logs", "post"),
    ]
    assert list(document["components"]["schemas"]) == ["Person", "Rfi"]


def test_every_operation_gets_the_errors_of_its_dialect_unless_it_has_its_own(directory: Path) -> None:
    paths = bundle(directory)["paths"]

    assert paths["/rest/v1.0/rfis/{id}"]["get"]["responses"]["404"] == {"$ref": "#/components/responses/NotFound"}
    logs = paths["/rest/v2.0/weather_logs"]
    assert logs["get"]["responses"]["404"] == {"description": "My own"}
    assert logs["post"]["responses"]["404"] == {"$ref": "#/components/responses/NotFoundV2"}


def test_overlay_lifecycle_and_linter_settings_are_no_part_of_the_document(directory: Path) -> None:
    (directory / "overlay.yaml").write_text("kinds: {rfis: {}}")
    (directory / "lifecycle.yaml").write_text("- not a mapping")
    (directory / "redocly.yaml").write_text("rules: {}")

    assert "kinds" not in bundle(directory)
    assert overlay(directory) == {"kinds": {"rfis": {}}}


def test_without_an_overlay_file_there_are_no_hints(directory: Path) -> None:
    assert overlay(directory) == {}


def test_a_path_and_method_declared_twice_is_refused_naming_both_files(directory: Path) -> None:
    (directory / "submittals.yaml").write_text(RFI.partition("components:")[0])

    with pytest.raises(SpecError, match=r"submittals\.yaml declares GET /rest/v1\.0/rfis/\{id\} again; rfi\.yaml has"):
        bundle(directory)


def test_a_component_declared_twice_is_refused(directory: Path) -> None:
    (directory / "submittals.yaml").write_text("components: {schemas: {Rfi: {type: object}}}")

    with pytest.raises(SpecError, match=r"submittals\.yaml declares the component #/components/schemas/Rfi again"):
        bundle(directory)


def test_yaml_that_does_not_parse_is_refused_naming_the_file(directory: Path) -> None:
    (directory / "rfi.yaml").write_text("paths: [")

    with pytest.raises(SpecError, match=r"^rfi\.yaml is not valid YAML: .+"):
        bundle(directory)


def test_a_file_that_is_no_mapping_is_refused(directory: Path) -> None:
    (directory / "rfi.yaml").write_text("just text")

    with pytest.raises(SpecError, match=r"^rfi\.yaml does not hold a mapping\.$"):
        bundle(directory)


def test_a_missing_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"^openapi\.yaml cannot be read"):
        bundle(tmp_path / "absent")


def test_a_reference_to_nothing_is_refused_naming_file_and_place(directory: Path) -> None:
    (directory / "rfi.yaml").write_text(RFI.replace("schemas/Person", "schemas/Nobody"))

    with pytest.raises(SpecError, match=r"^rfi\.yaml refers from #/components/schemas/Rfi to #/comp\w+/schemas/Nobody"):
        bundle(directory)


def test_references_inside_example_values_are_data(directory: Path) -> None:
    (directory / "files.yaml").write_text("components: {schemas: {A: {examples: [{$ref: '#/components/schemas/No'}]}}}")

    assert "A" in bundle(directory)["components"]["schemas"]


def test_tools_are_known_by_slug(directory: Path) -> None:
    assert slugs(bundle(directory)) == {"daily_log": "Daily Log", "rfi": "RFI"}


def test_one_tool_is_a_document_of_its_own(directory: Path) -> None:
    rfi = tool_document(bundle(directory), "rfi")

    assert list(rfi["paths"]) == ["/rest/v1.0/rfis/{id}"]
    assert rfi["tags"] == [{"name": "RFI"}]
    assert list(rfi["components"]["schemas"]) == ["Person", "Rfi"]
    assert list(rfi["components"]["responses"]) == ["NotFound"]
    assert list(rfi["components"]["securitySchemes"]) == ["bearer"]


def test_a_tool_brings_only_what_it_refers_to(directory: Path) -> None:
    assert "schemas" not in tool_document(bundle(directory), "daily_log")["components"]


def test_an_unknown_tool_is_a_key_error(directory: Path) -> None:
    with pytest.raises(KeyError):
        tool_document(bundle(directory), "telepathy")


def test_our_document_holds_the_whole_reference() -> None:
    assert len(list(operations(bundle(openapi_directory())))) >= 2653


def test_a_zip_file_is_read_as_the_folder_that_it_was_made_of(directory: Path, tmp_path: Path) -> None:
    (directory / "overlay.yaml").write_text("resources: {}\n")
    packed = Path(shutil.make_archive(str(tmp_path.parent / "packed"), "zip", directory))
    assert bundle(packed) == bundle(directory)
    assert overlay(packed) == overlay(directory) != {}


def test_a_damaged_zip_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "openapi.zip").write_bytes(b"no zip file")
    with pytest.raises(SpecError, match=r"openapi\.zip cannot be read"):
        bundle(tmp_path / "openapi.zip")
