"""Makes docs/reference/seed.schema.json, by which editors complete seed files. `--write` renews it; else says if it differs."""

import sys
from pathlib import Path

from mockcore.reference.catalog import Catalog
from mockcore.seeding.seed_schema import schema_text

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "seed.schema.json"


if __name__ == "__main__":
    text = schema_text(Catalog.load())
    if "--write" in sys.argv[1:]:
        FILE.write_text(text, encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{FILE.name} is out of date: run `make fix`.")
