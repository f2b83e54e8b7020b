"""Clients that openapi-python-client made of the document of a tool: tasks and RFIs, by the generated types throughout.

usage: python generated_story.py URL TOKEN COMPANY_ID PROJECT_ID, with the folder of the packages `tasks` and `rfi` on the path
"""

import datetime
import sys
from http import HTTPStatus

import rfi
import tasks
from rfi.api.rfi import create_rfi, get_rfi, list_rfi_potential_assignees, list_rfis, recycle_rfi, update_rfi
from rfi.models import (
    CreateRfiJsonBody,
    CreateRfiJsonBodyRfi,
    RfiAttributesCreateQuestion,
    RfiAttributesUpdate,
    RfiDetail,
    UpdateRfiJsonBody,
)
from tasks.api.tasks import create_task_item, delete_task_item, get_task_item, list_task_items, update_task_item
from tasks.models import CreateTaskItemBody, ErrorsV1, TaskItemAttributes, TaskItemDetail, UpdateTaskItemBody

url, token, *ids = sys.argv[1:]
company, project = map(int, ids)

client = tasks.AuthenticatedClient(url, token, raise_on_unexpected_status=True)
here = {"client": client, "project_id": project, "procore_company_id": company}
before = {one.id for one in list_task_items.sync(**here)}
made = create_task_item.sync(**here, body=CreateTaskItemBody(TaskItemAttributes(title="Order the bolts")))
assert isinstance(made, TaskItemDetail), made
assert {one.id for one in list_task_items.sync(**here)} - before == {made.id}
assert get_task_item.sync(made.id, **here).title == "Order the bolts"
update_task_item.sync(made.id, **here, body=UpdateTaskItemBody(TaskItemAttributes(title="Order longer bolts")))
assert get_task_item.sync(made.id, **here).title == "Order longer bolts"
assert delete_task_item.sync_detailed(made.id, **here).status_code in (HTTPStatus.OK, HTTPStatus.NO_CONTENT)
gone = get_task_item.sync_detailed(made.id, **here)
assert gone.status_code == HTTPStatus.NOT_FOUND
assert isinstance(gone.parsed, ErrorsV1)
print("tasks")

client = rfi.AuthenticatedClient(url, token, raise_on_unexpected_status=True)
here = {"client": client, "procore_company_id": company}
before = {one.id for one in list_rfis.sync(project, **here)}
manager = list_rfi_potential_assignees.sync(project, **here)[0].id
due = datetime.date(2030, 1, 31)
asked = RfiAttributesCreateQuestion(body="May the bolts be moved by 50 mm?")
asking = CreateRfiJsonBodyRfi(manager, "Anchor bolts at C-4", asked, due_date=due, assignee_id=manager)
made = create_rfi.sync(project, **here, body=CreateRfiJsonBody(asking))
assert isinstance(made, RfiDetail), made
assert {one.id for one in list_rfis.sync(project, **here)} - before == {made.id}
update_rfi.sync(project, made.id, **here, body=UpdateRfiJsonBody(RfiAttributesUpdate(subject="Anchor bolts at C-5")))
shown = get_rfi.sync(project, made.id, **here)
assert (shown.subject, shown.due_date, shown.rfi_manager.id) == ("Anchor bolts at C-5", due, manager)
assert isinstance(shown.created_at, datetime.datetime)
recycle_rfi.sync(project, made.id, **here)
assert get_rfi.sync_detailed(project, made.id, **here).status_code == HTTPStatus.NOT_FOUND
print("rfis")
