// assets.js -- the files of the web toolchain: fetched once, kept, inflated.
//
// manifest.json beside them names each file with its size and its hash:
//
//   { "version": …, "files": { NAME: { "file", "bytes", "hash" } } }
//
// `file` ends in .gz when its content is compressed; `bytes` are those that
// travel.
//
//   A1  the Cache API keeps a file under its hash: a new version of a small
//       file does not fetch the compiler again
//   A2  what the site's manifest does not name any more is deleted; other
//       sites of the origin have caches of their own (site.js)
//   A3  a cache that is refused, full or emptied meanwhile costs a fetch,
//       never an error

import { siteOf } from "./site.js";

/** The cache of the site whose checker has this folder. */
export const cacheOf = (base) => `heapbook:v1:${siteOf(base)}`;

const keyOf = (entry) => `/heapbook-assets/${entry.hash}`;

async function openCache(base) {
    try {
        return await caches.open(cacheOf(base));
    } catch {
        return null;
    }
}

async function fetchFile(url) {
    let response;
    try {
        response = await fetch(url, { cache: "no-store" });
    } catch {
        throw new Error("The compiler could not be fetched: no connection.");
    }
    if (!response.ok) {
        throw new Error("The compiler could not be fetched: the server " +
                        `answered ${response.status}.`);
    }
    return response;
}

/** The bytes of a response, telling how many have come. */
const counted = (response, came) => response.body.pipeThrough(
    new TransformStream({
        transform(bytes, next) {
            came(bytes.length);
            next.enqueue(bytes);
        },
    }));

/** The content of a file as it travels. */
const inflated = (entry, stream) => entry.file.endsWith(".gz")
    ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;

const bytesOf = async (stream) =>
    new Uint8Array(await new Response(stream).arrayBuffer());

const compileStream = (stream) => WebAssembly.compileStreaming(
    new Response(stream, { headers: { "content-type": "application/wasm" } }));

export class Assets {
    #base;
    #manifest;
    #cache;
    #memory = new Map();
    #given = new Map();

    /** Files that the page itself hands over (source.js). */
    static given(manifest) {
        const assets = new Assets();
        assets.#manifest = manifest;
        return assets;
    }

    /** Takes a file as it travels. @param {Uint8Array} bytes */
    give(name, bytes) {
        this.#given.set(name, new Blob([bytes]));
    }

    /** @param {string} base  the folder's address, with a slash at its end */
    static async open(base) {
        const assets = new Assets();
        assets.#base = base;
        const manifest = await fetchFile(`${base}manifest.json`);
        assets.#manifest = await manifest.json();
        assets.#cache = await openCache(base);
        await assets.#sweep();
        return assets;
    }

    /** Forgets what belongs to no file of the manifest (A2). */
    async #sweep() {
        if (!this.#cache) {
            return;
        }
        const wanted = new Set(Object.values(this.#manifest.files).map(keyOf));
        for (const request of await this.#cache.keys()) {
            if (!wanted.has(new URL(request.url).pathname)) {
                await this.#cache.delete(request);
            }
        }
    }

    get version() {
        return this.#manifest.version;
    }

    #entry(name) {
        const entry = this.#manifest.files[name];
        if (!entry) {
            throw new Error(`The site has no file ${name}: build it again.`);
        }
        return entry;
    }

    async #kept(entry) {
        try {
            return await this.#cache?.match(keyOf(entry));
        } catch {
            return undefined;
        }
    }

    /** How many bytes of these files are still to be fetched: none, where the
     * page hands them over. */
    async missing(names) {
        let bytes = 0;
        for (const name of this.#base ? names : []) {
            const entry = this.#entry(name);
            if (!this.#memory.has(name) && !(await this.#kept(entry))) {
                bytes += entry.bytes;
            }
        }
        return bytes;
    }

    /** Fetches a file; keeps it while it comes. */
    async #fetched(entry, came) {
        const response = await fetchFile(this.#base + entry.file);
        const body = counted(response, came);
        if (!this.#cache) {
            return { body, keeping: null };
        }
        const [mine, kept] = body.tee();
        /* What is not kept (A3) the next page fetches again. */
        const keeping = this.#cache.put(keyOf(entry), new Response(kept))
            .catch(() => {});
        return { body: mine, keeping };
    }

    /** A file as it travels: what the page gave, what is kept, or what comes.
     * `use` takes the stream of its content. */
    async #take(name, came, use) {
        const entry = this.#entry(name);
        const here = this.#given.get(name)?.stream() ??
            (await this.#kept(entry))?.body;
        if (here) {
            return use(inflated(entry, here));
        }
        const { body, keeping } = await this.#fetched(entry, came);
        try {
            const [made] = await Promise.all(
                [use(inflated(entry, body)), keeping]);
            return made;
        } catch {
            throw new Error("The compiler could not be fetched: the " +
                            "connection was lost.");
        }
    }

    /**
     * The content of a file, inflated.
     * @param {string} name
     * @param {(bytes: number) => void} [came]
     * @returns {Promise<Uint8Array>}
     */
    read(name, came = () => {}) {
        if (!this.#memory.has(name)) {
            const reading = this.#read(name, came);
            this.#memory.set(name, reading);
            reading.catch(() => this.#memory.delete(name));
        }
        return this.#memory.get(name);
    }

    #read(name, came) {
        return this.#take(name, came, bytesOf);
    }

    /**
     * A module, compiled while it comes.
     * @returns {Promise<WebAssembly.Module>}
     */
    compile(name, came = () => {}) {
        return this.#take(name, came, compileStream);
    }

    /** Lets go of what only the start needs. */
    forget(name) {
        this.#memory.delete(name);
    }
}
