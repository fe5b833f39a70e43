"use strict";
for (const input of document.querySelectorAll("input[data-list]")) {
  const list = document.getElementById(input.dataset.list);
  const count = document.querySelector('[data-count="' + input.dataset.list + '"]');
  const items = [...list.children].map((item) => [item, item.textContent.toLowerCase()]);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    count.textContent = shown + " shown";
  });
}
