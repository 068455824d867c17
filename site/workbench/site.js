// site.js -- which site a page is of.
//
// Browsers keep things by origin, and an origin may have several courses:
// `https://who.example/heaps/`, `https://who.example/lists/`.  What is kept
// is named after the folder that a course begins in.  From disk all are one:
// there a folder is moved more often than that two courses meet.

/** @param {string} base  the folder of the checker, as an address
 * @returns {string} "/heaps/"; "/" for a site at its origin's root */
export function siteOf(base) {
    const url = new URL("../../", base);
    return url.protocol === "file:" ? "/" : url.pathname;
}

/** The site that the script is of which is loaded now. */
export const SITE = globalThis.document?.currentScript
    ? siteOf(document.currentScript.src) : "/";
