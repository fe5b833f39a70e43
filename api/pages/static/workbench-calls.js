// Talking to the server: one way to fail, and the API key where one is asked for.
import { bdi, el, button, say, tab } from "./workbench-dom.js";

const KEY = "tasnif.key";

/** What went wrong: status 0 when the server could not be reached. */
export class Trouble extends Error {
  constructor(status, detail = "") {
    super(detail);
    this.status = status;
  }
}

export const setKey = (key) => tab.set(KEY, key);
const headers = () => (tab.get(KEY) ? { "X-API-Key": tab.get(KEY) } : {});

function refused(status, text) {
  let detail = "";
  try {
    detail = JSON.parse(text).detail;
  } catch {
    // A proxy's page, perhaps; its status has to do.
  }
  if (status === 401 || status === 403) {
    document.dispatchEvent(new CustomEvent("closed", { detail: { status, tried: !!tab.get(KEY) } }));
  }
  return new Trouble(status, typeof detail === "string" ? detail : "");
}

async function reach(path, given) {
  try {
    return await fetch(path, { ...given, headers: { ...given.headers, ...headers() } });
  } catch {
    throw new Trouble(0);
  }
}

export async function call(path, { method = "GET", body } = {}) {
  const given = { method, headers: {}, cache: method === "GET" ? "no-cache" : "no-store" };
  if (body !== undefined) {
    given.body = JSON.stringify(body);
    given.headers["Content-Type"] = "application/json";
  }
  const reply = await reach(path, given);
  let text;
  try {
    text = await reply.text();
  } catch {
    throw new Trouble(0);
  }
  if (!reply.ok) throw refused(reply.status, text);
  return text ? JSON.parse(text) : null;
}

// fetch tells nothing of what has gone up; XMLHttpRequest does.
export function upload(file, fields, progress) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/catalogues");
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(new Trouble(0)));
    request.addEventListener("abort", () => reject(new Trouble(0)));
    request.addEventListener("load", () => {
      if (request.status === 202) resolve(JSON.parse(request.responseText));
      else reject(refused(request.status, request.responseText));
    });
    request.send(form);
  });
}

// A link cannot carry a key: with one, the file is fetched and handed on.
export function download(path, name, text) {
  const link = el("a", { href: path, download: name, class: "as-button" }, text);
  link.addEventListener("click", async (event) => {
    if (!tab.get(KEY) || link.protocol === "blob:") return;
    event.preventDefault();
    try {
      const reply = await reach(path, {});
      if (!reply.ok) throw refused(reply.status, await reply.text());
      const held = URL.createObjectURL(await reply.blob());
      el("a", { href: held, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(held), 60_000);
    } catch (trouble) {
      link.after(troubleNote(trouble));
    }
  });
  return link;
}

export function troubleNote(trouble, again) {
  const detail = trouble.status
    ? [say("trouble", { status: trouble.status }), " ", bdi(trouble.message)]
    : [say("offline")];
  return el(
    "div",
    { class: "note", role: "alert" },
    el("p", {}, ...detail),
    again && button(say("retry"), again)
  );
}
