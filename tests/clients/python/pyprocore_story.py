"""pyprocore of PyPI: typed models of what is listed, page by page as the Link header says.

Not in here are calls of it to paths that the reference does not have: those are 404, as there.
usage: python pyprocore_story.py PROJECT_ID, with its own PROCORE_* variables
"""

import logging
import sys

from pyprocore.client import Procore
from pyprocore.core.exceptions import ResourceNotFoundError

COMPANY = {
    "companies": ["list"],
    "projects": ["list"],
    "company_users": ["list", "inactive"],
    "vendors": ["list"],
}
PROJECT = {
    "submittals": ["list"],
    "documents": ["list_folders"],
    "drawings": ["list_areas", "list_disciplines"],
    "photos": ["list", "list_albums"],
    "daily_logs": ["counts", "delay_types", "headers"],
    "project_users": ["list"],
    "project_tools": ["list"],
    "vendors": ["list_project"],
    "distribution_groups": ["list"],
    "locations": ["list"],
    "prime_change_orders": ["list"],
    "commitment_change_orders": ["list"],
    "direct_costs": ["list"],
    "billing_periods": ["list"],
    "forms": ["list", "templates"],
}
COMPANY_AND_PROJECT = {"punch_items": ["list"], "meetings": ["list"], "incidents": ["list"]}

logging.disable(logging.CRITICAL)  # it writes every answer to standard error
project = int(sys.argv[1])
client = Procore()


everything = {}
for lists, arguments in ((COMPANY, ()), (PROJECT, (project,)), (COMPANY_AND_PROJECT, (None, project))):
    for part, names in lists.items():
        for name in names:
            everything[part, name] = getattr(getattr(client, part), name)(*arguments)
            assert len(everything[part, name]) > 0, (part, name)
print(len(everything))

submittals = client.submittals.list(project, per_page=7)
assert [one.id for one in submittals] == [one.id for one in everything["submittals", "list"]]
assert len(submittals) > 14
print("pages")

one = submittals[0]
assert client.submittals.get(project, one.id).title == one.title
assert client.submittals.find(project, number=one.number).id == one.id
print("one")

try:
    client.submittals.get(project, 1)
except ResourceNotFoundError:
    print("missing")
