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
//   A2  what no manifest names any more is deleted
//   A3  a cache that is refused, full or emptied meanwhile costs a fetch,
//       never an error

export const CACHE = "heapbook:v1";

const keyOf = (entry) => `/heapbook-assets/${entry.hash}`;

async function openCache() {
    try {
        return await caches.open(CACHE);
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
async function drain(response, came) {
    const parts = [];
    const reader = response.body.getReader();
    try {
        for (let one; !(one = await reader.read()).done;) {
            parts.push(one.value);
            came(one.value.length);
        }
    } catch {
        throw new Error("The compiler could not be fetched: the connection " +
                        "was lost.");
    }
    return new Blob(parts);
}

async function inflate(blob) {
    const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpack(entry, blob) {
    return entry.file.endsWith(".gz") ? inflate(blob)
        : new Uint8Array(await blob.arrayBuffer());
}

export class Assets {
    #base;
    #manifest;
    #cache;
    #memory = new Map();

    /** Files that the page itself hands over (source.js). */
    static given(manifest) {
        const assets = new Assets();
        assets.#manifest = manifest;
        return assets;
    }

    /** Takes a file as it travels. @param {Uint8Array} bytes */
    give(name, bytes) {
        this.#memory.set(name, unpack(this.#entry(name), new Blob([bytes])));
    }

    /** @param {string} base  the folder's address, with a slash at its end */
    static async open(base) {
        const assets = new Assets();
        assets.#base = base;
        const manifest = await fetchFile(`${base}manifest.json`);
        assets.#manifest = await manifest.json();
        assets.#cache = await openCache();
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

    async #fetched(entry, came) {
        const response = await fetchFile(this.#base + entry.file);
        const blob = await drain(response, came);
        try {
            await this.#cache?.put(keyOf(entry), new Response(blob));
        } catch {
            // Not kept (A3): the next page fetches it again.
        }
        return blob;
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

    async #read(name, came) {
        const entry = this.#entry(name);
        const kept = await this.#kept(entry);
        const blob = kept ? await kept.blob()
            : await this.#fetched(entry, came);
        return unpack(entry, blob);
    }

    /** Lets go of what only the start needs: 75 MB of compiler. */
    forget(name) {
        this.#memory.delete(name);
    }
}
