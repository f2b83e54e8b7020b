"""Forms: filled in from a template of the company, recycled and restored. Source: reference."""

from typing import Any

from mockcore.domain.references import name_of, referenced
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.records import Stored

FORMS, TEMPLATES = "forms", "form_templates"


@before(FORMS, "create")
def use_template(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a template that is not there."""
    number = values.get("form_template_id")
    if number is not None:
        referenced(context, TEMPLATES, number, "form_template_id")


@computed(FORMS, "form_template_name")
def template_name(form: Stored, context: Context) -> Any:
    """What the template is called, also after its deletion."""
    return name_of(context, TEMPLATES, form.body.get("form_template_id"))


@computed(FORMS, "deleted")
def deleted(form: Stored, context: Context) -> bool:
    """Whether it lies in the recycle bin."""
    return form.deleted_at is not None
