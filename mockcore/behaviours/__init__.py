"""What a schema cannot say: one module per Procore tool, over the contract in ``contract``."""

import importlib

MODULES = (
    "app_marketplace",
    "bim",
    "contracts",
    "coordination_issues",
    "daily_logs",
    "directory",
    "documents",
    "files",
    "inspections",
    "observations",
    "permissions",
    "project_tools",
    "punch_items",
    "rfis",
    "submittals",
    "wbs_codes",
    "wbs_items",
    "wbs_segments",
    "webhooks",
)


def load() -> None:
    """Imports every tool's module, which registers what it declares."""
    for name in MODULES:
        importlib.import_module(f"mockcore.behaviours.{name}")
