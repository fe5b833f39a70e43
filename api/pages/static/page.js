// Asks without leaving the page; every link and form also works without this script.
(() => {
  "use strict";
  const said = document.body.dataset;
  const answer = document.getElementById("answer");
  const form = document.getElementById("ask");

  const note = (text, again) => {
    const line = document.createElement("p");
    line.className = "note";
    line.setAttribute("role", "alert");
    line.textContent = text;
    answer.replaceChildren(line);
    if (!again) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = said.retry;
    button.addEventListener("click", again);
    answer.append(button);
  };

  let latest = 0;
  // Until the model is loaded the server says so; then the page asks again by itself.
  const whenStarted = (url) => {
    const mine = latest;
    if (answer.querySelector("[data-starting]"))
      setTimeout(() => mine === latest && show(url, false), 2000);
  };

  async function show(url, keep) {
    const mine = ++latest;
    document.body.classList.add("busy");
    answer.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => {
      if (mine === latest && !answer.children.length) note(said.loading);
    }, 300);
    const again = () => show(url, keep);
    try {
      const asked = new URL(url, location.href);
      asked.pathname = "/answer";
      const reply = await fetch(asked, { headers: { "X-Requested-With": "page" } });
      const text = await reply.text();
      if (mine !== latest) return;
      if (!reply.ok) return note(said.failed, again);
      // The fragment was escaped by the server; scripts in it would not run here either.
      answer.replaceChildren(
        ...new DOMParser().parseFromString(text, "text/html").body.childNodes
      );
      if (keep) history.pushState(null, "", url);
      const examples = document.querySelector(".examples");
      if (examples) examples.remove();
      answer.focus({ preventScroll: true });
      whenStarted(url);
    } catch {
      if (mine === latest) note(said.offline, again);
    } finally {
      clearTimeout(waiting);
      if (mine === latest) {
        document.body.classList.remove("busy");
        answer.removeAttribute("aria-busy");
      }
    }
  }

  if (form && answer) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = new URLSearchParams(new FormData(form));
      show("/?" + asked, true);
    });
    form.q.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    window.addEventListener("popstate", () => location.reload());
    whenStarted(location.pathname + location.search);
  }

  const copy = async (text, button) => {
    const before = (button.dataset.says ||= button.textContent);
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = said.copied;
    } catch {
      button.textContent = text;
    }
    setTimeout(() => (button.textContent = before), 2500);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.copy) copy(button.dataset.copy, button);
    if (button && button.dataset.share) {
      const url = new URL(button.dataset.share, location.href).href;
      if (navigator.share) navigator.share({ url }).catch(() => {});
      else copy(url, button);
    }
    if (button && "print" in button.dataset) window.print();
    const link = event.target.closest("a");
    if (!link || !form || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if ("more" in link.dataset) {
      event.preventDefault();
      form.q.focus();
      form.q.setSelectionRange(form.q.value.length, form.q.value.length);
    }
    if (link.closest(".options, .examples, .done")) {
      event.preventDefault();
      const asked = new URL(link.href);
      form.q.value = asked.searchParams.get("q");
      show(asked.pathname + asked.search, true);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.classList.contains("option")) {
      event.preventDefault();
      event.target.click();
    }
  });
})();
