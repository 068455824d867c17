// service.js -- asks the browser to keep a copy of the site.
//
// Only after the student has agreed to fetch the compiler: whoever but reads
// fetches the pages that are read.  Not from disk, where all is there.

/** @param {string} base  the folder of the checker, with a slash */
export async function keepSite(base) {
    const script = new URL("../../sw.js", new URL(base, document.baseURI));
    if (location.protocol === "file:" || !navigator.serviceWorker) {
        return;
    }
    try {
        await navigator.serviceWorker.register(script);
    } catch {
        // No copy: the pages are read from the network, as before.
    }
}
