"""ProPyCore of PyPI: what its users do most, with folders and files made, found, changed and removed.

It reads lists page by page until one is empty.
usage: python propycore_story.py URL CLIENT_ID CLIENT_SECRET COMPANY_ID PROJECT_ID
"""

import sys
import tempfile
from pathlib import Path

from ProPyCore.exceptions import NotFoundClientError, NotFoundItemError, ProcoreException
from ProPyCore.procore import Procore

url, client_id, client_secret, *ids = sys.argv[1:]
company, project = map(int, ids)

client = Procore(client_id, client_secret, "", url, url)
print("token")

name = client.companies.find(company)["name"]
assert client.companies.find(name)["id"] == company
assert client.projects.find(company, project)["id"] == project
assert project in [each["id"] for each in client.companies.get_projects(company)]
print("places")

rfis = client.rfis.get(company, project, per_page=7)
assert len({rfi["id"] for rfi in rfis}) == len(rfis) > 14
assert client.rfis.find(company, project, rfis[-1]["id"])["subject"] == rfis[-1]["subject"]
submittals = client.submittals.get(company, project, per_page=20)
assert client.submittals.show(company, project, submittals[0]["id"])["id"] == submittals[0]["id"]
assert client.quality.punch.get(company, project)
assert client.tasks.get(company, project)
print("tools")

user = client.directory.users.get(company)[0]
assert client.directory.users.find(company, user["id"])["id"] == user["id"]
assert client.directory.vendors.get(company)
assert client.directory.vendors.get(company, project)
assert client.directory.people.get(company)
assert client.directory.trades.get(company)
print("directory")

assert client.direct_costs.get(company, project)
assert client.change_events.get(company, project)
assert client.cost_codes.get(company, project)
print("money")

folder = client.folders.create(company, project, "Shop drawings")["id"]
assert client.folders.find(company, project, "Shop drawings")["id"] == folder
client.folders.update(company, project, folder, folder_name="Shop drawings, reviewed")
assert client.folders.show(company, project, folder)["name"] == "Shop drawings, reviewed"
with tempfile.TemporaryDirectory() as place:
    paper = Path(place) / "C-4.txt"
    paper.write_text("Move the bolts by 50 mm.")
    file = client.files.create(company, project, str(paper), folder_id=folder)["id"]
assert client.files.show(company, project, file)["name"] == "C-4.txt"
assert [found["id"] for found in client.files.get(company, project, folder_id=folder)] == [file]
client.files.remove(company, project, file)
client.folders.remove(company, project, folder)
print("documents")

for failure, attempt in (
    (NotFoundClientError, lambda: client.rfis.show(company, project, 1)),
    (NotFoundItemError, lambda: client.companies.find("Nobody's Builders")),
    (ProcoreException, lambda: client.rfis.post_request(f"/rest/v1.0/projects/{project}/rfis", data={"rfi": {}})),
):
    try:
        attempt()
    except failure:
        print(failure.__name__)
