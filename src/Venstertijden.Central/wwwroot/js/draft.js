// The draft's text field, made better: line numbers, errors that lead to their line, and nothing typed is lost when a session
// ends or a browser closes. Without this script the page works all the same.
const form = document.querySelector("[data-draft]");
const text = form?.querySelector("textarea");
if (text && !text.readOnly) {
  const key = `vth-draft-${form.dataset.draft}`;
  const state = form.querySelector("[data-state]");
  const saved = text.value;

  const gutter = document.createElement("div");
  gutter.className = "gutter";
  gutter.setAttribute("aria-hidden", "true");
  const numbers = document.createElement("pre");
  gutter.append(numbers);
  const frame = document.createElement("div");
  frame.className = "numbered";
  text.replaceWith(frame);
  frame.append(gutter, text);
  const number = () => {
    const lines = text.value.split("\n").length;
    if (numbers.childElementCount === 0 && numbers.dataset.lines !== String(lines)) {
      numbers.dataset.lines = String(lines);
      numbers.textContent = Array.from({ length: lines }, (_, i) => i + 1).join("\n");
    }
    numbers.style.transform = `translateY(${-text.scrollTop}px)`;
  };

  const keep = () => {
    number();
    const changed = text.value !== saved;
    state.textContent = changed ? form.dataset.unsaved : "";
    try {
      if (changed) localStorage.setItem(key, JSON.stringify({ seen: form.dataset.seen, text: text.value }));
      else localStorage.removeItem(key);
    } catch {
      // No room or no storage: the warning on leaving still holds.
    }
  };

  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (kept && kept.seen === form.dataset.seen && kept.text !== saved) {
      text.value = kept.text;
      keep();
      state.textContent = form.dataset.restored;
    } else if (kept && kept.seen !== form.dataset.seen) localStorage.removeItem(key);
  } catch {
    // What is kept there is not ours to read.
  }

  number();
  text.addEventListener("input", keep);
  text.addEventListener("scroll", number, { passive: true });
  text.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".draft__save button"));
    }
  });

  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("beforeunload", (event) => {
    if (!sending && text.value !== saved) event.preventDefault();
  });

  const go = (line) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
    text.scrollIntoView({ block: "nearest" });
  };
  for (const link of document.querySelectorAll("[data-line]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(Number(link.dataset.line));
    });
}
