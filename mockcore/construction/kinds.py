# ruff: noqa: RUF001 - dashes in titles are meant
"""What a record of each kind is about: the table from resource name to topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from mockcore import inflections
from mockcore.construction import (
    catalogues,
    costs,
    dailylogs,
    drawings,
    equipment,
    money,
    paperwork,
    places,
    projects,
    quality,
    trades,
)
from mockcore.construction.provider import ConstructionProvider
from mockcore.construction.text import Rows
from mockcore.construction.vocabulary import Topic

Recipe = Callable[[ConstructionProvider], Topic]


def _from_table(table: Rows, *columns: str) -> Recipe:
    return lambda words: words.topic(table, *(columns or ("title", "text")))


def _named(names: Sequence[str]) -> Recipe:
    table = tuple((name,) for name in names)
    return lambda words: words.topic(table, "title")


def _noted(texts: Sequence[str], title: str) -> Recipe:
    """Records that carry a text: what they are is their title, as a text is no name."""
    table = tuple((text,) for text in texts)
    return lambda words: Topic(title, words.topic(table, "text").text)


def _cost_code(words: ConstructionProvider) -> Topic:
    cost = words.cost_code()
    return Topic(cost.name, number=cost.full_code, unit=cost.unit, unit_cost=cost.unit_cost)


def _cost_type(words: ConstructionProvider) -> Topic:
    cost_type = words.cost_type()
    return Topic(cost_type.name, number=cost_type.code, label=cost_type.base_type)


def _section(words: ConstructionProvider) -> Topic:
    section = words.spec_section()
    return Topic(section.title, section.title, number=section.number, label=section.division)


def _discipline(words: ConstructionProvider) -> Topic:
    discipline = words.drawing_discipline()
    return Topic(discipline.name, number=discipline.letter)


def _machine(words: ConstructionProvider) -> Topic:
    machine = words.machine()
    text = f"{machine.make} {machine.model}"
    return Topic(machine.name, text, label=machine.category, number=machine.model, answer=machine.make)


def _task(words: ConstructionProvider) -> Topic:
    task = words.schedule_task()
    return Topic(task.name, number=task.wbs, days=task.days)


def _project(words: ConstructionProvider) -> Topic:
    text = words.topic(tuple((text,) for text in projects.PROJECT_TEXTS), "text").text
    return Topic(words.project_name(), text)


def _weather(words: ConstructionProvider) -> Topic:
    return Topic("Weather", words.weather()["comments"])


def _trade(words: ConstructionProvider) -> Topic:
    trade = words.trade()
    return Topic(trade, trade=trade)


def _firm(words: ConstructionProvider) -> Topic:
    trade = words.trade()
    return Topic(words.company_name(trade), trade=trade)


def _titled(name: str) -> Recipe:
    """Records of which nothing is known but what they are: called after that, and told apart by a number."""
    return lambda words: Topic(f"{name} {words.one_of(_NUMBERS)}")


_NUMBERS = tuple(range(1, 100))
_GENERAL: Recipe = _noted(paperwork.COMMENTS, "Comment")

_TABLE: dict[str, Recipe] = {
    "companies": lambda words: Topic(words.general_contractor_name()),
    "vendors contractors suppliers insurers beneficiaries": _firm,
    "offices": lambda words: Topic(f"{words.town().city} Office"),
    "projects bid_board_projects sandboxes": _project,
    "trades": _trade,
    "rfis questions rfqs": lambda words: words.rfi(),
    "submittals submittal_packages": lambda words: words.submittal(),
    "punch_items": lambda words: words.punch_item(),
    "commitments commitment_contracts work_order_contracts purchase_order_contracts contracts bid_packages bids "
    "proposals quotes": lambda words: words.contract(),
    "prime_contracts prime_contract": lambda words: Topic(f"Prime Contract – {words.project_name()}"),
    "cost_codes line_items budget_line_items segment_items wbs_codes contract_items budgets detail_rows "
    "production_quantities forecast_line_items": _cost_code,
    "line_item_types cost_types": _cost_type,
    "segments": _named(("Cost Code", "Cost Type", "Sub Job", "Phase", "Area")),
    "uoms units": lambda words: Topic(costs.UNITS[unit := words.unit_of_measure()], number=unit, unit=unit),
    "sub_jobs": _from_table(costs.SUB_JOBS, "number", "title"),
    "tax_codes tax_types": _from_table(costs.TAXES, "number", "title"),
    "drawings drawing_revisions plans_sheets": lambda words: words.drawing(),
    "drawing_disciplines": _discipline,
    "drawing_sets specification_sets": _named(drawings.DRAWING_SETS),
    "drawing_areas specification_areas areas": _named(drawings.DRAWING_AREAS),
    "specification_sections spec_sections specification_section_revisions": _section,
    "specification_section_divisions divisions": lambda words: words.spec_division(),
    "locations": lambda words: Topic(words.location()),
    "observations observation_items observations_items": _from_table(quality.OBSERVATIONS, "title", "label", "text"),
    "observation_types": _from_table(quality.OBSERVATION_TYPES, "title", "label"),
    "inspections checklists checklist_lists lists list_templates inspection_types": lambda words: words.inspection(),
    "list_items inspection_items items item_types": lambda words: Topic(words.inspection_item()),
    "incidents injuries near_misses property_damages environmentals": _from_table(quality.INCIDENTS),
    "hazards harm_sources": _named(quality.HAZARDS),
    "contributing_behaviors": _named(quality.CONTRIBUTING_BEHAVIORS),
    "contributing_conditions": _named(quality.CONTRIBUTING_CONDITIONS),
    "affliction_types": _named(quality.AFFLICTIONS),
    "body_parts": _named(quality.BODY_PARTS),
    "witness_statements": _noted(paperwork.STATEMENTS, "Witness Statement"),
    "action_plans plans plan_templates plan_types": _from_table(quality.ACTION_PLANS, "title", "label", "text"),
    "plan_sections plan_template_sections": _named(quality.ACTION_PLAN_SECTIONS),
    "plan_items plan_template_items verification_methods": _named(quality.ACTION_PLAN_ITEMS),
    "meetings meeting_templates": _from_table(paperwork.MEETINGS),
    "meeting_topics topics": _from_table(paperwork.MEETING_TOPICS),
    "meeting_categories": _named(paperwork.MEETING_CATEGORIES),
    "coordination_issues viewpoints": _from_table(paperwork.COORDINATION_ISSUES),
    "change_events change_orders change_order_batches change_order_packages change_order_requests change_order_items "
    "budget_changes markup_items": _from_table(money.CHANGE_EVENTS, "title", "label", "text"),
    "change_reasons change_types": _named(money.CHANGE_REASONS),
    "budget_modifications budget_notes": _noted(money.BUDGET_NOTES, "Budget Modification"),
    "direct_costs": _named(money.DIRECT_COSTS),
    "requisitions payment_applications contract_payments payments invoices": _noted(money.INVOICE_NOTES, "Progress Billing"),
    "insurances compliance_documents": _from_table(money.INSURANCES, "title", "answer"),
    "markups": _named(money.MARKUPS),
    "weather_logs": _weather,
    "manpower_logs timecard_entries timesheets daily_construction_report_logs": _noted(dailylogs.MANPOWER_NOTES, "Manpower"),
    "notes_logs notes work_logs": _noted(dailylogs.WORK_NOTES, "Note"),
    "delivery_logs deliveries": _from_table(dailylogs.DELIVERIES, "title", "answer", "label"),
    "delay_logs": _from_table(dailylogs.DELAYS),
    "delay_log_types": _named(tuple(dict.fromkeys(row[0] for row in dailylogs.DELAYS))),
    "visitor_logs": _noted(dailylogs.VISITORS, "Visitor"),
    "accident_logs": _noted(dailylogs.ACCIDENTS, "Accident"),
    "inspection_logs": _noted(dailylogs.INSPECTION_LOG, "Inspection"),
    "call_logs": _noted(dailylogs.CALLS, "Call"),
    "productivity_logs quantity_logs": _named(dailylogs.PRODUCTIVITY),
    "waste_logs dumpster_logs": _named(dailylogs.WASTE),
    "safety_violation_logs": _from_table(dailylogs.SAFETY_VIOLATIONS),
    "plan_revision_logs": _noted(dailylogs.PLAN_REVISIONS, "Plan Revision"),
    "equipment equipment_register managed_equipment equipment_logs machines": _machine,
    "equipment_categories equipment_types equipment_register_categories": _named(equipment.EQUIPMENT_CATEGORIES),
    "equipment_makes makes": _named(equipment.MAKES),
    "equipment_models models": _named(tuple(machine.model for machine in equipment.MACHINES)),
    "maintenance_logs records": _noted(equipment.EQUIPMENT_NOTES, "Maintenance"),
    "materials": _named(equipment.MATERIALS),
    "images photos": _named(paperwork.PHOTO_CAPTIONS),
    "image_categories albums": _named(paperwork.PHOTO_ALBUMS),
    "folders": _named(paperwork.FOLDERS),
    "files documents file_versions file_revisions files_revisions attachments uploads bim_files": _named(paperwork.FILES),
    "forms form_templates": _from_table(paperwork.FORMS),
    "emails email_communications correspondences generic_tool_items": _from_table(paperwork.EMAILS),
    "instructions": _from_table(paperwork.INSTRUCTIONS),
    "comments replies responses": _GENERAL,
    "submittal_types": _named(tuple(paperwork.SUBMITTAL_TYPES)),
    "submittal_responses submittal_statuses": _named(paperwork.SUBMITTAL_RESPONSES),
    "tasks schedule_tasks lookahead_tasks activities requested_changes todos": _task,
    "calendar_items timeline_events": _named(projects.CALENDAR_EVENTS),
    "project_types": _named(projects.PROJECT_TYPES),
    "project_stages": _named(projects.PROJECT_STAGES),
    "project_regions regions": _named(projects.PROJECT_REGIONS),
    "project_bid_types": _named(projects.BID_TYPES),
    "project_owner_types": _named(projects.OWNER_TYPES),
    "programs": _named(projects.PROGRAMS),
    "departments": _named(projects.DEPARTMENTS),
    "project_roles roles": _named(projects.PROJECT_ROLES),
    "job_titles": _named(trades.JOB_TITLES),
    "work_activities": _named(projects.WORK_ACTIVITIES),
    "crews": _named(projects.CREWS),
    "work_classifications classifications": _from_table(projects.CLASSIFICATIONS, "title", "number"),
    "tags": _named(projects.TAGS),
    "generic_tools correspondence_types": _named(paperwork.CORRESPONDENCE_TYPES),
    "custom_field_definitions custom_field_metadata": _from_table(projects.CUSTOM_FIELDS, "title", "answer"),
    "buildings": _named(places.BUILDINGS),
}

KINDS: dict[str, Recipe] = {
    **{kind: _named(names) for kind, names in catalogues.NAMES.items()},
    **{kind: recipe for kinds, recipe in _TABLE.items() for kind in kinds.split()},
}


@lru_cache(maxsize=4096)
def recipe_for(kind: str) -> Recipe:
    """The recipe of a resource name, singular or plural: its own, else that of its longest known ending
    ("potential_change_orders" tells what "change_orders" tells), else a general remark."""
    words = re.findall(r"[a-z0-9]+", inflections.underscore(kind).lower())
    for start in range(len(words)):
        ending = "_".join(words[start:])
        for name in (ending, inflections.pluralize(ending)):
            if name in KINDS:
                return KINDS[name]
    return _titled(" ".join(words[-3:]).capitalize())
