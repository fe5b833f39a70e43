// Which key means what, on whatever keyboard: Latin, AZERTY with its digits shifted, Arabic.
const ARABIC = /[\u0600-\u06ff]/;

// A letter is found by its place where the keyboard writes others.
const letter = (event) =>
  ARABIC.test(event.key) ? event.code.replace(/^Key/, "").toLowerCase() : event.key.toLowerCase();

/** What a key asks for: `next`, `previous`, `accept`, `search`, `undo`, `help`, 1 to 4, or null. */
export function meaning(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.target.closest("input, textarea, select, dialog")) return null;
  const written = letter(event);
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1] ?? /^[1-4]$/.exec(event.key)?.[0];
  if (event.key === "ArrowDown" || written === "j") return "next";
  if (event.key === "ArrowUp" || written === "k") return "previous";
  if (event.key === "?" || event.key === "؟") return "help";
  if (event.key === "/" || written === "slash") return "search";
  if (event.key === "Enter") return "accept";
  if (written === "u") return "undo";
  return digit ? Number(digit) : null;
}
