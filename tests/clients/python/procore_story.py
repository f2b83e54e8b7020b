"""procore of PyPI (by Fyle): refreshes a token, lists companies and projects, and tells errors apart by their status.

Its callers give it Procore's hosts. usage: python procore_story.py CLIENT_ID CLIENT_SECRET REFRESH_TOKEN COMPANY_ID
"""

import sys

import procore

client_id, client_secret, refresh_token, company_id = sys.argv[1:]
login, api = "https://login.procore.com", "https://api.procore.com/rest/v1.0"

client = procore.Procore(login, api, client_id, client_secret, refresh_token)
print("token")

assert int(company_id) in [company["id"] for company in client.companies.get()]
print("companies")

projects = client.projects.get(company_id)
assert all(project["company"]["id"] == int(company_id) for project in projects)
assert projects
print("projects")

try:
    client.projects.get("1")
except (procore.NoPrivilegeError, procore.NotFoundItemError):
    print("refusal")

try:
    procore.Procore(login, api, client_id, "wrong", "gone")
except procore.UnauthorizedClientError:
    print("stranger")
