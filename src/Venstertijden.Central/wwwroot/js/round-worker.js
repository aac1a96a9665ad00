// Serves the page of the sign round when there is no connection: the form without a person in it, and its styles and script,
// as js/round.js put them by. Central is always asked first; nothing else of the site is touched, and nothing is sent from here.
const KEPT = "schouwronde";
const PAGE = "/schouwronde";
const PATIENCE_MS = 5_000;

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" ? pathname === PAGE : /^\/(css|js|lib)\/|^\/favicon/.test(pathname)) event.respondWith(answer(request));
});

async function answer(request) {
  const asked = fetch(request);
  asked.catch(() => {});
  try {
    // On a line that hangs the kept page comes after a few seconds.
    const fresh = await Promise.race([asked, new Promise((_, late) => setTimeout(late, PATIENCE_MS))]);
    if (fresh.status < 500) return fresh;
  } catch {
    // No connection.
  }
  const cache = await caches.open(KEPT);
  return (await cache.match(request.mode === "navigate" ? `${PAGE}/schil` : request, { ignoreVary: true })) ?? asked;
}
