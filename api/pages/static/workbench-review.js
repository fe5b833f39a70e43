// Reviewing a catalogue: rows, filter, keyboard, decisions.
import { bdi, button, dotted, el, knows, number, say, tell } from "./workbench-dom.js";
import { call, Trouble, troubleNote } from "./workbench-calls.js";
import { Decided } from "./workbench-decided.js";
import { askWho, searchCode, showHelp, who } from "./workbench-dialogs.js";
import { meaning } from "./workbench-keys.js";
import { Row } from "./workbench-row.js";

const PAGE = 50;
const box = document.getElementById("review");
const decided = new Decided();

let job = null;
let rows = [];
let current = null;
let outcome = "";
let next = 0;
let loading = null;
/** How many catalogues were opened: an answer for an earlier one comes too late. */
let opened = 0;
let view = {};

const path = (rest) => `/v1/catalogues/${encodeURIComponent(job.id)}${rest}`;

function count() {
  if (!view.count) return;
  const done = rows.filter((row) => row.decided).length;
  view.count.textContent = say("count", { done: number(done), total: number(rows.length) });
}

// Rows with the same text share its decision.
decided.addEventListener("put", ({ detail: { text, state } }) => {
  for (const row of rows) if (row.text === text) row.set(state);
  count();
});
decided.addEventListener("told", ({ detail: { code, stage } }) => tell(`${dotted(code)} ${say(stage)}`));
decided.outbox.addEventListener("change", () => {
  const { outbox } = decided;
  if (!view.unsent) return;
  const stuck = outbox.trouble && outbox.items.length > 0;
  view.unsent.hidden = !stuck;
  if (!stuck) return view.unsent.replaceChildren();
  const text = say("unsent", { count: number(outbox.items.length) });
  const said = view.unsent.querySelector("p");
  // The same sentence is not said again at every attempt.
  if (said?.textContent === text) return;
  view.unsent.replaceChildren(el("p", {}, text), button(say("retry"), () => outbox.send()));
});

async function decide(row, digits) {
  if (!row.text.trim()) return;
  const name = await askWho();
  if (!name) return focus(row);
  const chance = row.offer.chances.get(digits);
  const suggested = row.offer.code || null;
  decided.decide({ text: row.text, code: digits, suggested, probability: chance ?? null, who: name });
  view.who.textContent = name;
  step(row);
}

async function undo(row) {
  if (!row.decided) return;
  const name = await askWho();
  if (!name) return focus(row);
  decided.withdraw(row.text, row.state.code, name);
  focus(row);
}

async function search(row) {
  if (!row.text.trim()) return tell(row.held.error || say("no_code"));
  const found = await searchCode();
  if (found) decide(row, found.code);
  else focus(row);
}

const does = {
  open: (row) => (current === row && !row.panel.hidden ? row.close() : focus(row)),
  decide,
  undo,
  search,
  failed: (trouble, again) => view.trouble.replaceChildren(troubleNote(trouble, again)),
};

function focus(row) {
  if (!row) return;
  if (current && current !== row) current.close();
  current = row;
  if (row.panel.hidden) row.open();
  row.head.focus({ preventScroll: true });
  row.whole.scrollIntoView({ block: "nearest" });
}

/** On to the next row that waits for a decision. */
async function step(row) {
  const from = rows.indexOf(row) + 1;
  let found = rows.slice(from).find((one) => !one.decided);
  if (!found && next !== null) {
    await load();
    found = rows.slice(from).find((one) => !one.decided);
  }
  found ??= rows.find((one) => !one.decided);
  if (!found) tell(say("all_decided"));
  focus(found ?? row);
}

async function move(by) {
  const place = current ? rows.indexOf(current) + by : 0;
  if (place >= rows.length && next !== null) await load();
  focus(rows[Math.max(0, Math.min(place, rows.length - 1))]);
}

