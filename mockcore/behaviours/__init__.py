"""What a schema cannot say: one module per Procore tool, over the contract in ``contract``."""

import importlib

MODULES = (
    "action_plan_signatures",
    "action_plans",
    "app_marketplace",
    "billing",
    "bim",
    "budget",
    "budget_changes",
    "budget_details",
    "budget_views",
    "change_events",
    "change_orders",
    "contract_payments",
    "contracts",
    "coordination_issues",
    "correspondences",
    "daily_logs",
    "direct_costs",
    "directory",
    "documents",
    "drawings",
    "equipment_register",
    "files",
    "forms",
    "incidents",
    "inspections",
    "line_items",
    "meetings",
    "memberships",
    "named_filters",
    "observations",
    "payment_applications",
    "permissions",
    "photos",
    "project_memberships",
    "project_roles",
    "project_tools",
    "punch_items",
    "requisition_items",
    "requisitions",
    "rfis",
    "schedules",
    "status_snapshots",
    "submittals",
    "task_items",
    "timesheets",
    "unified_uploads",
    "uploads",
    "wbs_codes",
    "wbs_items",
    "wbs_segments",
    "webhooks",
)


def load() -> None:
    """Imports every tool's module, which registers what it declares."""
    for name in MODULES:
        importlib.import_module(f"mockcore.behaviours.{name}")
