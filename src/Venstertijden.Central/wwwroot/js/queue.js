// The queue: j and k move from case to case, x ticks one, Enter opens (it is a link), new cases appear by themselves.
import { onKeys } from "./keys.js";
import { live } from "./live.js";

const links = () => [...document.querySelectorAll(".list__link")];
const ticks = () => [...document.querySelectorAll(".list__tick input")];
const rowOf = (element) => element?.closest("tr");

function move(step) {
  const all = links();
  const at = all.indexOf(rowOf(document.activeElement)?.querySelector(".list__link"));
  all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
}

// What is ticked stays so when the list is drawn anew; a case that changed meanwhile has another version and is no longer ticked.
const chosen = new Set(ticks().filter((tick) => tick.checked).map((tick) => tick.value));
const count = document.querySelector("[data-bulk-count]");

function show() {
  for (const tick of ticks()) tick.checked = chosen.has(tick.value);
  for (const value of [...chosen]) if (!ticks().some((tick) => tick.value === value)) chosen.delete(value);
  if (count) count.textContent = chosen.size === 0 ? "" : chosen.size === 1 ? count.dataset.one : count.dataset.some.replace("{0}", chosen.size);
}

document.addEventListener("change", (event) => {
  if (event.target.matches(".list__tick input")) {
    if (event.target.checked) chosen.add(event.target.value);
    else chosen.delete(event.target.value);
    show();
  } else if (event.target.matches("[data-sends]")) {
    event.target.form.requestSubmit();
  }
});

onKeys({ j: () => move(1), k: () => move(-1), x: () => rowOf(document.activeElement)?.querySelector(".list__tick input")?.click() });
show();
live(show);
