// Where the decision on each text is: on its way, kept, refused, undone.
import { call } from "./workbench-calls.js";
import { Outbox } from "./workbench-outbox.js";

const PAGE = 1000;
const MOST_READ = 20_000;

/** Tells by `put` when a text's state changes, by `told` when the server has answered. */
export class Decided extends EventTarget {
  constructor() {
    super();
    this.states = new Map();
    this.outbox = new Outbox();
    for (const fate of ["saved", "refused", "waiting"])
      this.outbox.addEventListener(fate, ({ detail }) => this.heard(fate, detail));
  }

  put(text, state) {
    this.states.set(text, state);
    this.dispatchEvent(new CustomEvent("put", { detail: { text, state } }));
  }

  decide(decision) {
    this.put(decision.text, { code: decision.code, stage: "saving" });
    this.outbox.add(decision);
  }

  withdraw(text, code, who) {
    this.put(text, { code, stage: "undone" });
    this.outbox.add({ text, code, judgement: "withdrawn", who });
  }

  heard(fate, { decision, trouble }) {
    const held = this.states.get(decision.text);
    // A later decision for the same goods says more than the fate of an earlier one.
    const later = this.outbox.items.some((one) => one !== decision && one.text === decision.text);
    if (!held || (later && fate !== "waiting")) return;
    const undone = decision.judgement === "withdrawn" && fate !== "refused";
    const stage = undone ? "undone" : { saved: "saved", waiting: "unsaved", refused: "refused" }[fate];
    const detail = fate === "refused" ? trouble.message : "";
    this.put(decision.text, { ...held, stage, detail, status: trouble?.status });
    if (fate !== "waiting")
      this.dispatchEvent(new CustomEvent("told", { detail: { code: decision.code, stage } }));
  }

  /** What was decided since a time; newest first, so only the last word on a text counts. */
  async read(since) {
    const found = new Map();
    let cursor = "";
    for (let read = 0; read < MOST_READ; read += PAGE) {
      const query = new URLSearchParams({ since, limit: PAGE, ...(cursor && { cursor }) });
      const page = await call(`/v1/decisions?${query}`);
      for (const one of page.decisions) if (!found.has(one.text)) found.set(one.text, one);
      cursor = page.cursor;
      if (!cursor) break;
    }
    for (const one of this.outbox.items) found.set(one.text, { ...one, unsent: true });
    this.states = new Map();
    for (const [text, one] of found) {
      const withdrawn = one.judgement === "withdrawn";
      if (withdrawn && !one.unsent) continue;
      const stage = withdrawn ? "undone" : one.unsent ? "unsaved" : "saved";
      this.states.set(text, { code: one.code, stage });
    }
  }
}
