// Decisions on their way: in their order, kept in this tab until the server has them.
import { call } from "./workbench-calls.js";
import { tab } from "./workbench-dom.js";

const KEPT = "tasnif.unsent";
const NEVER = new Set([400, 404, 409, 413, 422]);
const LONGEST = 60_000;

export class Outbox extends EventTarget {
  constructor() {
    super();
    this.trouble = null;
    this.wait = 2_000;
    try {
      this.items = JSON.parse(tab.get(KEPT) || "[]");
    } catch {
      this.items = [];
    }
    window.addEventListener("online", () => this.send());
    window.addEventListener("beforeunload", (event) => {
      if (this.items.length) event.preventDefault();
    });
  }

  add(decision) {
    this.items.push(decision);
    this.keep();
    return this.send();
  }

  keep() {
    tab.set(KEPT, JSON.stringify(this.items));
    this.dispatchEvent(new Event("change"));
  }

  told(kind, decision, trouble) {
    this.dispatchEvent(new CustomEvent(kind, { detail: { decision, trouble } }));
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    while (this.items.length) {
      const decision = this.items[0];
      let fate = "saved";
      let trouble = null;
      try {
        await call("/v1/decisions", { method: "POST", body: { decisions: decision } });
      } catch (error) {
        trouble = error;
        fate = NEVER.has(error.status) ? "refused" : "waiting";
      }
      this.trouble = fate === "waiting" ? trouble : null;
      if (fate === "waiting") {
        this.timer = setTimeout(() => this.send(), this.wait);
        this.wait = Math.min(2 * this.wait, LONGEST);
        this.told(fate, decision, trouble);
        break;
      }
      this.wait = 2_000;
      this.items.shift();
      this.told(fate, decision, trouble);
      this.keep();
    }
    this.sending = false;
    this.keep();
  }
}
