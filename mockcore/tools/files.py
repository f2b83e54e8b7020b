"""Contents of files and photos: received with the request or as an upload, and kept as versions. Source: reference."""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.request.uploaded_files import taken
from mockcore.store.query import Condition, total
from mockcore.store.records import Stored

FILES, FOLDERS, IMAGES, ALBUMS = "files", "folders", "images", "image_categories"


def content(context: Context, values: dict[str, Any]) -> dict[str, Any] | None:
    """The file that a request brings, as attachments show it: its ``data``, or what was uploaded before.

    Raises: Unprocessable for an upload that does not exist or has received nothing.
    """
    data = values.get("data")
    if isinstance(data, dict) and data.get("url"):
        values.pop("data")
        return data
    name = values.get("upload_uuid")
    return taken(context, "upload_uuid", name) if name else None


@before(FILES, "create", "update")
def add_version(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """New content of a file is its next version; earlier ones stay."""
    file = content(context, values)
    if file is None:
        return
    if record is None and not values.get("name"):
        values["name"] = file["filename"]
    earlier = record.body.get("file_versions") or [] if record else []
    version = {
        "id": context.records.next_id(),
        "file_id": record.id if record else None,
        "number": len(earlier) + 1,
        "created_at": context.now(),
        "created_by_id": context.user_id,
        "notes": None,
        "size": file["size"],
        "url": file["url"],
        "prostore_file": {field: file[field] for field in ("id", "name", "filename", "url")},
    }
    values["file_versions"] = [*earlier, version]
    values["size"] = file["size"]
    values["file_type"] = _type(str(values.get("name") or file["filename"]))


@after(FILES, "create")
def name_versions(context: Context, record: Stored) -> None:
    """A version tells the file that it belongs to, which has an id only now."""
    if record.body.get("file_versions"):
        versions = [{**version, "file_id": record.id} for version in record.body["file_versions"]]
        context.change(record, {"file_versions": versions})


def _type(name: str) -> str | None:
    return name.rpartition(".")[2].lower() if "." in name else None


@action("GET documents/{}/revisions")
def revisions(context: Context) -> list[Stored]:
    """The versions of a file, the newest first."""
    file = context.record(FILES)
    return [_revision(context, file, version) for version in reversed(file.body.get("file_versions") or [])]


def _revision(context: Context, file: Stored, version: dict[str, Any]) -> Stored:
    author = context.find("users", version["created_by_id"]) if version.get("created_by_id") else None
    stored = version["prostore_file"]
    body = {
        "created_by": author.body.get("name") if author else None,
        "file_id": file.id,
        "file_name": stored["filename"],
        "file_size": version["size"],
        "file_type": _type(stored["filename"]),
        "file_version": version["number"],
        "prostore_id": stored["id"],
        "url": version["url"],
    }
    return file.below("documents/revisions", version["id"], body, version["created_at"])


@computed(FILES, "name_with_path")
@computed(FOLDERS, "name_with_path")
def name_with_path(record: Stored, context: Context) -> str:
    """The names of the folders down to here: ``Contracts/2026/Addendum.pdf``."""
    names = [str(record.body.get("name") or "")]
    above = context.find(FOLDERS, record.parent_id) if record.parent_id else None
    while above is not None and len(names) < 100:
        names.append(str(above.body.get("name") or ""))
        above = context.find(FOLDERS, above.parent_id) if above.parent_id else None
    return "/".join(reversed(names)) if record.body.get("name_with_path") != "" else ""


@before(IMAGES, "create")
def take_photo(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A photo has the name, size and address of its file, and an uploader."""
    values.setdefault("uploader_id", context.user_id)
    upload = values.pop("upload", None)
    if isinstance(upload, dict) and upload.get("uuid"):
        # Source: documented, uploads tutorial.
        values["upload_uuid"] = upload["uuid"]
    file = content(context, values)
    if file is not None:
        values.update({name: file[name] for name in ("filename", "url", "size")})
    if values.get("image_name"):
        values["filename"] = values["image_name"]


@computed(IMAGES, "image_category_name")
def album_name(image: Stored, context: Context) -> Any:
    """What the photo's album is called."""
    album = context.find(ALBUMS, image.body["image_category_id"]) if image.body.get("image_category_id") else None
    return album.body.get("name") if album and context.shows(album) else None


@computed(ALBUMS, "count")
def photo_count(album: Stored, context: Context) -> int:
    """How many photos an album holds that the caller sees."""
    selection = context.scoped(IMAGES)
    selection.conditions = [Condition("image_category_id", "eq", album.id)]
    private = context.once((IMAGES, "private"), lambda: _private_photos(context))
    hidden = [photo for photo in private if photo.body.get("image_category_id") == album.id and not context.shows(photo)]
    return total(context.records.storage, selection) - len(hidden)


def _private_photos(context: Context) -> list[Stored]:
    selection = context.scoped(IMAGES)
    selection.conditions = [Condition("private", "eq", 1)]
    selection.limit = 100_000
    return context.select(selection)


@action("GET image_categories/ids_with_images")
def albums_with_photos(context: Context) -> list[int]:
    """The albums that hold a photo."""
    return sorted({image.body["image_category_id"] for image in _photos(context) if image.body.get("image_category_id")})


def _photos(context: Context) -> list[Stored]:
    return context.every(context.seen(IMAGES))
