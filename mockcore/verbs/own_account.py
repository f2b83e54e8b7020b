"""What a caller may ask of itself: who am I, which companies and projects do I see."""

from mockcore.errors import NotFound
from mockcore.oauth.access_levels import user_in
from mockcore.oauth.apps import default_user, installations
from mockcore.request.context import Context
from mockcore.store.query import Condition
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.lists import listed, read_selection
from mockcore.verbs.shapes import one_text, shape


@rule("me")
def me(context: Context) -> Answer:
    """The caller's user. Source: reference, /me; documented, DMSA."""
    user = context.records.get("users", context.user_id or 0)
    user = user or context.records.get("users", default_user(context.records, context.client_id) or 0)
    if user is None:
        raise NotFound()
    # The header names where a call goes: who calls may be a user of another company.
    context.company_id = user.company_id
    return Answer(text=one_text(context, user, shape(context, "users")))


@rule("my_companies")
def my_companies(context: Context) -> Answer:
    """The companies that the caller's app is installed in and, for a person, that they work in. Source: documented, DMSA."""
    selection = read_selection(context)
    # The header names where a call goes, not which of one's companies there are.
    selection.company_id = None
    companies = [installation.company_id for installation in installations(context.records, context.client_id)]
    if context.person_id is not None:
        companies = [number for number in companies if number and user_in(context.records, context.person_id, number)]
    selection.conditions.append(Condition("id", "in", companies))
    return listed(context, selection)


@rule("company")
def company(context: Context) -> Answer:
    """The company that the path names. Raises: NotFound."""
    return Answer(text=one_text(context, context.visible(context.current("companies", context.company_id or 0))))
