// One row of the review: its line, and what opens below it.
import { bdi, button, code, dotted, el, knows, lang, number, percent, say, undirected } from "./workbench-dom.js";
import { call } from "./workbench-calls.js";

const covers = new Map();

/** What a code covers, asked once; empty where it cannot be had. */
function covering(digits) {
  const six = digits.slice(0, 6);
  if (!covers.has(six)) {
    const asked = call(`/v1/codes/${encodeURIComponent(six)}?language=${lang}`);
    covers.set(six, asked.then((found) => found.description, () => (covers.delete(six), "")));
  }
  return covers.get(six);
}

export class Row {
  /** `held` is the server's row; `does` are the review's `open`, `decide`, `search`, `undo`. */
  constructor(held, does) {
    this.held = held;
    this.does = does;
    // What is offered changes once a question is answered.
    this.offer = {
      code: held.code,
      description: held.description,
      chances: new Map(held.code ? [[held.code, held.probability]] : []),
      alternatives: held.alternatives,
      question: null,
      answers: [],
    };
    this.state = null;
    this.head = button("", () => does.open(this), { class: "line", "aria-expanded": "false" });
    this.panel = el("div", { class: "panel", hidden: true });
    this.whole = el("li", { class: "review-row" }, this.head, this.panel);
    this.draw();
  }

  get text() {
    return this.held.text;
  }

  /** The word for where a decision is, or empty. */
  get stage() {
    if (!this.state) return "";
    return say(this.state.stage);
  }

  get decided() {
    return !!this.state && !["refused", "undone"].includes(this.state.stage);
  }

  set(state) {
    this.state = state;
    this.draw();
  }

  draw() {
    const { held, offer } = this;
    const chosen = this.decided ? this.state.code : offer.code;
    this.whole.dataset.state = this.state?.stage ?? "";
    const chance = offer.chances.get(chosen);
    this.head.replaceChildren(
      el("span", { class: "soft nth" }, number(held.row)),
      el("span", { class: "goods" }, bdi(held.text || "—")),
      el(
        "span",
        { class: "verdict" },
        chosen ? code(chosen) : el("span", { class: "soft" }, say("no_code")),
        typeof chance === "number" && el("bdi", { class: "soft" }, percent(chance)),
        el("span", { class: "kind" }, this.stage || (knows(held.outcome) ? say(held.outcome) : held.outcome))
      )
    );
    if (!this.panel.hidden) this.fill();
  }

  open() {
    this.panel.hidden = false;
    this.head.setAttribute("aria-expanded", "true");
    this.whole.classList.add("current");
    this.fill();
    this.ask();
  }

  close() {
    this.panel.hidden = true;
    this.head.setAttribute("aria-expanded", "false");
    this.whole.classList.remove("current");
  }

  choice(digits, text, key, first) {
    const words = el("span", { dir: "auto", class: "covers" }, text);
    if (!text) covering(digits).then((found) => words.replaceChildren(found));
    const chance = this.offer.chances.get(digits);
    const name = first ? say("accept", { code: "\u2066" + dotted(digits) + "\u2069" }) : null;
    const label = el(
      "span",
      { class: "between" },
      first ? el("strong", {}, name) : code(digits),
      typeof chance === "number" && el("bdi", { class: "soft" }, percent(chance))
    );
    const made = button("", () => this.does.decide(this, digits), {
      class: first ? "choice first" : "choice",
      "aria-pressed": String(this.decided && this.state.code === digits),
      "data-code": digits,
    });
    made.append(el("kbd", { "aria-hidden": "true" }, key), el("span", {}, label, words));
    return made;
  }

  part(title, ...content) {
    return el("div", { class: "part" }, el("h4", {}, say(title)), ...content);
  }

  fill() {
    const { held, offer, state } = this;
    const focused = this.panel.contains(document.activeElement)
      ? document.activeElement.dataset.code ?? ""
      : null;
    const others = offer.alternatives.slice(0, 4).map((digits, n) => this.choice(digits, "", String(n + 1)));
    const undo = this.decided && button(say("undo"), () => this.does.undo(this));
    // A decision is about goods: without a text there are none.
    const search = this.text.trim() && button(say("search"), () => this.does.search(this));
    this.panel.replaceChildren(
      ...[
        state?.detail && el("p", { class: "note", role: "alert" }, say("trouble", { status: state.status }), " ", bdi(state.detail)),
        held.text.length > 90 && el("p", { class: "whole-text", dir: "auto", tabindex: 0 }, undirected(held.text)),
        held.error && this.part("error", el("p", { dir: "auto" }, held.error)),
        offer.code && this.choice(offer.code, offer.description, "↵", true),
        others.length > 0 && this.part("alternatives", el("div", { class: "choices" }, ...others)),
        this.question(),
        held.reason && this.part("reason", el("p", { dir: "auto" }, undirected(held.reason))),
        held.precedent && this.part("precedent", el("p", { dir: "auto" }, undirected(held.precedent))),
        el("p", { class: "actions" }, search, undo),
      ].filter(Boolean)
    );
    // What was pressed may be gone by now; the row's line is never.
    if (focused !== null) {
      const same = focused && this.panel.querySelector(`[data-code="${CSS.escape(focused)}"]`);
      (same || this.head).focus();
    }
  }

  question() {
    const { held, offer } = this;
    if (!offer.question) {
      const plain = held.question && !offer.answers.length;
      return plain && this.part("question", el("p", { dir: "auto" }, held.question));
    }
    const { question, options } = offer.question;
    const answers = options.map((option) =>
      button(option.label, () => this.reply(option), { class: "option", dir: "auto" })
    );
    return this.part("question", el("p", { dir: "auto" }, question), el("div", { class: "answers" }, ...answers));
  }

  /** The row's question as buttons. Without them the sentence stays: nothing is lost. */
  async ask() {
    if (!this.held.question || this.offer.question || this.offer.answers.length) return;
    try {
      const found = await call("/v1/classify", {
        method: "POST",
        body: { query: this.text, language: lang, top: 5 },
      });
      this.offer.question = found.questions[0] ?? null;
      for (const one of found.suggestions) this.offer.chances.set(one.code, one.probability);
      if (!this.panel.hidden) this.fill();
    } catch {
      // As it was.
    }
  }

  async reply(option) {
    const answers = [
      ...this.offer.answers,
      { attribute: this.offer.question.attribute, values: option.values },
    ];
    try {
      const found = await call("/v1/classify/answer", {
        method: "POST",
        body: { query: this.text, language: lang, top: 5, answers },
      });
      const [first, ...others] = found.suggestions;
      this.offer = {
        code: first?.code ?? "",
        description: first?.description ?? "",
        chances: new Map(found.suggestions.map((one) => [one.code, one.probability])),
        alternatives: others.map((one) => one.code),
        question: found.questions[0] ?? null,
        answers,
      };
      this.draw();
    } catch (trouble) {
      this.does.failed(trouble, () => this.reply(option));
    }
  }
}
