from mockcore.journal.har import archive
from tests.journal.exchanges import exchange


def test_an_exchange_is_an_entry_with_its_query_and_bodies() -> None:
    entry = archive([exchange("POST", "/rest/v1.0/x?a=1&a=2", {"b": 2}, status=201, answer={"id": 5}).shown()])["log"][
        "entries"
    ][0]
    assert entry["request"]["url"] == "http://mockcore.test/rest/v1.0/x?a=1&a=2"
    assert entry["request"]["queryString"] == [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]
    assert entry["request"]["postData"] == {"mimeType": "application/json", "text": '{"b":2}'}
    assert (entry["response"]["status"], entry["response"]["content"]["text"]) == (201, '{"id":5}')


def test_a_call_without_a_body_has_no_post_data() -> None:
    entry = archive([exchange("GET", "/rest/v1.0/x").shown()])["log"]["entries"][0]
    assert "postData" not in entry["request"]
    assert entry["request"]["url"].endswith("/rest/v1.0/x")


def test_an_empty_journal_is_an_archive_too() -> None:
    assert archive([])["log"]["entries"] == []
