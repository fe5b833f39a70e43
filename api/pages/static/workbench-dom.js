// Building the page: every text goes in as text, never as HTML.
export const root = document.getElementById("answer");
export const lang = document.documentElement.lang;
const words = JSON.parse(root.dataset.said);
const locale = { ar: "ar-MA", fr: "fr", es: "es", en: "en" }[lang];

export const say = (key, values = {}) =>
  words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
export const knows = (key) => key in words;
export const number = (value) => value.toLocaleString(locale);
export const moment = (iso) =>
  new Date(iso).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
export const percent = (chance) =>
  // Nothing is certain before customs has seen it.
  Math.min(Math.round(100 * chance), 99).toLocaleString(locale) + "%";

export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

export const button = (text, click, given = {}) =>
  el("button", { type: "button", click, ...given }, text);

// Another's words keep their direction to themselves.
export const bdi = (text, given = {}) => el("bdi", given, undirected(text));

// Marks that would show a text in another order than it has; only ever left out of what is shown.
export const undirected = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "");
export const code = (digits) => el("bdi", { dir: "ltr", class: "digits" }, dotted(digits));

export function dotted(digits) {
  if (digits.length <= 4) return digits;
  return [digits.slice(0, 4), ...digits.slice(4).match(/..?/g)].join(".");
}

export function tell(text) {
  document.getElementById("told").textContent = text;
}

// sessionStorage where the browser lets us, memory where it does not.
const memory = new Map();
export const tab = {
  get(name) {
    try {
      return sessionStorage.getItem(name) ?? memory.get(name) ?? "";
    } catch {
      return memory.get(name) ?? "";
    }
  },
  set(name, value) {
    memory.set(name, value);
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // Kept in memory.
    }
  },
};
