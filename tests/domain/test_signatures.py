"""The picture of a signature, however it was sent."""

import pytest

from mockcore.domain.signatures import _picture
from mockcore.errors import Unprocessable
from mockcore.reference.coercion import Upload


def test_a_picture_is_a_file_or_the_text_of_one() -> None:
    file = Upload("s.png", "image/png", b"x")
    assert _picture({"attachment": file, "attachment_string": "aGk="}) is file
    assert _picture({"attachment_string": "data:image/gif;base64,aGk="}).content_type == "image/gif"
    assert _picture({"attachment_string": "A. Smith"}).content_type == "text/plain"


def test_a_signature_without_a_picture_is_refused() -> None:
    with pytest.raises(Unprocessable):
        _picture({"attachment_string": ""})
