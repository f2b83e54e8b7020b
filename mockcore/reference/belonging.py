"""What a deletion does to the records that refer to the deleted one: some go with it, some keep it, all others let go of it.

A record goes with the one that it cannot be created without, and with the one of its own resource that it is below; the
overlay's ``deletions`` say where that is otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mockcore.reference.references import References

Entry = Mapping[str, Any]
# Resources that others are about, or take place in: nothing belongs to a person or a firm.
PLACES = ("companies", "projects")
ALL = "all"


def belonging(
    kinds: Mapping[str, Mapping[str, Any]],
    entries: Sequence[Entry],
    slices: Sequence[Entry],
    references: Mapping[str, str],
    hints: Mapping[str, Any],
) -> dict[str, dict[str, list[str]]]:
    """``goes``, ``keeps``: attributes by resource that lead to what a record goes with, and to what it keeps from deletion.

    ``followed`` are the resources that they lead to; ``stays``, under "", the resources that outlast the record above them.
    """
    table, in_use = References(references, kinds), hints.get("in_use") or {}
    cascade, detach = (frozenset(hints.get(name) or ()) for name in ("cascade", "detach"))
    everybody = {kind for kind, kinds_of in kinds.items() if kinds_of.get("members")} | set(PLACES)
    goes, keeps, followed = (defaultdict[str, set[str]](set) for _ in range(3))
    for owner, name, required in (*_pairs(entries, slices), *_beside(hints)):
        pair, targets = f"{owner}.{name}", set(table.alternatives(name, owner))
        above = name == "parent_id" and owner in targets
        keeping = {kind for kind in targets if _keeps(in_use.get(kind), pair, above=above)}
        owned = above or (required and name.endswith("_id") and owner not in targets)
        owning = targets - keeping - everybody if pair in cascade or (owned and pair not in detach) else set()
        for attributes, kinds_followed in ((keeps, keeping), (goes, owning)):
            if kinds_followed:
                attributes[owner].add(name)
                for kind in kinds_followed:
                    followed[kind].add(owner)
    stays = {"": sorted(kind for kind in detach if "." not in kind)}
    return {"goes": _sorted(goes), "keeps": _sorted(keeps), "followed": _sorted(followed), "stays": stays}


def _keeps(pairs: Any, pair: str, *, above: bool) -> bool:
    """Whether an attribute keeps what it leads to; a record below another goes with it, and does not."""
    return not above if pairs == ALL else pair in (pairs or ())


def _pairs(entries: Sequence[Entry], slices: Sequence[Entry]) -> Iterator[tuple[str, str, bool]]:
    """(resource, attribute, whether a record cannot be created without) of everything that can be written."""
    for entry, detail in zip(entries, slices, strict=True):
        body = detail["body"] or {}
        inner = body.get("schema") or {}
        if body.get("wrapper"):
            inner = inner.get("properties", {}).get(body["wrapper"], {})
        creates = entry["rule"] == "create"
        necessary = {*inner.get("required", ()), *(body.get("context") or ()), *body.get("schema", {}).get("required", ())}
        parameters = (
            {query["name"]: query["required"] for query in detail["parameters"] if query["in"] == "query"} if creates else {}
        )
        for name in {**body.get("attributes", {}), **parameters}:
            if name.endswith(("_id", "_ids")):
                yield entry["kind"], name, creates and (name in necessary or bool(parameters.get(name)))


def _beside(hints: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """The same of the attributes that hints name: some are written by rules alone."""
    by_kind = (pairs for pairs in (hints.get("in_use") or {}).values() if pairs != ALL)
    for pair in (*(hints.get("cascade") or ()), *(pair for pairs in by_kind for pair in pairs)):
        owner, _, name = pair.rpartition(".")
        yield owner, name, False


def _sorted(table: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {kind: sorted(names) for kind, names in sorted(table.items())}
