// service_worker.js -- a copy of the site for reading without a network.
//
// The site's sw.js says what there is, and then takes this script in:
//
//   heapbookSite = { checker: "assets/web-VERSION/", files: { PATH: HASH } }
//
// The page asks for it once the compiler may be fetched (service.js).
//
//   S1  the network comes first; what is kept answers where it gives no
//       answer, or none in time
//   S2  a file is kept under its hash: a new version of the site fetches what
//       has changed, and what it does not name is deleted
//   S3  of the checker only what is small is kept here: assets.js keeps the
//       rest, which a start needs anyhow
//   S4  what is not of the site is left alone

const { checker, files } = self.heapbookSite;
const scope = new URL(self.registration.scope);
const CACHE = `heapbook:site:${scope.pathname}`;

/** A file of the checker that is kept here has at most so many bytes. */
const SMALL = 128 * 1024;
const PATIENCE = 4000; /* milliseconds */
const AT_ONCE = 4;

const keyOf = (path, hash) => `${scope.pathname}${path}?${hash}`;

async function fetchFile(path) {
    const response = await fetch(new URL(path, scope), { cache: "no-cache" });
    if (!response.ok) {
        throw new Error(`${path}: ${response.status}`);
    }
    return response;
}

/** The checker's scripts and small files.  Their folder is their version. */
async function checkerFiles() {
    const manifest = await (await fetchFile(`${checker}manifest.json`)).json();
    const small = Object.values(manifest.files)
        .filter(({ bytes }) => bytes <= SMALL).map(({ file }) => file);
    return ["manifest.json", "workbench.js", "progress.js", "compiler.js",
            "runner.js", ...small].map((name) => checker + name);
}

/** All that is kept, by path. @returns {Promise<Map<string, string>>} keys */
async function wanted() {
    const all = new Map(Object.entries(files)
        .map(([path, hash]) => [path, keyOf(path, hash)]));
    for (const path of await checkerFiles()) {
        all.set(path, keyOf(path, ""));
    }
    return all;
}

/** Fetches what is not there yet (S2). */
async function keep() {
    const cache = await caches.open(CACHE);
    const left = [...await wanted()];
    const work = async () => {
        for (let one; (one = left.pop());) {
            const [path, key] = one;
            if (!await cache.match(key)) {
                await cache.put(key, await fetchFile(path));
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Deletes what this version does not name (S2). */
async function sweep() {
    const cache = await caches.open(CACHE);
    for (const request of await cache.keys()) {
        const { pathname, search } = new URL(request.url);
        const path = pathname.slice(scope.pathname.length);
        const isNamed = path.startsWith(checker) ||
            search === `?${files[path]}`;
        if (!isNamed) {
            await cache.delete(request);
        }
    }
}

/** The path of a request in the site; null where it is not the site's. */
function pathOf({ url }) {
    const { origin, pathname } = new URL(url);
    if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) {
        return null;
    }
    const path = decodeURIComponent(pathname.slice(scope.pathname.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

const kept = async (path) => (await caches.open(CACHE)).match(
    keyOf(path, files[path] ?? ""));

async function answer(request, path) {
    const copy = await kept(path);
    if (!copy) {
        return fetch(request);
    }
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
    const fetched = fetch(request).then(
        (response) => response.status < 500 ? response : copy, () => copy);
    return Promise.race([fetched, late]);
}

self.addEventListener("install", (event) => {
    event.waitUntil(keep());
    self.skipWaiting();
});

self.addEventListener("activate", (event) => {
    event.waitUntil(sweep().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
    const path = event.request.method === "GET" ? pathOf(event.request) : null;
    if (path !== null && (path in files || path.startsWith(checker))) {
        event.respondWith(answer(event.request, path));
    }
});
