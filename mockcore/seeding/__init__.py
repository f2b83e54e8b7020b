"""From a scenario to a world of records. A world is generated once; afterwards its image is loaded in milliseconds."""

import hashlib
import os
from pathlib import Path

from mockcore import __version__
from mockcore.errors import OperatorError
from mockcore.paths import cache_directory, seeds_directory
from mockcore.settings import Settings
from mockcore.spec.catalog import Catalog
from mockcore.store.database import Database


def open_world(settings: Settings, catalog: Catalog) -> Database:
    """The database of the settings, filled from its seed when it is empty.

    Raises: OperatorError for an unknown seed, one that cannot be read, or a database that cannot be used.
    """
    file = seed_file(settings.seed)
    database = Database(settings.db, shared=settings.workers > 1)
    if database.empty:
        database.load(image(file, catalog))
    return database


def seed_image(settings: Settings, catalog: Catalog) -> bytes:
    """The world of the settings' seed as a database image. Raises: OperatorError."""
    return image(seed_file(settings.seed), catalog)


def seed_file(name: str) -> Path:
    """The scenario's file: by name, or the path of a file of the user's own. Raises: OperatorError naming the choices."""
    own = Path(name)
    if own.suffix in (".yaml", ".yml") and own.is_file():
        return own
    found = seeds_directory() / f"{name}.yaml"
    if name.isidentifier() and found.is_file():
        return found
    choices = ", ".join(sorted(path.stem for path in seeds_directory().glob("*.yaml")))
    raise OperatorError(f"There is no seed '{name}': choose one of {choices}, or name a YAML file with --seed.")


def image(file: Path, catalog: Catalog) -> bytes:
    """The scenario's world as a database image: from the cache, or generated and kept."""
    kept = cache_directory() / f"world-{_digest(file, catalog)}.bin"
    if kept.is_file():
        return kept.read_bytes()
    from mockcore.seeding.generate import world  # noqa: PLC0415 - Faker and YAML are slow to import, and needed once

    data = world(file, catalog)
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(data)
    part.replace(kept)
    return data


def _digest(file: Path, catalog: Catalog) -> str:
    total = hashlib.sha256(f"{__version__} {catalog.digest}".encode())
    total.update(file.read_bytes())
    package = Path(__file__).parent.parent
    for folder in ("seeding", "construction", "store"):
        for source in sorted((package / folder).glob("*.py")):
            total.update(source.read_bytes())
    total.update((package / "fake.py").read_bytes())
    return total.hexdigest()[:20]
