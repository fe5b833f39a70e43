// The workbench: which of its two views is open, and the door when the server is closed.
import { el, say } from "./workbench-dom.js";
import { setKey } from "./workbench-calls.js";
import { pause, refresh, start } from "./workbench-list.js";
import { review } from "./workbench-review.js";

const door = document.getElementById("door");
const list = document.getElementById("list");
const bench = document.getElementById("review");

function show() {
  const id = location.hash.slice(1);
  const reviewing = /^[0-9a-f]{24}$/.test(id);
  list.hidden = reviewing;
  bench.hidden = !reviewing;
  // Another language keeps the catalogue that is open.
  for (const link of document.querySelectorAll("nav a")) link.hash = reviewing ? id : "";
  if (reviewing) {
    pause();
    review(id);
  } else refresh();
}

function askKey(tried) {
  const field = el("input", {
    id: "key", type: "password", required: true, autocomplete: "off", "aria-describedby": "key-help",
    pattern: "[\\x20-\\x7e]+",
  });
  const form = el(
    "form",
    { class: "note" },
    tried && el("p", { role: "alert" }, say("api_key_wrong")),
    el("label", { for: "key" }, say("api_key")),
    el("span", { class: "row" }, field, el("button", { type: "submit" }, say("go_on"))),
    el("p", { id: "key-help", class: "soft" }, say("api_key_help"))
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setKey(field.value.trim());
    door.replaceChildren();
    window.dispatchEvent(new Event("online"));
    show();
  });
  door.replaceChildren(form);
  field.focus();
}

document.addEventListener("closed", ({ detail: { status, tried } }) => {
  if (status === 401) return door.querySelector("#key") || askKey(tried);
  door.replaceChildren(el("p", { class: "note", role: "alert" }, say("closed")));
});

window.addEventListener("hashchange", show);
start();
show();
