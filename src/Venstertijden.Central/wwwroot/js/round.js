// The sign round on a phone: answers and photographs stay in its memory (IndexedDB) until central has them, so that the round can be
// taken without a connection. One key for the round: sent twice, it is recorded once. Name and signature are never kept.
const STORE = "schouwronde";
const NEVER_KEPT = new Set(["SignedBy", "Partial", "__RequestVerificationToken"]);
const ASK_EVERY_MS = 20_000;
const LONGEST_SIDE = 1920;
const QUALITY = 0.85;

const state = document.querySelector("[data-round-state]");
const drop = document.querySelector("[data-round-drop]");
const form = document.querySelector("[data-round]");

// ---- the phone's memory
const memory = new Promise((resolve, reject) => {
  const opening = indexedDB.open(STORE, 1);
  opening.onupgradeneeded = () => ["answers", "photos", "heard"].forEach((name) => opening.result.createObjectStore(name));
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const in_ = async (name, mode) => (await memory).transaction(name, mode).objectStore(name);
const put = async (name, key, value) => done((await in_(name, "readwrite")).put(value, key));
const forget = async (name, key) => done((await in_(name, "readwrite")).delete(key));
const wipe = async (name) => done((await in_(name, "readwrite")).clear());
async function all(name) {
  const store = await in_(name, "readonly");
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  return new Map(keys.map((key, i) => [key, values[i]]));
}

let photos = new Map();

// ---- what the page says
let connected = null;
let word = null;

async function say() {
  const heard = (await all("heard")).get("at");
  state.hidden = false;
  state.querySelector(".live").dataset.state = connected === "on" ? "on" : "off";
  state.querySelector(".live__word").textContent = `${word ?? state.dataset[connected ?? "off"]} · ${heard ? `${state.dataset.heard} ${clock(heard)}` : state.dataset.never}`;
  const stops = stopsAnswered().length;
  state.querySelector(".round-state__waits").textContent = stops === 0 ? state.dataset.nothing : fill(state.dataset.waits, many("post", stops), many("photo", photos.size));
  drop.hidden = stops === 0;
  form.querySelector("[data-round-sign]").hidden = connected !== "on";
  form.querySelector("[data-round-offline]").hidden = connected === "on";
}

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const many = (what, number) => fill(number === 1 ? state.dataset[`${what}One`] : state.dataset[what], number);
const clock = (at) => new Date(at).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "numeric", minute: "2-digit", second: "2-digit" });

const stops = () => [...form.querySelectorAll("[data-stop]")];
const isAnswered = (sign) => sign.querySelector("input[type=radio]:checked") !== null;
const isBegun = (sign) => isAnswered(sign) || photos.has(sign.querySelector("[data-photo]").name) || sign.querySelector("input[type=text]").value !== "";
const signsOf = (stop) => [...stop.querySelectorAll("[data-sign]")];
const stopsAnswered = () => stops().filter((stop) => signsOf(stop).some(isBegun));

function count() {
  let faults = 0;
  for (const stop of stops()) {
    const signs = signsOf(stop);
    const finished = signs.filter((sign) => isAnswered(sign) && (photos.has(sign.querySelector("[data-photo]").name) || sign.querySelector("[value=not-here]").checked)).length;
    const mark = stop.querySelector("[data-stop-done]");
    mark.hidden = !signs.some(isBegun);
    mark.textContent = fill(finished === signs.length ? mark.dataset.one : mark.dataset.some, finished, signs.length);
    mark.dataset.finished = String(finished === signs.length);
    if (signs.some((sign) => sign.querySelector("[value=covered]:checked, [value=unreadable]:checked, [value=missing]:checked"))) faults++;
  }
  const summary = form.querySelector("[data-round-count]");
  summary.hidden = false;
  summary.textContent = fill(summary.dataset.text, stopsAnswered().length, stops().length, faults);
}

// ---- answers and photographs
async function restore() {
  const [answers, kept] = await Promise.all([all("answers"), all("photos")]);
  photos = kept;
  for (const [name, value] of answers) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) field.value = value;
    else if (field && field.type !== "file") field.value = value;
  }
  if (!form.elements.Key.value) form.elements.Key.value = crypto.randomUUID();
  for (const name of photos.keys()) await draw(name);
  for (const stop of stopsAnswered()) stop.open ||= signsOf(stop).some((sign) => !isAnswered(sign));
}

