// Keeps a page in step with the server: listens to the stream that the page names, and when something changed asks for the
// same page again and puts its marked parts (data-live-part) in place. The server draws; this only swaps.
const SILENT_AFTER = 25_000;

export function live(afterDrawing = () => {}) {
  const mark = document.querySelector("[data-live]");
  if (!mark) return;
  const word = mark.querySelector(".live__word");
  let known = mark.dataset.known;
  let silence;

  const say = (state) => {
    mark.hidden = false;
    mark.dataset.state = state;
    word.textContent = state === "on" ? `${mark.dataset.on} · ${mark.dataset.heard} ${clock()}` : mark.dataset.off;
  };
  const hear = () => {
    clearTimeout(silence);
    silence = setTimeout(() => say("off"), SILENT_AFTER);
    say("on");
  };

  const source = new EventSource(mark.dataset.live);
  source.addEventListener("open", hear);
  source.addEventListener("beat", hear);
  source.addEventListener("state", async (event) => {
    hear();
    if (event.data === known) return;
    known = event.data;
    await redraw();
    afterDrawing();
  });
  source.addEventListener("error", () => say("off"));
  addEventListener("pagehide", () => source.close());
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit", second: "2-digit" });

async function redraw() {
  const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live-part]")) {
    const next = fresh.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    if (!next || next.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.replaceChildren(...next.childNodes);
    if (focused) refocus(part, focused);
  }
}

function refocus(part, focused) {
  const again = focused.id ? part.querySelector(`#${CSS.escape(focused.id)}`)
    : [...part.querySelectorAll(focused.tagName)].find((element) => element.getAttribute("href") === focused.getAttribute("href"));
  (again ?? part.querySelector("a, button"))?.focus();
}
