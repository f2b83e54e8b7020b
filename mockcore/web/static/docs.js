// The reference, one tool at a time: a browser cannot hold all operations at once.
// Every call carries a token of the default app and the chosen company.
(() => {
  "use strict";
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const tools = document.getElementById("tool");
  const companies = document.getElementById("company");
  const state = document.getElementById("state");
  let token = null;
  let ui = null;

  function say(text, ok) {
    state.textContent = text;
    state.dataset.ok = String(ok);
  }

  async function renew() {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: facts.app.client_id,
      client_secret: facts.app.client_secret,
    });
    try {
      const answer = await fetch(`${facts.root}/oauth/token`, { method: "POST", body: form });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.error_description || body.error || answer.status);
      token = body.access_token;
      say(`Authorised as ${facts.app.client_id}`, true);
    } catch (error) {
      token = null;
      say(`Not authorised: ${error.message}`, false);
    }
    authorise();
  }

  // Shows the padlocks closed; the calls themselves get the token from withCaller.
  function authorise() {
    if (!ui || !token) return;
    const schemes = ui.specSelectors.specJson().getIn(["components", "securitySchemes"]);
    if (!schemes) return;
    const payload = {};
    schemes.forEach((scheme, name) => {
      if (scheme.get("type") === "http") payload[name] = { name, schema: scheme, value: token };
      if (scheme.get("type") === "oauth2") {
        payload[name] = { name, schema: scheme, clientId: facts.app.client_id, token: { access_token: token, token_type: "Bearer" } };
      }
    });
    ui.authActions.authorize(payload);
  }

  function withCaller(request) {
    if (request.loadSpec) return request;
    if (token && !request.headers.Authorization) request.headers.Authorization = `Bearer ${token}`;
    if (companies.value && !request.headers[facts.companyHeader]) request.headers[facts.companyHeader] = companies.value;
    return request;
  }

  function show() {
    const slug = tools.value;
    history.replaceState(null, "", `#tool=${slug}`);
    localStorage.setItem("mockcore-tool", slug);
    ui = SwaggerUIBundle({
      url: `${facts.root}/openapi/${slug}.json`,
      dom_id: "#reference",
      deepLinking: false,
      docExpansion: "list",
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      persistAuthorization: true,
      tryItOutEnabled: true,
      validatorUrl: null,
      requestInterceptor: withCaller,
      onComplete: authorise,
    });
  }

  function fill(select, rows) {
    for (const [value, text] of rows) select.add(new Option(text, value));
  }

  fill(tools, facts.tools.map((tool) => [tool.slug, tool.name]));
  fill(companies, facts.companies.map((company) => [String(company.id), `${company.name} (${company.id})`]));
  const wanted = [new URLSearchParams(location.hash.slice(1)).get("tool"), localStorage.getItem("mockcore-tool"), "rfi", "rfis"];
  const known = new Set(facts.tools.map((tool) => tool.slug));
  tools.value = wanted.find((slug) => known.has(slug)) || facts.tools[0].slug;
  tools.addEventListener("change", show);
  document.getElementById("renew").addEventListener("click", renew);
  renew().then(show);
})();