async function draw(name) {
  const canvas = form.querySelector(`[data-photo-of="${CSS.escape(name)}"]`);
  if (!canvas) return;
  canvas.hidden = !photos.has(name);
  if (canvas.hidden) return;
  const picture = await createImageBitmap(photos.get(name));
  [canvas.width, canvas.height] = [480, Math.round((480 * picture.height) / picture.width)];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}

/** Smaller, upright, and without what the phone wrote into it: drawn anew. */
async function shrink(file) {
  const picture = await createImageBitmap(file);
  const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

async function takePhoto(input) {
  const [file] = input.files;
  if (!file) return;
  try {
    const photo = await shrink(file);
    await put("photos", input.name, photo);
    photos.set(input.name, photo);
    input.value = "";
    word = null;
  } catch {
    // Not a picture that this phone can read: central says what is wrong with it, unless another is chosen.
    input.value = "";
    word = state.dataset.unread;
  }
  await draw(input.name);
  const at = input.closest("[data-stop]").querySelector("[data-at]");
  if (!at.value) {
    at.value = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    await keep(at);
  }
}

async function keep(field) {
  if (!field.name || NEVER_KEPT.has(field.name)) return;
  await put("answers", "Key", form.elements.Key.value);
  await put("answers", field.name, field.value);
}

async function changed(event) {
  const field = event.target;
  if (field.matches("[data-photo]")) {
    await put("answers", "Key", form.elements.Key.value);
    await takePhoto(field);
  } else if (field.type === "radio" ? field.checked : field.type !== "file") await keep(field);
  count();
  await say();
}

async function clear() {
  await wipe("answers");
  await wipe("photos");
  photos = new Map();
}

// ---- central
async function ask() {
  let token = null;
  try {
    const answer = await fetch("/schouwronde/contact", { headers: { "X-Live": "1" }, cache: "no-store" });
    connected = answer.ok ? "on" : answer.status === 401 || answer.status === 403 ? "out" : "off";
    if (answer.ok) {
      token = (await answer.json()).token;
      await put("heard", "at", Date.now());
    }
  } catch {
    connected = "off";
  }
  if (connected !== "on") word = null;
  await say();
  return token;
}

let sending = false;

async function send(event) {
  event.preventDefault();
  if (sending) return;
  sending = true;
  word = state.dataset.sending;
  try {
    const token = await ask();
    if (token === null) return;
    const body = new FormData(form);
    body.set("__RequestVerificationToken", token);
    for (const [name, photo] of photos) body.set(name, photo, `${name}.jpg`);
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/schouwronde/ronde/")) {
      await clear();
      location.assign(answer.url);
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-round]");
    if (!answer.ok || !fresh) throw new Error("No answer to a round.");
    word = null;
    const typed = form.elements.SignedBy.value;
    form.replaceChildren(...fresh.childNodes);
    await restore();
    form.elements.SignedBy.value = typed;
    form.querySelector("[data-no-script]")?.remove();
    form.querySelector("#round-faults")?.focus();
  } catch {
    word = state.dataset.failed;
  } finally {
    sending = false;
    count();
    await say();
  }
}

/** Puts the page by for when there is no connection: the form without a person, its styles and this script. */
async function putBy() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/schouwronde/werker.js", { scope: "/schouwronde" });
  const answer = await fetch("/schouwronde/schil", { headers: { "X-Live": "1" } });
  if (!answer.ok || answer.redirected) return;
  const shell = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const parts = [...shell.querySelectorAll("link[href], script[src]")].map((part) => part.getAttribute("href") ?? part.getAttribute("src"));
  const cache = await caches.open(STORE);
  await cache.addAll(parts);
  await cache.put("/schouwronde/schil", answer);
  for (const kept of await cache.keys()) {
    const { pathname, search } = new URL(kept.url);
    if (pathname !== "/schouwronde/schil" && !parts.includes(pathname + search)) await cache.delete(kept);
  }
}

if (form) {
  await restore();
  form.addEventListener("input", changed);
  form.addEventListener("submit", send);
  drop.querySelector("button").addEventListener("click", async ({ target }) => {
    // Photographs cannot be brought back: asked once more.
    if (target.dataset.asked) {
      await clear();
      location.reload();
    } else {
      target.dataset.asked = "1";
      target.textContent = target.dataset.sure;
    }
  });
  count();
  await ask();
  setInterval(ask, ASK_EVERY_MS);
  addEventListener("online", ask);
  addEventListener("offline", ask);
  if (connected === "on") {
    await putBy().catch(() => {});
    document.documentElement.dataset.roundKept = "true";
  }
}
