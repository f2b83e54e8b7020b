// Each way in which a page can send a request. What it can read of the answers goes into `seen`.
async ([target, reads, writes, consent]) => {
  const seen = [], statuses = [];
  const attempt = async (path, options) => {
    try {
      const answer = await fetch(target + path, options);
      statuses.push(answer.status);
      const text = await answer.text();
      if (answer.ok && text) seen.push([options.method, options.mode, path, text.slice(0, 80)]);
    } catch (error) { statuses.push(String(error)); }
  };
  for (const path of [...reads, consent])
    for (const mode of ["cors", "no-cors", "same-origin"])
      for (const credentials of ["include", "omit"])
        await attempt(path, {method: "GET", mode, credentials});
  for (const [method, path, body] of writes) {
    const text = body === null ? undefined : JSON.stringify(body);
    for (const mode of ["cors", "no-cors", "same-origin"]) {
      await attempt(path, {method: "POST", mode, body: text, credentials: "include"});
      const plain = {"Content-Type": "text/plain"}, json = {"Content-Type": "application/json", "X-Forwarded-Host": "localhost"};
      await attempt(path, {method: "POST", mode, body: text, headers: plain, referrerPolicy: "no-referrer"});
      if (mode != "no-cors")
        await attempt(path, {method, mode, body: text, headers: json});
    }
    navigator.sendBeacon(target + path, text);
    navigator.sendBeacon(target + path, new Blob([text || ""], {type: "text/plain"}));
    await form(target + path, "text/plain", text ? [[text.slice(0, -1) + ', "x": "', '"}']] : []);
    await form(target + path, "application/x-www-form-urlencoded", Object.entries(body || {}));
  }
  await form(target + consent, "application/x-www-form-urlencoded", [["decision", "approve"], ["user_id", "1"], ["csrf", "x"]]);
  for (const path of ["/docs", consent, "/_mockcore/requests"]) {
    const frame = await framed(document.createElement("iframe"), (element) => { element.src = target + path; });
    let text = "";
    try { text = frame.contentDocument && frame.contentDocument.body.textContent; } catch (error) { text = ""; }
    if (text) seen.push(["FRAME", path, text.slice(0, 80)]);
  }
  const before = Object.keys(window).length;
  await framed(document.createElement("script"), (element) => { element.src = target + "/docs/assets/docs.js"; });
  await framed(document.createElement("script"), (element) => { element.src = target + "/_mockcore/clock"; });
  if (Object.keys(window).length != before) seen.push(["SCRIPT"]);
  return {seen, statuses};

  async function form(action, enctype, fields) {
    const frame = document.createElement("iframe");
    frame.name = "sink" + Math.random();
    document.body.append(frame);
    const element = document.createElement("form");
    Object.assign(element, {action, enctype, method: "POST", target: frame.name});
    for (const [name, value] of fields) {
      const input = document.createElement("input");
      Object.assign(input, {type: "hidden", name, value: typeof value == "string" ? value : JSON.stringify(value)});
      element.append(input);
    }
    document.body.append(element);
    const loaded = new Promise((done) => { frame.onload = done; setTimeout(done, 1500); });
    element.submit();
    await loaded;
    try {
      const text = frame.contentDocument && frame.contentDocument.body.textContent;
      if (text && !text.includes("is not a name of this server")) seen.push(["FORM", action, text.slice(0, 80)]);
    } catch (error) { statuses.push("unreadable frame"); }
  }
  function framed(element, begin) {
    return new Promise((done) => {
      element.onload = element.onerror = () => done(element);
      setTimeout(() => done(element), 1500);
      begin(element);
      document.body.append(element);
    });
  }
}
