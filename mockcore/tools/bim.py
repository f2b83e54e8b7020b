"""BIM: a file by its UUID. Source: observed in a client of the vapid namespace; assumed that it is the project's file."""

from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.records import Stored

FILES = "bim_files"


@action("GET global_bim_files/{}")
def show_global_file(context: Context) -> Stored:
    """The BIM file that was stored with a UUID. Raises: NotFound."""
    return context.visible(context.first(FILES, uuid=context.inputs.path["uuid"]))
