"""What a storage says of itself, by name: its schema and seed, the key of its tokens, what its workers hold in common."""

from mockcore.store.storage import Storage


def fact(storage: Storage, name: str) -> str | None:
    """What it says under a name."""
    rows = storage.read("fact", {"name_": name})
    return rows[0][0] if rows else None


def set_fact(storage: Storage, name: str, value: str) -> None:
    """Lets it say that instead of anything before."""
    storage.write("set_fact", {"name": name, "value": value})
