"""Photos: the recycle bin, deletion for good, links. Source: documented, attachments.

That a photo deleted for good is nowhere to be seen, and how links are written, is assumed.
"""

from typing import Any

from mockcore.errors import NotFound
from mockcore.request.context import Context
from mockcore.request.declare import action, computed, narrow
from mockcore.request.deletion import FOR_GOOD, bring_back, remove
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

IMAGES = "images"


@action("DELETE images/{}")
def delete(context: Context) -> dict[str, Any]:
    """Recycles a photo; ``permanent`` deletes it for good, from the recycle bin too. Raises: NotFound."""
    permanent = bool(context.inputs.query.get("permanent"))
    photo = _photo(context, recycled=permanent)
    context.may_delete()
    if permanent:
        context.change(photo, {FOR_GOOD: True})
    if photo.deleted_at is None:
        remove(context, photo)
    return {}


@action("PATCH images/{}/retrieve")
def retrieve(context: Context) -> Stored:
    """Takes a photo out of the recycle bin; one that is not in it stays as it is. Raises: NotFound."""
    photo = _photo(context, recycled=True)
    if photo.deleted_at is not None:
        bring_back(context, photo)
    return photo


def _photo(context: Context, *, recycled: bool) -> Stored:
    """The photo of the path, which the caller may change; ``recycled``: in the recycle bin too."""
    image = context.current(IMAGES, context.inputs.path["id"])
    photo = context.visible(image, deleted=recycled and image is not None and image.deleted_at is not None)
    if photo.body.get(FOR_GOOD):
        raise NotFound()
    context.may_change(photo)
    return photo


@narrow(IMAGES)
def hide_deleted(context: Context, selection: Selection) -> None:
    """What was deleted for good is in no list."""
    if selection.deleted != "no":
        selection.conditions.append(Condition(FOR_GOOD, "unless", 0))


@computed(IMAGES, "links")
def links(image: Stored, context: Context) -> dict[str, str]:
    """Where the photo is shown, changed, recycled, deleted for good and retrieved."""
    one = f"{context.call.url}/rest/v1.0/images/{image.id}"
    scope = f"?project_id={image.project_id}"
    same = dict.fromkeys(("self", "update", "delete"), one + scope)
    return {**same, "permanentlyDelete": f"{one}{scope}&permanent=true", "retrieve": f"{one}/retrieve{scope}"}
