from mockcore.domain.file_addresses import ADDRESSES, address
from tests.tiny import Tiny, record


def test_what_was_sent_is_fetched_and_its_preview_is_the_file_itself() -> None:
    context = Tiny().context()
    photo = record("images", 5, 1, url="http://sent")
    assert [address(photo, context, "images", name) for name in ADDRESSES["images"]] == ["http://sent", "http://sent"]


def test_a_record_without_bytes_leads_to_a_file_of_the_type() -> None:
    context = Tiny().context()
    revision = record("drawing_revisions", 5, 1)
    addresses = [address(revision, context, "drawing_revisions", name) for name in ("pdf_url", "png_url")]
    assert [str(url).rpartition("/")[2] for url in addresses] == ["sample-5.pdf", "sample-5.png"]
