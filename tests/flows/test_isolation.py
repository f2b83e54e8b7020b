"""What belongs to a company is met by nobody else, whichever way the request names it."""

import httpx
import pytest

MINE, PROJECT = 4264590, 225100
# The app is not installed in the first; in the second it is, which opens nothing of one to requests about the other.
CLOSED, FAR = (4264591, 225200), (562949953434271, 562949953435001)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path",
    ["/rest/v1.0/projects/{project}/rfis", "/rest/v1.0/rfis?project_id={project}", "/rest/v1.0/companies/{company}/users",
     "/rest/v1.0/projects?company_id={company}", "/rest/v2.0/companies/{company}/equipment_register"],
)  # fmt: skip
def test_another_company_is_closed_whatever_names_it(api: httpx.Client, method: str, path: str) -> None:
    target = path.format(company=CLOSED[0], project=CLOSED[1])
    answer = api.request(method, target, json={} if method == "POST" else None)
    assert answer.status_code in (400, 403, 404, 405)
    assert "error" in answer.text
    if method == "GET":
        assert answer.status_code in (403, 404)


@pytest.mark.parametrize(("company", "project"), [CLOSED, FAR])
def test_a_header_or_body_opens_no_other_company(api: httpx.Client, company: int, project: int) -> None:
    rfis = f"/rest/v1.0/projects/{PROJECT}/rfis"
    assert api.get(rfis, headers={"Procore-Company-Id": str(company)}).status_code == 403
    mine = api.get(rfis).json()[0]["id"]
    for method in ("GET", "PATCH", "DELETE"):
        path = f"/rest/v1.0/projects/{project}/rfis/{mine}"
        answer = api.request(method, path, json={"rfi": {"subject": "stolen"}} if method == "PATCH" else None)
        assert answer.status_code in (403, 404, 405)
    body = {"project_id": project, "rfi": {"subject": "stolen"}}
    header = {"Procore-Company-Id": str(MINE)}
    assert api.post("/rest/v1.0/rfis", json=body, headers=header).status_code in (400, 403, 404)
    assert api.get(f"{rfis}/{mine}").json()["subject"] != "stolen"


def test_a_person_of_another_company_cannot_be_referred_to(api: httpx.Client) -> None:
    person = api.get(f"/rest/v1.0/users?company_id={MINE}").json()[0]["id"]
    body = {"rfi": {"subject": "Beam", "rfi_manager_id": 1, "assignee_ids": [person], "question": {"body": "?"}}}
    answer = api.post(f"/rest/v1.0/projects/{PROJECT}/rfis", json=body)
    assert (answer.status_code, answer.json()) == (422, {"errors": {"rfi_manager_id": ["does not exist"]}})


def test_a_record_of_another_project_of_the_same_company_is_not_found(api: httpx.Client) -> None:
    rfi = api.get(f"/rest/v1.0/projects/{PROJECT}/rfis").json()[0]["id"]
    made = api.post("/rest/v1.0/projects", json={"company_id": MINE, "project": {"name": "Annex"}})
    assert made.status_code == 201
    for method in ("GET", "PATCH", "DELETE"):
        path = f"/rest/v1.0/projects/{made.json()['id']}/rfis/{rfi}"
        assert api.request(method, path, json={"rfi": {"subject": "Theirs"}} if method == "PATCH" else None).status_code in (
            404,
            405,
        )
