// What is asked in between: who decides, which code, whether to delete; and the keys.
import { button, code, dotted, el, lang, say, tab } from "./workbench-dom.js";
import { call, troubleNote } from "./workbench-calls.js";

const WHO = "tasnif.who";

/** Show a dialog; resolves with what `finish` was given, or null when it was closed. */
function open(title, fill) {
  return new Promise((resolve) => {
    let answer = null;
    const dialog = el("dialog", { "aria-labelledby": "dialog-title" });
    const finish = (value) => {
      answer = value;
      dialog.close();
    };
    const close = button(say("close"), () => dialog.close(), { class: "quiet" });
    const head = el("h2", { id: "dialog-title" }, title);
    dialog.append(el("div", { class: "between" }, head, close), ...fill(finish));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("input, [autofocus]")?.focus();
  });
}

export const who = () => tab.get(WHO);

export async function askWho(again = false) {
  if (who() && !again) return who();
  const name = await open(say("who"), (finish) => {
    const field = el("input", {
      id: "who", type: "text", maxlength: 200, required: true, dir: "auto", autocomplete: "off",
      "aria-describedby": "who-help",
    });
    field.value = who();
    const form = el(
      "form",
      { method: "dialog" },
      el("label", { for: "who", class: "unseen" }, say("who")),
      field,
      el("p", { id: "who-help" }, say("who_help")),
      el("button", { type: "submit", class: "main" }, say("go_on"))
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) finish(field.value.trim());
    });
    return [form];
  });
  if (name) tab.set(WHO, name);
  return name;
}

export const askSure = (text, yes) =>
  open(text, (finish) => [
    el(
      "p",
      { class: "actions" },
      button(yes, () => finish(true), { class: "danger" }),
      button(say("keep"), () => finish(false), { autofocus: true })
    ),
  ]);

export const showHelp = () =>
  open(say("help"), () => {
    const keys = [
      ["j / ↓  k / ↑", "key_move"], ["Enter", "key_accept"], ["1 – 4", "key_choose"],
      ["/", "key_search"], ["u", "key_undo"], ["?", "key_help"],
    ];
    return [
      el(
        "dl",
        { class: "keys" },
        ...keys.flatMap(([key, what]) => [
          el("dt", {}, el("kbd", { dir: "ltr" }, key)),
          el("dd", {}, say(what)),
        ])
      ),
    ];
  });

/** Search the nomenclature; eight or ten digits are a national tariff line. */
export const searchCode = () =>
  open(say("search"), (finish) => {
    const field = el("input", { id: "find", type: "search", dir: "auto", maxlength: 200, autocomplete: "off" });
    const found = el("ul", { class: "found" });
    const note = el("p", { role: "status" });
    const choice = (digits, text) =>
      el("li", {}, button("", () => finish({ code: digits, description: text }), { class: "choice" }));
    const fill = (digits, text) => {
      const item = choice(digits, text);
      item.firstChild.append(code(digits), " ", el("span", { dir: "auto" }, text));
      return item;
    };
    let latest = 0;
    const look = async () => {
      const mine = ++latest;
      const asked = field.value.trim();
      const digits = asked.replace(/[.\s]/g, "");
      const national = /^(\d{8}|\d{10})$/.test(digits);
      try {
        const q = encodeURIComponent(national ? digits.slice(0, 6) : asked);
        const { codes } = await call(`/v1/codes?q=${q}&language=${lang}&limit=20`);
        if (mine !== latest) return;
        const items = codes.map((one) => fill(one.code, one.description));
        if (national && codes.length) {
          items.unshift(fill(digits, say("tariff_line", { code: dotted(digits.slice(0, 6)) })));
        }
        found.replaceChildren(...items);
        note.replaceChildren(items.length ? "" : say("nothing_found"));
      } catch (trouble) {
        if (mine === latest) note.replaceChildren(troubleNote(trouble, look));
      }
    };
    let typing;
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(look, 150);
    });
    const step = (event) => {
      const places = [field, ...found.querySelectorAll("button")];
      const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = way && places[places.indexOf(document.activeElement) + way];
      if (next) {
        event.preventDefault();
        next.focus();
      } else if (event.key === "Enter" && document.activeElement === field && places[1]) {
        event.preventDefault();
        places[1].focus();
      }
    };
    const box = el("div", { keydown: step }, el("label", { for: "find" }, say("search_label")), field, note, found);
    look();
    return [box];
  });
