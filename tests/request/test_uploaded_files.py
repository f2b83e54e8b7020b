"""Uploads: the file of one as records show it, who may use it, and its parts as one file."""

import pytest

from mockcore.errors import BadRequest, Forbidden, NotFound, Unprocessable
from mockcore.request.context import Context
from mockcore.request.uploaded_files import UPLOADS, WEEK, attach, download_headers, joined, named, own, receive, tags, taken
from mockcore.store.records import Placement, Stored
from tests.tiny import AT, BEN, COMPANY, Tiny


def reserved(context: Context, **body: object) -> Stored:
    key = named(context)[0]
    number = context.records.next_id()
    values = {"response_filename": "plan.pdf", "kept_until": context.clock.epoch() + WEEK, **body}
    return context.records.insert(Stored.new(UPLOADS, number, values, AT, Placement(COMPANY), key), user_id=context.user_id)


def test_each_upload_has_a_name_of_its_own() -> None:
    context = Tiny().context("POST")
    assert named(context) != named(context)


def test_the_file_of_an_upload_belongs_to_a_record_from_now_on() -> None:
    context = Tiny().context("POST")
    upload = reserved(context)
    with pytest.raises(Unprocessable) as empty:
        taken(context, "upload_uuid", upload.key)
    assert empty.value.fields == {"upload_uuid": ["has not been uploaded"]}
    receive(context.records, context.clock, str(upload.key), {}, b"text")
    assert (taken(context, "upload_uuid", upload.key)["filename"], taken(context, "x", upload.key)["size"]) == ("plan.pdf", 4)
    assert context.locate(UPLOADS, upload.id).body["used"] is True


def test_anothers_upload_cannot_be_used() -> None:
    tiny = Tiny()
    upload = reserved(tiny.context("POST"))
    with pytest.raises(Forbidden):
        own(tiny.context("POST", user_id=BEN), upload)
    with pytest.raises(Unprocessable):
        taken(tiny.context("POST", user_id=BEN), "upload_uuid", upload.key)


def test_an_upload_that_nobody_used_is_gone_after_a_week() -> None:
    tiny = Tiny()
    upload = reserved(tiny.context("POST"))
    tiny.clock.advance(WEEK)
    with pytest.raises(NotFound):
        own(tiny.context("POST"), upload)


def test_listed_uploads_join_the_attachments_that_there_are() -> None:
    context = Tiny().context("POST")
    upload = reserved(context)
    receive(context.records, context.clock, str(upload.key), {}, b"text")
    values: dict[str, object] = {"upload_ids": [upload.key], "attachments": [{"id": 1}]}
    attach(context, values, None)
    assert "upload_ids" not in values
    assert [file["id"] for file in values["attachments"]] == [1, upload.id]  # type: ignore[attr-defined]


def test_the_parts_of_an_upload_become_one_file_when_all_are_there() -> None:
    context = Tiny().context("POST")
    upload = reserved(context, segments=[{"size": 3}, {"size": 4}])
    key = str(upload.key)
    receive(context.records, context.clock, key, {"part": "0"}, b"one")
    assert joined(context, upload, 2, "plan.pdf", "application/pdf") is None
    with pytest.raises(BadRequest):
        receive(context.records, context.clock, key, {"part": "1"}, b"three")
    receive(context.records, context.clock, key, {"part": "1"}, b"four")
    assert joined(context, upload, 2, "plan.pdf", "application/pdf") == b"onefour"
    assert None not in tags(context, upload, 2)


@pytest.mark.parametrize("name", ['a"b.html', "a\r\nSet-Cookie: b.html", "é\ud800.svg", "a\\b"])
def test_a_file_is_stored_under_its_name_and_never_run(name: str) -> None:
    lines = dict(download_headers(name))
    assert lines["Content-Disposition"].startswith("attachment;")
    assert lines["Content-Disposition"].isascii()
    assert lines["Content-Disposition"].isprintable()
    assert lines["Content-Disposition"].count('"') == 2
    assert lines["Content-Security-Policy"].startswith("sandbox;")
