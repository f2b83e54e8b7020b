"""From a scenario to a world of records. A world is generated once; afterwards its image is loaded in milliseconds.

Explicit records first, then counted ones that refer to them; chance comes from ``fake``, dates from the scenario alone.
"""

import hashlib
from pathlib import Path

from mockcore import __version__
from mockcore.domain.company_defaults import FILE
from mockcore.errors import OperatorError
from mockcore.file_cache import cached
from mockcore.paths import seed_file
from mockcore.reference.catalog import Catalog
from mockcore.seeding.likeness import files_of
from mockcore.seeding.origin import check_origin, continued
from mockcore.settings import Settings
from mockcore.store.opening import open_storage
from mockcore.store.storage import Image, Storage

__all__ = ["continued", "image", "open_world", "seed_file", "seed_image"]
# The image of a larger world stays in its file.
READ_BYTES = 50_000_000


def open_world(settings: Settings, catalog: Catalog) -> Storage:
    """The database of the settings, filled from its seed when it is empty.

    Raises: OperatorError for an unknown seed, one that cannot be read, a database that cannot be used, or one of another seed.
    """
    file = seed_file(settings.seed)
    shared, durable = settings.workers > 1, settings.durability == "full"
    storage = open_storage(settings.db, lambda: image(file, catalog), shared=shared, durable=durable)
    try:
        check_origin(settings, storage)
    except OperatorError:
        storage.close()
        raise
    return storage


def seed_image(settings: Settings, catalog: Catalog) -> Image:
    """The world of the settings' seed as a database image. Raises: OperatorError."""
    return image(seed_file(settings.seed), catalog)


def image(file: Path, catalog: Catalog) -> Image:
    """The scenario's world as a database image: from the cache, or generated and kept."""

    def make(target: Path) -> None:
        from mockcore.seeding.generate import world  # noqa: PLC0415 - YAML is slow to import, and needed once

        world(file, catalog, target).close()

    content = cached(f"world-{_digest(file, catalog)}.bin", make)
    return content if len(content) > READ_BYTES else content[:]


def _digest(file: Path, catalog: Catalog) -> str:
    total = hashlib.sha256(f"{__version__} {catalog.digest} {file.absolute()}".encode())
    for seed in files_of(file):
        total.update(seed.read_bytes())
    package = Path(__file__).parent.parent
    for folder in ("seeding", "construction", "domain", "store", "store/sqlite"):
        for source in sorted((package / folder).glob("*.py")):
            total.update(source.read_bytes())
    for source in (package / "fake.py", FILE):
        total.update(source.read_bytes())
    return total.hexdigest()[:20]
