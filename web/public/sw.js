// Shows a page of its own where there is no network, and does nothing else: no answer of the API, no page of anybody's, and none of
// the bytes that people paid for is ever kept.
const KEPT = `offline-${new URL(self.location.href).searchParams.get("v")}`;
const PAGE = "/offline";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePage());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  // A download runs in a frame and is no document: it never comes by here.
  if (request.mode === "navigate" && request.destination === "document") event.respondWith(page(event));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(asset(request));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: KEPT });
    if (kept) return kept;
    throw error;
  }
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: KEPT });
    if (kept) return kept;
    throw error;
  }
}

/** The page as a visitor gets it, without its scripts, and what it needs to be drawn. */
async function keepOfflinePage() {
  const answer = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`${PAGE} answered ${answer.status}`);
  const html = (await answer.text())
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, "");
  const needed = new Set(html.match(/\/_next\/static\/[^"']+\.(?:css|woff2)/g));
  const cache = await caches.open(KEPT);
  await cache.addAll([...needed]);
  const policy = answer.headers.get("content-security-policy") ?? "";
  await cache.put(
    PAGE,
    new Response(html, {
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
    }),
  );
}

/** Open tabs follow the new worker at once: what it keeps is all there is to know of a version. */
async function takeOver() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}
