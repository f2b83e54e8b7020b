from mockcore.domain.file_addresses import ADDRESSES, address
from tests.tiny import Tiny, record


def test_what_was_sent_is_fetched_and_its_preview_is_the_file_itself() -> None:
    context = Tiny().context()
    photo = record("images", 5, 1, url="http://sent")
    assert [address(photo, context, name) for name in ADDRESSES["images"]] == ["http://sent", "http://sent"]


def test_a_record_without_bytes_leads_to_a_file_of_the_type() -> None:
    context = Tiny().context()
    revision = record("drawing_revisions", 5, 1)
    assert address(revision, context, "pdf_url").endswith("/_mockcore/files/sample-5.pdf")
    assert address(revision, context, "png_url").endswith("/_mockcore/files/sample-5.png")
