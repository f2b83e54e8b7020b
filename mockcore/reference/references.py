"""Which resource a name refers to: ``vendor_id``, ``assignee_ids`` and the nested objects they come back as."""

from collections.abc import Collection, Mapping

from mockcore import inflections

# Longer names end in one of these where they mean the same resource: ``default_cost_code`` is a cost code.
SUFFIXES = frozenset(
    {
        "user", "vendor", "location", "cost_code", "trade", "drawing_revision", "specification_section", "line_item_type",
        "sub_job", "wbs_code", "assignee", "approver", "creator", "contractor", "manager", "project", "company", "office",
        "department", "managed_equipment", "timecard_entry", "login_information", "created_by", "updated_by", "closed_by",
    }
)  # fmt: skip
# How an attribute ends that holds the id of a record, or ids of several.
REFERRING = ("_id", "_ids")
# How attributes end that are the id of an upload; those that list uploads, whose files become attachments.
UPLOAD = ("upload_uuid", "upload_id")
LISTED = frozenset({"upload_ids", "upload_uuids", "attachment_upload_uuids"})
# How the names of custom fields begin.
CUSTOM_FIELD = "custom_field_"
# What says of a nested row that it is to go.
MARKS = ("_destroy", "_delete")
# Between the resources that one name may refer to.
EITHER = "|"
_ID_ENDINGS = ("_login_information_id", "_party_id", "_user_id", "_id")


class References:
    """Looks names up in the compiled table; ``owner.name`` entries win over plain names."""

    def __init__(self, table: Mapping[str, str], kinds: Collection[str] = ()) -> None:
        self.table = table
        self._kinds = frozenset(kinds)
        self._kinds_by_stem: dict[tuple[str, str], str | None] = {}
        self._alternatives: dict[tuple[str, str], tuple[str, ...]] = {}

    def kind_for(self, stem: str, owner: str) -> str | None:
        """The resource that a name refers to within a resource, or None when the document does not tell."""
        kind = self._kinds_by_stem.get((stem, owner), "")
        if kind == "":
            kind = self._kinds_by_stem[stem, owner] = self._find(stem, owner)
        return kind

    def _find(self, stem: str, owner: str) -> str | None:
        entry = self.table.get(f"{owner}.{stem}") or self.table.get(f"{owner.rsplit('/', 1)[-1]}.{stem}")
        if entry:
            return None if entry == "none" else entry.split(EITHER)[0]
        if stem == "parent":
            return owner
        namespace, _, _ = owner.rpartition("/")
        beside = f"{namespace}/{inflections.pluralize(stem)}"
        if namespace and beside in self._kinds:
            return beside
        if stem in self.table:
            return self.table[stem]
        parts = stem.split("_")
        for start in range(1, len(parts)):
            rest = "_".join(parts[start:])
            if rest in SUFFIXES:
                return self.table.get(rest)
        return None

    def of_attribute(self, name: str, owner: str) -> tuple[str, bool] | None:
        """(resource, many) for an attribute such as ``vendor_id`` or ``assignee_ids``; None for other names."""
        if name.endswith("_ids"):
            stem, many = name[:-4], True
        elif name.endswith("_id"):
            stem, many = name[:-3], False
        else:
            return None
        kind = self.kind_for(stem, owner)
        return (kind, many) if kind else None

    def alternatives(self, name: str, owner: str) -> tuple[str, ...]:
        """Every resource that an attribute may refer to: ``contract_id`` may mean one of two kinds of contracts."""
        if not name.endswith(REFERRING):
            return ()
        kinds = self._alternatives.get((name, owner))
        if kinds is None:
            kinds = self._alternatives[name, owner] = self._either(name, owner)
        return kinds

    def _either(self, name: str, owner: str) -> tuple[str, ...]:
        referred = self.of_attribute(name, owner)
        if referred is None:
            return ()
        entry = self.table.get(f"{owner}.{name.removesuffix('_id')}", "")
        return tuple(entry.split(EITHER)) if EITHER in entry else (referred[0],)


def stem_of(kind: str) -> str:
    """What one record of a resource is called in names of attributes: ``plan_section`` of ``action_plans/plan_sections``."""
    return inflections.singularize(kind.rsplit("/", 1)[-1])


def object_names(name: str) -> list[str]:
    """Every attribute that can hold the id of a nested object ``name``."""
    return [*(f"{name}{ending}" for ending in _ID_ENDINGS), f"{name}_ids"]


def object_keys(name: str, attributes: Mapping[str, object]) -> list[str]:
    """The attributes that may hold the id of a nested object ``name``: ``received_from_login_information_id``."""
    keys = [f"{name}{ending}" for ending in _ID_ENDINGS if f"{name}{ending}" in attributes]
    plain = f"{name}_id"
    return keys if plain in keys else [*keys, plain]


def list_names(name: str) -> list[str]:
    """Every attribute that can hold the ids of a nested list ``name``, in the order in which they are looked for."""
    singular = inflections.singularize(name)
    stems = [
        singular,
        name,
        name.removesuffix("_list"),
        name.removesuffix("_members"),
        f"{name.removesuffix('_list')}_member",
    ]
    return [*dict.fromkeys(f"{stem}_ids" for stem in stems)]


def list_keys(name: str, attributes: Mapping[str, object]) -> list[str]:
    """The attributes that may hold the ids of a nested list ``name``: ``distribution_ids`` for ``distribution_list``."""
    keys = list_names(name)
    return [key for key in keys if key in attributes] or keys[:1]
