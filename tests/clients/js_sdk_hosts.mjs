// Both SDKs with the hosts that are written into them. Prints one line per step; any surprise exits 1.
// usage: node --import ./hosts/hosts.mjs js_sdk_hosts.mjs CLIENT_ID CLIENT_SECRET COMPANY_ID
import assert from "node:assert/strict";
import sdk from "@procore/js-sdk";
import sdk2 from "procore-js-sdk-2";

const [clientId, clientSecret, companyText] = process.argv.slice(2);
const companyId = Number(companyText);

const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
const answer = await fetch("https://login.procore.com/oauth/token", { method: "POST", body: form });
const { access_token: token } = await answer.json();
assert.ok(token);
console.log("token");

const clients = [sdk.client(sdk.oauth(token), undefined, { defaultCompanyId: companyId }), sdk2.client(sdk2.oauth(token))];
const bases = ["/companies", "/rest/v1.0/companies"];
for (const [position, client] of clients.entries()) {
  const { body } = await client.get({ base: bases[position] });
  assert.ok(body.some((company) => company.id === companyId));
  console.log("companies");
}
