import shutil
from pathlib import Path

import pytest

from mockcore.errors import MethodNotAllowed, OperatorError, UnknownRoute
from mockcore.reference.catalog import Catalog
from tests.test_file_cache import DAMAGES
from tests.tiny import catalog


def test_a_path_leads_to_its_operation_with_the_values_of_its_parameters() -> None:
    for _ in range(2):
        operation, values = catalog().match("GET", "/rest/v1.0/projects/10/widgets/7")
        assert (operation.id, operation.path_names, values) == ("getWidget", ["project_id", "id"], ["10", "7"])


def test_what_is_not_in_the_document_has_no_operation() -> None:
    with pytest.raises(UnknownRoute):
        catalog().match("GET", "/rest/v1.0/gadgets")
    with pytest.raises(MethodNotAllowed):
        catalog().match("POST", "/rest/v1.0/projects/10/widgets/7")


def test_operations_and_resources_are_found_by_name_and_read_once() -> None:
    tiny = catalog()
    assert tiny.named("listWidgets") is tiny.named("listWidgets")
    assert tiny.kind("widgets") is tiny.kind("widgets")
    assert (tiny.has_kind("widgets"), tiny.has_kind("gadgets")) == (True, False)


def test_a_folder_without_a_document_is_refused(tmp_path: object) -> None:
    with pytest.raises(OperatorError, match="no OpenAPI document"):
        Catalog.load(tmp_path)  # type: ignore[arg-type]


def test_a_damaged_compiled_document_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cache = tmp_path / "openapi", tmp_path / "cache"
    source.mkdir()
    shutil.copy(Path(__file__).parent.parent / "tiny.yaml", source / "openapi.yaml")
    monkeypatch.setenv("MOCKCORE_CACHE", str(cache))
    number = len(Catalog.load(source))
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(DAMAGES["random"](whole))
    assert len(Catalog.load(source)) == number
    assert file.read_bytes() == whole


def test_a_document_in_a_zip_file_is_compiled_as_one_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "openapi"
    source.mkdir()
    shutil.copy(Path(__file__).parent.parent / "tiny.yaml", source / "openapi.yaml")
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "cache"))
    packed = Path(shutil.make_archive(str(source), "zip", source))
    assert Catalog.load(packed).entries == Catalog.load(source).entries
