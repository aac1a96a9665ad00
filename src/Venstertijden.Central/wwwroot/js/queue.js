// The queue: j and k move from case to case, Enter opens (it is a link), new cases appear by themselves.
import { onKeys } from "./keys.js";
import { live } from "./live.js";

const links = () => [...document.querySelectorAll(".list__link")];

function move(step) {
  const all = links();
  const at = all.indexOf(document.activeElement?.closest("tr")?.querySelector(".list__link"));
  all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
}

onKeys({ j: () => move(1), k: () => move(-1) });
live();
