// Keys that do what a button does. A page names them in its HTML (aria-keyshortcuts="a"); this only looks the key up and
// presses what is visible: a field gets the focus, a fold opens at its first field, anything else is clicked.
const OFF = "vth.keys.off";

const isTyping = (element) => element?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
const isVisible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

export const keysAreOn = () => localStorage.getItem(OFF) === null;

/** Calls the action of a key of its own, such as { j: down }, unless somebody types. */
export function onKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !keysAreOn()) return;
    event.preventDefault();
    action(event);
  });
}

function press(key) {
  const all = [...document.querySelectorAll(`[aria-keyshortcuts="${CSS.escape(key)}"]`)].filter(isVisible);
  // What lies in an opened fold comes before the page behind it: a digit chooses a reason there, a picture elsewhere.
  const target = all.find((element) => element.closest("details[open], dialog[open]") && element.tagName !== "SUMMARY") ?? all[0];
  if (!target) return false;
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) target.focus();
  else if (target.tagName === "SUMMARY") open(target.parentElement);
  else target.click();
  return true;
}

function open(fold) {
  const wasOpen = fold.open;
  for (const other of document.querySelectorAll("details.act[open]")) other.open = false;
  fold.open = !wasOpen;
  const first = fold.open ? fold.querySelector("input:not([type=hidden]), textarea, button") : fold.querySelector("summary");
  first?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("details.act[open]")) open(event.target.closest("details.act"));
  // Out of a field, so that the keys work again.
  else if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || isTyping(event.target) || !keysAreOn()) return;
  if (event.target.closest("input[type=checkbox], input[type=radio], button, a, summary") && event.key === " ") return;
  if (press(event.key)) event.preventDefault();
});

// Single-letter keys can be switched off: they surprise who speaks to his computer (WCAG 2.1.4).
const button = document.querySelector("[data-keys-switch]");
if (button) {
  const show = () => {
    button.textContent = keysAreOn() ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(keysAreOn()));
    document.documentElement.classList.toggle("keys-off", !keysAreOn());
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (keysAreOn()) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    show();
  });
  show();
}

const help = document.querySelector("dialog[data-keys-help]");
if (help) {
  help.querySelector("[data-close]").addEventListener("click", () => help.close());
  document.querySelector("[data-open-help]")?.addEventListener("click", () => help.showModal());
}

// The fold of the bar closes by Esc and by a click elsewhere, as a menu does.
const more = document.querySelector(".bar__more");
if (more) {
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
