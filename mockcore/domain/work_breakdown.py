"""Work Breakdown Structure: segments in the pattern's order, and their items wherever these are kept.

Cost codes, cost types and sub jobs are items of the three default segments and at the same time the records of the older
operations. Source: documented, Work Breakdown Structure tutorial; "assumed" where it is silent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mockcore.errors import NotFound
from mockcore.request.context import Context
from mockcore.store.query import Selection
from mockcore.store.records import Stored

PATTERNS = "work_breakdown_structure/patterns"
SEGMENTS = "work_breakdown_structure/segments"
ITEMS = "work_breakdown_structure/segments/segment_items"
CODES = "work_breakdown_structure/wbs_codes"
SUB_JOB, COST_CODE, COST_TYPE, CUSTOM = "sub_job", "cost_code", "line_item_type", "custom"
# Where the items of a default segment are kept: in a company, in a project.
ITEM_KINDS = {SUB_JOB: ("sub_jobs",) * 2, COST_CODE: ("standard_cost_codes", "cost_codes"), COST_TYPE: ("line_item_types",) * 2}
FLAT, TIERED = "flat", "tiered"
DELIMITER = "."
# Between the tiers of one item. Source: assumed, the form of full cost codes.
TIER = "-"


def _default(name: str, kind: str, structure: str, position: int, *, required: bool) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "structure": structure,
        "position": position,
        "required": required,
        "delimiter": DELIMITER,
        "project_can_modify_origin_project": kind != COST_TYPE,
        "project_can_delete_origin_company": kind != COST_TYPE,
    }


# The pattern that every company begins with. Source: documented.
DEFAULTS = (
    _default("Sub Job", SUB_JOB, FLAT, 0, required=False),
    _default("Cost Code", COST_CODE, TIERED, 1, required=True),
    _default("Cost Type", COST_TYPE, FLAT, 2, required=True),
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment in its place. ``included``: in the pattern of the project, or of the company where none is named."""

    record: Stored
    position: int
    included: bool

    @property
    def type(self) -> str:
        """sub_job, cost_code, line_item_type or custom."""
        return str(self.record.body.get("type") or CUSTOM)

    @property
    def tiered(self) -> bool:
        """Whether its items may have items below them."""
        return self.record.body.get("structure") == TIERED


def pattern(context: Context, project_id: int | None) -> Stored | None:
    """The pattern of a project, or (None) of the company, as it is kept; None where nothing was changed yet."""
    return context.once((PATTERNS, project_id), lambda: context.records.first(_scope(context, PATTERNS, project_id or 0)))


def stored_pattern(context: Context) -> Stored:
    """The pattern of the request's scope, made where there is none."""
    return pattern(context, context.project_id) or context.put(PATTERNS, {"description": None})


def segments(context: Context, project_id: int | None) -> list[Segment]:
    """Every segment of the company, those of the project's pattern first, in its order."""
    return context.once((SEGMENTS, project_id), lambda: _segments(context, project_id))


def _segments(context: Context, project_id: int | None) -> list[Segment]:
    records = context.every(_scope(context, SEGMENTS, 0))
    records.sort(key=lambda record: (record.body.get("position") or 0, record.id))
    if project_id is None:
        return [Segment(record, position, True) for position, record in enumerate(records)]
    stored = pattern(context, project_id)
    chosen = stored.body.get("segment_ids") if stored else None
    inside = [
        record for record in records if (record.id in chosen if chosen is not None else record.body.get("type") != CUSTOM)
    ]
    if stored and chosen is not None and stored.body.get("is_project_level_ordered"):
        inside.sort(key=lambda record: chosen.index(record.id))
    listed = [*((record, True) for record in inside), *((record, False) for record in records if record not in inside)]
    return [Segment(record, position, included) for position, (record, included) in enumerate(listed)]


def _scope(context: Context, kind: str, project_id: int | None) -> Selection:
    """Records of the company; of one project; with 0, those of no project."""
    return Selection(kind, company_id=context.company_id, project_id=project_id)


