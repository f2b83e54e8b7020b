"""Which seed a world was made from: stored with it, and compared when its database is opened again."""

import hashlib
from pathlib import Path

from mockcore.errors import OperatorError
from mockcore.paths import seed_file, seeds_directory
from mockcore.seeding.likeness import files_of
from mockcore.settings import Settings
from mockcore.store.facts import fact, set_fact
from mockcore.store.storage import Storage

SEED, CONTENT, PLACE = "seed", "seed_content", "seed_place"


def note_origin(storage: Storage, file: Path) -> None:
    """Lets a world say from which seed it was made; of a file that is not one of ours its content and place too."""
    set_fact(storage, SEED, file.stem)
    if _is_own(file):
        set_fact(storage, CONTENT, _content(file))
        set_fact(storage, PLACE, str(file.absolute()))


def origin(storage: Storage) -> str | None:
    """The seed that a world was made from, as ``--seed`` takes it; None where that was never stored."""
    return fact(storage, PLACE) or fact(storage, SEED)


def check_origin(settings: Settings, storage: Storage) -> None:
    """Raises: OperatorError where the settings name a seed, and the world was made from another one. Source: decisions, A
    database and its seed.
    """
    name = fact(storage, SEED)
    if name is None or SEED not in settings.model_fields_set:
        return
    file = seed_file(settings.seed)
    content = fact(storage, CONTENT)
    if file.stem != name or (content is not None and not _is_own(file)):
        made_from = f"the seed {name}, not {settings.seed}"
    elif content is not None and content != _content(file):
        made_from = f"an earlier content of {settings.seed}"
    else:
        return
    raise OperatorError(
        f"The database {settings.db} was made from {made_from}: name no seed to go on with it; for a new world delete the "
        "file, or name another one with --db."
    )


def continued(settings: Settings, storage: Storage) -> Settings:
    """The settings with the seed that the world was made from, where they name none."""
    seed = origin(storage)
    if seed is None or SEED in settings.model_fields_set or seed == settings.seed:
        return settings
    return settings.model_copy(update={SEED: seed})


def _is_own(file: Path) -> bool:
    return file.absolute().parent != seeds_directory().absolute()


def _content(file: Path) -> str:
    """The digest of a file, and of those of the user's own that it is like: ours change with the version alone."""
    files = [file, *(model for model in files_of(file)[1:] if _is_own(model))]
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
