"""Where the files of records are fetched, by attribute.

Source: reference (the fields); what a seed's record leads to is ours.
"""

from mockcore.request.context import Context
from mockcore.request.sample_files import PDF, PNG, ZIP, sample_address
from mockcore.store.records import Stored

_PICTURE = {"url": PNG, "thumbnail_url": PNG}
_SIGNATURE = {**_PICTURE, "medium_thumbnail_url": PNG, "large_thumbnail_url": PNG}
_ATTACHMENT = {"url": PDF, "thumbnail_url": PNG, "presentation_url": PDF}
# Resource → attribute → what is fetched there.
ADDRESSES: dict[str, dict[str, str]] = {
    "checklist/lists/attachments": {"url": PDF, "thumbnail_url": PNG},
    "drawing_revisions": {
        "pdf_url": PDF, "png_url": PNG, "thumbnail_url": PNG, "large_thumbnail_url": PNG, "zip_url": ZIP,
    },
    "file_versions": {"url": PDF},
    "forms": {"thumbnail_url": PNG},
    "images": _PICTURE,
    "lien_waivers": {"pdf_url": PDF},
    "managed_equipment_maintenance_logs/attachments": _ATTACHMENT,
    "specification_section_divisions": {"url": PDF},
    "specification_section_revisions": {"url": PDF},
    "time_and_material_entries/signatures": _SIGNATURE,
    "time_and_material_entry_attachments": _ATTACHMENT,
    "timesheets/signatures": _SIGNATURE,
}  # fmt: skip


def address(record: Stored, context: Context, kind: str, name: str) -> str | None:
    """Where an attribute leads: to what was sent, of which a preview is the file itself, else to a sample of the record."""
    ending = ADDRESSES[kind][name]
    sent = record.body.get(name) or (record.body.get("url") if ending == PNG else None)
    if sent:
        return str(sent)
    return sample_address(context, record.id, ending) if isinstance(record.id, int) else None
