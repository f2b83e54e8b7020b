"""Whether the caller may do what it asks: the level of the operation's tool, evaluated on each call.

Source: documented, user permissions; decisions, 403 and 404.
"""

from mockcore.errors import Forbidden, NotFound
from mockcore.gates.admission import Admission
from mockcore.gates.needs import Need
from mockcore.oauth.access_levels import NONE, Access
from mockcore.oauth.apps import installation, user_of
from mockcore.reference.free_paths import FREE
from mockcore.request.context import Context


def permit(context: Admission) -> None:
    """Lets the call pass, and says whose it is there.

    Raises: Forbidden for an app that is not connected, and as ``check``; NotFound for a project that is not the caller's.
    """
    company_id = context.company_id
    if company_id is None:
        return
    grant, need = context.grant, context.plan.need
    if context.operation.path in FREE:
        # These go on working for an app that is not connected.
        installed = installation(context.records, grant.client_id, company_id)
        context.user_id = grant.user_id or (user_of(installed) if installed else None)
        return
    project_id = context.inputs.path[context.operation.path_names[-1]] if need.project else context.project_id
    access = context.services.accesses.of(grant.client_id, grant.user_id, company_id, project_id)
    context.user_id, context.access = access.user_id, access
    check(context, access, need)


def check(context: Context, access: Access, need: Need) -> None:
    """Compares a caller's level with what an operation takes.

    Raises: Forbidden when the level is too low or the project does without the tool; NotFound for a record of a tool
    that the caller cannot read at all.
    """
    tool = need.tool
    if not tool:
        return
    if tool in access.disabled:
        if context.settings.disabled_tool == "not_found":
            raise NotFound()
        raise Forbidden("This tool is not enabled in this project.")
    level = access.level(tool, context.project_id is not None and not need.company_only)
    if level >= need.level:
        context.permit = need.permits[level]
        return
    if level == NONE and need.one:
        raise NotFound()
    raise Forbidden("You do not have permission to perform this action.")
