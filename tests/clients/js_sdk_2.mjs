// The story of js_sdk.mjs as it was told before REST v1.0: the last SDK whose endpoints are below /vapid, with a person who
// signs in. Prints one line per step; any surprise exits 1.
// usage: node js_sdk_2.mjs URL COMPANY_ID PROJECT_ID
import assert from "node:assert/strict";
import sdk from "procore-js-sdk-2";

const [url, companyText, projectText] = process.argv.slice(2);
const companyId = Number(companyText);
const projectId = Number(projectText);
const app = { id: "mockcore-web", secret: "mockcore-web-secret", uri: "http://localhost" };

const page = sdk.authorize({ clientId: app.id, uri: app.uri }, url);
assert.equal((await fetch(page)).status, 200);
const allowed = await fetch(`${url}/_mockcore/authorize`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ client_id: app.id, redirect_uri: app.uri, login: "sandbox+demo@example.com" }),
});
const { access_token: token, refresh_token: refresh } = await sdk.token({ ...app, code: (await allowed.json()).code }, url);
assert.ok(token && refresh);
console.log("token");

// This SDK's own refresh() sends no client_id: that request is left to the caller, as with the other versions.
let refreshed = 0;
const renew = async () => {
  refreshed += 1;
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refresh, client_id: app.id, client_secret: app.secret });
  return (await fetch(`${url}/oauth/token`, { method: "POST", body: form })).json();
};
const authorizer = sdk.oauth("a token that has ended");
const procore = sdk.client(sdk.refresher(authorizer, renew), {}, url);

const companies = await procore.get(sdk.companies({}));
assert.equal(refreshed, 1);
assert.ok(companies.body.some((company) => company.id === companyId));
console.log("companies");

const projects = await procore.get(sdk.projects({ qs: { company_id: companyId } }));
assert.ok(projects.body.some((project) => project.id === projectId));
assert.equal(Number(projects.response.headers.get("Total")), projects.body.length);
console.log("projects");

const place = { project_id: projectId };
const before = (await procore.get(sdk.rfis(place))).body.length;
const people = await procore.get(sdk.rfis({ ...place, action: "potential_assignees" }));
const assignee = people.body[0].id;
const created = await procore.post(sdk.rfis(place), {
  rfi: { subject: "Anchor bolts at C-4", question: { body: "Move by 50 mm?" }, assignee_id: assignee, rfi_manager_id: assignee },
});
assert.equal(created.response.status, 201);
const { id } = created.body;
console.log("create");

const listed = await procore.get(sdk.rfis(place));
assert.equal(listed.body.length, before + 1);
assert.equal(listed.body.find((rfi) => rfi.id === id).subject, "Anchor bolts at C-4");
console.log("list");

const shown = await procore.get(sdk.rfis({ ...place, id }));
assert.equal(shown.body.id, id);
assert.equal(shown.body.questions[0].plain_text_body, "Move by 50 mm?");
console.log("show");

await procore.patch(sdk.rfis({ ...place, id }), { rfi: { subject: "Anchor bolts at C-5" } });
const again = await procore.get(sdk.rfis({ ...place, id }));
assert.equal(again.body.subject, "Anchor bolts at C-5");
// The same record as today's clients read it.
const rest = await procore.get({ base: `/rest/v1.0/projects/${projectId}/rfis/${id}` });
assert.equal(rest.body.subject, "Anchor bolts at C-5");
console.log("update");

const signature = { deprecation: again.response.headers.get("Deprecation"), sunset: again.response.headers.get("Sunset") };
assert.ok(signature.deprecation && signature.sunset);
assert.equal(rest.response.headers.get("Deprecation"), null);
console.log("deprecated");

const task = await procore.post(sdk.taskItems({ qs: { project_id: projectId } }), { task_item: { title: "Order bolts" } });
const isTask = { id: task.body.id, qs: { project_id: projectId } };
assert.equal((await procore.get(sdk.taskItems(isTask))).body.title, "Order bolts");
// It reads the body of every answer. One without a body is an error to it, after the deed; a refresher would ask again.
const plain = sdk.client(authorizer, {}, url);
await assert.rejects(plain.destroy(sdk.taskItems(isTask)), SyntaxError);
await assert.rejects(plain.get(sdk.taskItems(isTask)), (refusal) => refusal.response.status === 404);
console.log("delete");
