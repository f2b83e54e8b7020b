// The first story of an integration, told with Procore's own SDK. Prints one line per step; any surprise exits 1.
// usage: node js_sdk.mjs URL CLIENT_ID CLIENT_SECRET COMPANY_ID PROJECT_ID
import assert from "node:assert/strict";
import sdk from "@procore/js-sdk";

const [url, clientId, clientSecret, companyText, projectText] = process.argv.slice(2);
const companyId = Number(companyText);
const projectId = Number(projectText);

// The SDK has no client_credentials grant of its own: its documentation leaves that request to the caller.
const answer = await fetch(`${url}/oauth/token`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
});
const { access_token: token, token_type: type, expires_in: expires } = await answer.json();
assert.equal(answer.status, 200);
assert.equal(type, "bearer");
assert.ok(token && expires > 0);
console.log("token");

const procore = sdk.client(sdk.oauth(token), undefined, { apiHostname: url, defaultVersion: "v1.0", defaultCompanyId: companyId });

const companies = await procore.get({ base: "/companies" });
assert.ok(companies.body.some((company) => company.id === companyId));
console.log("companies");

const projects = await procore.get({ base: "/projects", qs: { company_id: companyId } });
assert.ok(projects.body.some((project) => project.id === projectId));
assert.equal(Number(projects.response.headers.get("Total")), projects.body.length);
console.log("projects");

const rfis = "/projects/{project_id}/rfis";
const params = { project_id: projectId };
const subject = "Anchor bolts at grid C-4 conflict with rebar";
const question = { body: "May the bolts be moved by 50 mm?" };
const before = (await procore.get({ base: rfis, params })).body.length;
const people = await procore.get({ base: `/projects/${projectId}/rfis/potential_assignees` });
const assignee = people.body[0].id;

const created = await procore.post(
  { base: rfis, params },
  { rfi: { subject, question, assignee_id: assignee, rfi_manager_id: assignee, draft: false, due_date: "2030-01-31" } },
);
assert.equal(created.response.status, 201);
const { id } = created.body;
assert.ok(Number.isInteger(id));
assert.equal(created.body.subject, subject);
console.log("create");

const listed = await procore.get({ base: rfis, params });
assert.equal(listed.body.length, before + 1);
assert.equal(listed.body.find((rfi) => rfi.id === id).subject, subject);
console.log("list");

const shown = await procore.get({ base: rfis, params: { ...params, id } });
assert.equal(shown.body.id, id);
assert.equal(shown.body.subject, subject);
assert.equal(shown.body.due_date, "2030-01-31");
console.log("show");

const updated = await procore.patch({ base: rfis, params: { ...params, id } }, { rfi: { subject: "Anchor bolts at grid C-5" } });
assert.equal(updated.response.status, 200);
const again = await procore.get({ base: rfis, params: { ...params, id } });
assert.equal(again.body.subject, "Anchor bolts at grid C-5");
assert.equal(again.body.due_date, "2030-01-31", "what an update leaves out stays as it was");
console.log("update");

// An RFI is deleted by putting it into the recycle bin.
const deleted = await procore.patch({ base: rfis, params: { ...params, id }, action: "recycle" }, {}, { formatter: (response) => response.text() });
assert.ok(deleted.response.ok);
const left = await procore.get({ base: rfis, params });
assert.equal(left.body.length, before);
await assert.rejects(
  procore.get({ base: rfis, params: { ...params, id } }),
  (refusal) => refusal.response.status === 404 && Boolean(refusal.body.errors),
);
console.log("delete");
