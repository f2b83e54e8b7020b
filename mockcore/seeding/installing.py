"""Installing a scenario's apps in its companies."""

from datetime import timedelta

from mockcore.clock import stamp
from mockcore.grants import SERVICE_ACCOUNT
from mockcore.oauth.apps import App, Apps
from mockcore.oauth.registration import install
from mockcore.seeding.apps import administrator
from mockcore.seeding.scenario import Place, Scenario, unknown
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Stored

COMPANY_ADMIN = "Company Admin"


def install_app(records: WorldRecords, scenario: Scenario, client_id: str, place: Place) -> None:
    """Installs an app in a company. Raises: OperatorError for an app that does not exist."""
    app = Apps(records.store).named(client_id)
    if app is None:
        choices = [app.client_id for app in Apps(records.store).all()]
        raise unknown(scenario.name, f"among the apps of company {place.id}", client_id, choices)
    records.flush()
    user = None if app.managed else _signs_in(records, app, place.id)
    at = stamp(scenario.now - timedelta(days=300))
    install(
        records.store,
        app,
        app.versions[-1],
        place.id,
        at=at,
        permitted=place.permitted.get(client_id),
        user_id=user.id if user else None,
    )


def _signs_in(records: WorldRecords, app: App, company_id: int) -> Stored | None:
    """Whom an app without a managed account acts as: a service account's own user, else who administers the company."""
    templates = records.nearby("permission_templates", company_id, None)
    template = next((candidate for candidate in templates if candidate.body.get("name") == COMPANY_ADMIN), None)
    if app.kind == SERVICE_ACCOUNT:
        address = f"{app.client_id}-{company_id}@example.com"
        first, _, last = app.name.partition(" ")
        name = {"name": app.name, "first_name": first, "last_name": last, "email_address": address, "login": address}
        level = {"company_permission_template_id": template.id if template else None}
        user = records.add("users", {**name, **level, "is_active": True, "is_employee": False}, company_id, None)
        records.flush()
        return user
    return administrator(records.nearby("users", company_id, None), template)
