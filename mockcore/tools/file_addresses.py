"""Addresses of photos, drawings and files that can be fetched, also where a seed made the record without any bytes.

Source: observed (every client fetches them); reference (the fields); what is fetched of a seed's record is ours.
"""

from collections.abc import Callable
from typing import Any

from mockcore.domain.file_addresses import ADDRESSES, address
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.request.sample_files import PDF, TEXT, TYPES, sample_address
from mockcore.store.records import Stored

FILES = "files"


def _of(kind: str, name: str) -> Callable[[Any, Context], str | None]:
    def leads_to(record: Stored, context: Context) -> str | None:
        """Where what was sent is fetched; of a record without any bytes, a small file of the type."""
        return address(record, context, kind, name)

    return leads_to


for _kind, _fields in ADDRESSES.items():
    for _name in _fields:
        computed(_kind, _name)(_of(_kind, _name))


@computed(FILES, "file_versions")
def versions(file: Stored, context: Context) -> list[dict[str, Any]]:
    """The versions of a file; one that came without any bytes has a first one all the same."""
    stored: list[dict[str, Any]] = file.body.get("file_versions") or []
    if stored:
        return stored
    name = str(file.body.get("name") or file.id)
    ending = name.rpartition(".")[2].lower()
    url = sample_address(context, file.id, ending if ending in TYPES else PDF if "." not in name else TEXT)
    content = {"id": file.id, "name": name, "filename": name, "url": url}
    version = {"id": file.id, "file_id": file.id, "number": 1, "notes": None, "size": file.body.get("size"), "url": url}
    return [{**version, "created_at": file.created_at, "prostore_file": content}]