function key(event) {
  const wanted = meaning(event);
  const acts = { next: () => move(1), previous: () => move(-1), help: showHelp };
  if (current) {
    acts.search = () => search(current);
    acts.undo = () => undo(current);
    // On any other button Enter presses that button.
    if (event.target === current.head) acts.accept = accept;
    for (const [n, digits] of current.offer.alternatives.entries())
      acts[n + 1] = () => decide(current, digits);
  }
  if (!acts[wanted]) return;
  event.preventDefault();
  // A key that is held moves on, and decides nothing twice.
  if (!event.repeat || wanted === "next" || wanted === "previous") acts[wanted]();
}

function accept() {
  if (current.offer.code) decide(current, current.offer.code);
  else tell(say("nothing_to_accept"));
}

/** The next page of rows; one at a time. */
function load() {
  loading ??= (async () => {
    const asked = job.id + outcome;
    try {
      const query = new URLSearchParams({ offset: next, limit: PAGE, ...(outcome && { outcome }) });
      const found = await call(path(`/rows?${query}`));
      if (asked !== job.id + outcome) return;
      for (const held of found.rows) {
        const row = new Row(held, does);
        if (decided.states.has(row.text)) row.set(decided.states.get(row.text));
        rows.push(row);
        view.rows.append(row.whole);
      }
      next = found.next;
      view.empty.hidden = rows.length > 0;
      view.trouble.replaceChildren();
    } catch (error) {
      view.trouble.replaceChildren(troubleNote(error, load));
    }
    view.more.hidden = next === null;
    count();
  })().finally(() => (loading = null));
  return loading;
}

async function filter(wanted) {
  while (loading) await loading;
  outcome = wanted;
  for (const chip of view.chips.children) chip.setAttribute("aria-pressed", String(chip.dataset.outcome === wanted));
  rows = [];
  current = null;
  next = 0;
  view.rows.replaceChildren();
  await load();
}

function build() {
  const found = Object.entries(job.report?.outcomes ?? {});
  const chip = (name, text, many) =>
    button(`${text} ${number(many)}`, () => filter(name), {
      class: "chip", "aria-pressed": String(name === outcome), "data-outcome": name,
    });
  view = {
    chips: el(
      "div",
      { class: "chips", role: "group", "aria-label": say("filter") },
      chip("", say("all"), job.report?.rows ?? job.rows),
      ...found.map(([name, many]) => chip(name, knows(name) ? say(name) : name, many))
    ),
    count: el("p", { class: "soft" }),
    unsent: el("div", { class: "note unsent", role: "alert", hidden: true }),
    trouble: el("div"),
    rows: el("ol", { class: "rows" }),
    empty: el("p", { class: "note", hidden: true }, say("empty")),
    more: button(say("more"), () => load(), { hidden: true }),
    who: el("bdi", {}, who() || say("who")),
  };
  const name = button("", async () => (view.who.textContent = (await askWho(true)) || who() || say("who")), { class: "quiet" });
  name.append(view.who);
  box.replaceChildren(
    el("p", {}, el("a", { href: "#", class: "back" }, say("back"))),
    el("div", { class: "between" },
      el("h1", { id: "review-title" }, bdi(job.name)),
      el("p", { class: "actions" }, name, button(say("help"), showHelp, { class: "quiet" }))),
    view.chips, view.count, view.unsent, view.trouble, view.rows, view.empty, view.more
  );
}

/** Open a catalogue, or say that there is none that is done. */
export async function review(id) {
  const mine = ++opened;
  box.replaceChildren(el("p", { class: "note", role: "status" }, say("loading")));
  rows = [];
  current = null;
  view = {};
  try {
    const found = await call(`/v1/catalogues/${encodeURIComponent(id)}`);
    while (loading) await loading;
    if (mine !== opened) return;
    if (found.status !== "done") throw new Trouble(404);
    job = found;
    outcome = "";
    next = 0;
    await decided.read(job.created);
    if (mine !== opened) return;
  } catch (error) {
    if (mine !== opened) return;
    const back = el("p", {}, el("a", { href: "#", class: "back" }, say("back")));
    const note = error.status === 404
      ? el("p", { class: "note", role: "alert" }, say("gone"))
      : troubleNote(error, () => review(id));
    return box.replaceChildren(back, note);
  }
  build();
  decided.outbox.send();
  await load();
  if (mine === opened) focus(rows.find((row) => !row.decided) ?? rows[0]);
}

box.addEventListener("keydown", key);