def segment(context: Context, identifier: Any) -> Segment:
    """One segment of the company. Raises: NotFound."""
    match = next((place for place in segments(context, context.project_id) if str(place.record.id) == str(identifier)), None)
    if match is None:
        raise NotFound()
    return match


def items(context: Context, of: Segment, project_id: int | None) -> list[Stored]:
    """The items of a segment that a project (None: the company) has: a project has the company's beside its own."""
    return context.once((ITEMS, of.record.id, project_id), lambda: _items(context, of, project_id))


def tiers(context: Context, of: Segment, project_id: int | None) -> "Tiers":
    """The same with what lies above and below each."""
    return context.once(("tiers", of.record.id, project_id), lambda: Tiers.of(of, items(context, of, project_id)))


def _items(context: Context, of: Segment, project_id: int | None) -> list[Stored]:
    kind = item_kind(of, project_id)
    if of.type == COST_CODE:
        return context.every(_scope(context, kind, project_id))
    records = []
    for place in dict.fromkeys((0, project_id or 0)):
        selection = _scope(context, kind, place)
        selection.parent_id = of.record.id if kind == ITEMS else None
        records += context.every(selection)
    return records


def item_kind(of: Segment, project_id: int | None) -> str:
    """The resource that keeps the segment's items there."""
    return ITEMS if of.type == CUSTOM else ITEM_KINDS[of.type][project_id is not None]


def shown_segment(context: Context, place: Segment, project_id: int | None) -> dict[str, Any]:
    """A segment as it is answered, in a project or (None) in the company."""
    stored = pattern(context, project_id)
    record = place.record
    answer = {
        "id": record.id,
        "position": place.position,
        "segment_items_count": len(items(context, place, project_id)),
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "wbs_pattern_id": stored.id if stored else None,
        **{name: record.body.get(name) for name in DEFAULTS[0] if name != "position"},
    }
    if project_id is not None:
        answer |= {"selectable_tiers": False, "is_included_in_project_pattern": place.included, "tiered": place.tiered}
    return answer


@dataclass(frozen=True, slots=True)
class Tiers:
    """The items of one segment with what lies above and below each."""

    segment: Segment
    by_id: Mapping[int, Stored]
    parents: frozenset[int]

    @classmethod
    def of(cls, place: Segment, records: Iterable[Stored]) -> "Tiers":
        """The tiers that those items make."""
        by_id = {record.id: record for record in records}
        return cls(place, by_id, frozenset(above for record in by_id.values() if (above := parent_of(record)) is not None))

    def path(self, record: Stored) -> list[Stored]:
        """The item with those above it, outermost first."""
        way, seen = [record], {record.id}
        above = parent_of(record)
        while above is not None and above in self.by_id and above not in seen:
            way.insert(0, self.by_id[above])
            seen.add(above)
            above = parent_of(self.by_id[above])
        return way

    def code(self, record: Stored) -> str:
        """The item's code with those above it: ``03-300``."""
        return TIER.join(str(item.body.get("code") or "") for item in self.path(record))


def parent_of(record: Stored) -> int | None:
    """The item above, where there is one."""
    above = record.body.get("parent_id")
    return above if isinstance(above, int) else None


def used(context: Context, project_id: int | None) -> set[int]:
    """The ids of items that a WBS code has; of every project where the scope is the company."""
    codes = context.once((CODES, project_id), lambda: context.every(_scope(context, CODES, project_id)))
    return {row["segment_item_id"] for code in codes for row in code.body.get("segment_items") or ()}


def shown_item(among: Tiers, record: Stored, of: Mapping[str, Any], *, in_use: bool) -> dict[str, Any]:
    """An item as it is answered, with its segment as it is answered."""
    way = among.path(record)
    return {
        "id": record.id,
        "code": record.body.get("code"),
        "name": record.body.get("name"),
        "parent_id": parent_of(record),
        "path_ids": [item.id for item in way],
        "path_code": among.code(record),
        "path_codes": [str(item.body.get("code") or "") for item in way],
        "path_names": [str(item.body.get("name") or "") for item in way],
        "is_parent": record.id in among.parents,
        "in_use": in_use,
        "segment": of,
        "status": record.body.get("status") or "active",
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }
