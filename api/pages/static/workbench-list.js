// The catalogues: hand over, follow, cancel, delete, download.
import { bdi, button, el, knows, lang, moment, number, say, tell } from "./workbench-dom.js";
import { call, download, troubleNote, upload } from "./workbench-calls.js";
import { askSure } from "./workbench-dialogs.js";

const box = document.getElementById("jobs");
const trouble = document.getElementById("jobs-trouble");
const form = document.getElementById("hand-over");
const shown = new Map();
let timer;

const path = (job, rest = "") => `/v1/catalogues/${encodeURIComponent(job.id)}${rest}`;

async function change(job, way) {
  try {
    await call(path(job, way === "cancel" ? "/cancel" : ""), {
      method: way === "cancel" ? "POST" : "DELETE",
    });
  } catch (error) {
    if (error.status !== 404) return trouble.replaceChildren(troubleNote(error, () => change(job, way)));
  }
  refresh();
}

async function remove(job) {
  if (!(await askSure(say("delete_sure", { name: job.name }), say("delete")))) return;
  await change(job, "delete");
  form.querySelector("input").focus();
}

function counts(job) {
  if (job.status === "running" && job.total)
    return say("rows_of", { rows: number(job.rows), total: number(job.total) });
  return job.rows ? say("rows", { rows: number(job.rows) }) : "";
}

function outcomes(job) {
  const found = Object.entries(job.report?.outcomes ?? {});
  return found.map(([name, count]) => `${knows(name) ? say(name) : name} ${number(count)}`).join(" · ");
}

function actions(job) {
  if (job.status === "waiting" || job.status === "running")
    return [button(say("cancel"), () => change(job, "cancel"))];
  const gone = button(say("delete"), () => remove(job), { class: "quiet" });
  if (job.status !== "done") return [gone];
  const dot = job.name.lastIndexOf(".");
  const stem = job.name.slice(0, dot);
  return [
    el("a", { href: `#${job.id}`, class: "as-button main" }, say("review")),
    download(path(job, "/file"), `${stem}-hs${job.name.slice(dot)}`, say("result")),
    download(path(job, "/review"), `${stem}-review.xlsx`, say("workbook")),
    gone,
  ];
}

function item() {
  const parts = {
    status: el("span", { class: "status" }),
    counts: el("span"),
    when: el("time"),
    progress: el("progress", { "aria-label": say("progress") }),
    outcomes: el("p", { class: "soft" }),
    message: el("p", { class: "note", dir: "auto" }),
    actions: el("p", { class: "actions" }),
    name: el("h3"),
  };
  const line = el("p", { class: "soft" }, parts.status, " ", parts.counts, " ", parts.when);
  const whole = el("li", { class: "job" }, parts.name, line, parts.progress, parts.outcomes, parts.message, parts.actions);
  return { whole, parts, status: "" };
}

function draw(job) {
  const held = shown.get(job.id) ?? item();
  const { whole, parts } = held;
  shown.set(job.id, held);
  // Buttons are made anew only when they change: whoever is on one stays there.
  if (held.status !== job.status) {
    if (held.status) tell(`${job.name}: ${say(job.status)}`);
    held.status = job.status;
    parts.name.replaceChildren(bdi(job.name));
    parts.status.replaceChildren(say(job.status));
    parts.when.textContent = moment(job.created);
    parts.when.dateTime = job.created;
    parts.actions.replaceChildren(...actions(job));
    whole.dataset.status = job.status;
  }
  parts.counts.textContent = counts(job);
  parts.progress.hidden = job.status !== "running";
  if (job.total) {
    parts.progress.max = job.total;
    parts.progress.value = job.rows;
  }
  parts.outcomes.textContent = outcomes(job);
  parts.message.textContent = job.message;
  parts.message.hidden = !job.message;
  return whole;
}

/** Ask for the list, and again while something is under way. */
export async function refresh() {
  clearTimeout(timer);
  let wait = 0;
  try {
    const { catalogues } = await call("/v1/catalogues");
    const ids = new Set(catalogues.map((job) => job.id));
    for (const [id, held] of shown) {
      if (ids.has(id)) continue;
      held.whole.remove();
      shown.delete(id);
    }
    catalogues.forEach((job, place) => {
      const whole = draw(job);
      const there = box.querySelectorAll(".job")[place];
      if (there !== whole) box.insertBefore(whole, there ?? null);
    });
    document.getElementById("no-jobs").hidden = catalogues.length > 0;
    trouble.replaceChildren();
    if (catalogues.some((job) => job.status === "waiting" || job.status === "running")) wait = 1_000;
  } catch (error) {
    if (error.status === 401 || error.status === 403) return;
    trouble.replaceChildren(troubleNote(error, refresh));
    wait = 5_000;
  }
  if (wait && !document.hidden) timer = setTimeout(refresh, wait);
}

export const pause = () => clearTimeout(timer);

function handOver(file) {
  const line = el("p", { class: "soft" }, say("uploading", { percent: 0 }));
  const bar = el("progress", { max: 1, value: 0, "aria-label": say("progress") });
  const whole = el("li", { class: "upload" }, el("h3", {}, bdi(file.name)), line, bar);
  box.before(whole.isConnected ? "" : el("ul", { class: "uploads" }, whole));
  const holder = whole.parentElement;
  const fields = { language: form.querySelector("#in").value, columns: form.querySelector("#columns").value };
  upload(file, fields, (part) => {
    bar.value = part;
    line.textContent = say("uploading", { percent: Math.floor(100 * part) });
  }).then(
    () => {
      holder.remove();
      refresh();
    },
    (error) => {
      const again = () => {
        holder.remove();
        handOver(file);
      };
      const leave = button(say("close"), () => holder.remove(), { class: "quiet" });
      const note = troubleNote(error, again);
      note.append(" ", leave);
      whole.replaceChildren(el("h3", {}, bdi(file.name)), note);
    }
  );
}

/** Make the form take files, chosen or dropped. */
export function start() {
  const field = form.querySelector("#file");
  const drop = form.querySelector(".drop");
  form.querySelector("#in").value ||= lang;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("change", () => {
    [...field.files].forEach(handOver);
    field.value = "";
  });
  // A file dropped beside the field must not replace the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("over"));
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    [...event.dataTransfer.files].forEach(handOver);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !document.getElementById("list").hidden) refresh();
  });
}
