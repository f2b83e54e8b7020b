"""How Sphinx makes the documentation site. `scripts/docs_site.py` gives it the pages and finishes what it makes."""

import sys
import tomllib
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PROJECT = tomllib.loads((_HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _PROJECT["name"]
version = release = _PROJECT["version"]
html_title = f"{project} {version}"
language = "en"

# Beside this file.
sys.path.append(str(_HERE))
extensions = ["myst_parser", "state_diagrams"]
myst_heading_anchors = 6
smartquotes = False
# Code in a language that Pygments does not know is without colours.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_theme_options = {"top_of_page_buttons": []}
html_static_path = [str(_HERE / "static")]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
