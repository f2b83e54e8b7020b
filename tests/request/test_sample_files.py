import io
import zipfile
import zlib

import pytest

from mockcore.request.sample_files import TYPES, sample_address, sample_file
from tests.tiny import Tiny


@pytest.mark.parametrize("ending", sorted(TYPES))
def test_each_type_of_file_begins_as_files_of_it_do(ending: str) -> None:
    key = sample_address(Tiny().context(), 12, ending).rpartition("/")[2]
    name, content_type, data = sample_file(key) or ("", "", b"")
    assert (name, content_type) == (f"12.{ending}", TYPES[ending])
    beginnings = {"pdf": b"%PDF-1.4", "png": b"\x89PNG\r\n", "txt": b"File 12", "zip": b"PK"}
    assert data.startswith(beginnings[ending])


def test_a_picture_is_whole_and_an_archive_can_be_opened() -> None:
    picture = (sample_file("sample-7.png") or ("", "", b""))[2]
    data = picture[picture.index(b"IDAT") + 4 :]
    assert len(zlib.decompressobj().decompress(data)) == 48 * (1 + 3 * 64)
    assert zipfile.ZipFile(io.BytesIO((sample_file("sample-7.zip") or ("", "", b""))[2])).testzip() is None


@pytest.mark.parametrize("key", ["0000000000989cc4", "sample-.pdf", "sample-1.exe", "sample-1.pdf/.."])
def test_another_key_is_no_sample(key: str) -> None:
    assert sample_file(key) is None
