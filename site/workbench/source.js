// source.js -- where the checker's scripts and files come from.
//
// Hosted: Workers are started from the site's own scripts, and fetch the
// files themselves (assets.js).  From disk a browser allows neither fetch nor
// a Worker from a file; there the offline copy of the site has everything as
// scripts, `offline.js` first:
//
//   heapbookOffline = { manifest, workers: { compiler, runner },
//                       scripts: { NAME: "NAME.js" } }
//
// and each of those scripts hands its file over as base64:
//
//   heapbookOffline.take(NAME, base64)

/** Loads a classic script; rejects where there is none. */
function loadScript(url) {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = () => {
            script.remove();
            resolve();
        };
        script.onerror = () => reject(new Error(`There is no ${url}.`));
        document.head.append(script);
    });
}

function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
        bytes[i] = text.charCodeAt(i);
    }
    return bytes;
}

class Hosted {
    constructor(base) {
        this.base = base;
    }

    worker(name) {
        return new Worker(new URL(`${this.base}${name}.js`,
                                  document.baseURI));
    }

    /** Tells the compiler's Worker where its files are. */
    async introduce(compiler) {
        await compiler.call("find", new URL(this.base, document.baseURI).href);
    }

    async feed() {
        // The Worker fetches for itself, what it needs and when.
    }
}

class OnDisk {
    constructor(base, offline) {
        this.base = base;
        this.offline = offline;
    }

    worker(name) {
        const text = new Blob([this.offline.workers[name]],
                              { type: "text/javascript" });
        return new Worker(URL.createObjectURL(text));
    }

    async introduce(compiler) {
        await compiler.call("given", this.offline.manifest);
    }

    /** Reads files from their scripts and hands them to the Worker, which
     * cannot ask for one: all, but for the rest of the compiler, or that. */
    async feed(compiler, isRest) {
        for (const name of Object.keys(this.offline.scripts)
            .filter((one) => (one === "llvm.rest") === isRest)) {
            let bytes = null;
            this.offline.take = (_, base64) => {
                bytes = bytesOf(base64);
            };
            await loadScript(this.base + this.offline.scripts[name]);
            await compiler.callWith({ transfer: [bytes.buffer] },
                                    "give", name, bytes);
        }
    }
}

/**
 * The source for this page.
 * @param {string} base  the folder of the checker, with a slash at its end
 * @throws {Error} a sentence, where the page is a file of a site that has no
 *   offline copy of the checker
 */
export async function findSource(base) {
    if (location.protocol !== "file:") {
        return new Hosted(base);
    }
    try {
        await loadScript(`${base}offline.js`);
    } catch {
        throw new Error("This page was opened from disk, where a browser " +
            "may not fetch a compiler: use heapbook serve, the offline " +
            "copy of this site, or heapbook check.");
    }
    return new OnDisk(base, globalThis.heapbookOffline);
}
