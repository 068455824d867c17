// offline.mjs -- a copy of the site that works by double click.
//
//     node workbench/offline.mjs SITE FILE.zip        (make offline)
//
// From disk a browser may neither fetch nor start a Worker from a file, but
// it may load classic scripts.  So everything in the folder of the checker
// becomes a script that hands over base64 (see source.js).  The zip has the
// same bytes for the same site: names in order, one fixed date.

import { readFileSync, readdirSync, renameSync, statSync, writeFileSync }
    from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";

const WORKERS = ["compiler", "runner"];
const DATE = new Date(Date.UTC(1980, 0, 2));

/** The paths of all files below a folder, in order. */
function files(folder, below = "") {
    return readdirSync(join(folder, below)).sort().flatMap((name) => {
        const path = below ? `${below}/${name}` : name;
        return statSync(join(folder, path)).isDirectory()
            ? files(folder, path) : [path];
    });
}

/** The folder of the checker as scripts. @returns {Object<string, string>} */
function scriptsOf(folder) {
    const read = (name) => readFileSync(join(folder, name));
    const manifest = JSON.parse(read("manifest.json"));
    const scripts = {};
    const out = {};
    for (const [name, { file }] of Object.entries(manifest.files)) {
        const script = `${name.replaceAll("/", "--")}.data.js`;
        scripts[name] = script;
        out[script] = `heapbookOffline.take(${JSON.stringify(name)},` +
            `"${read(file).toString("base64")}");\n`;
    }
    const workers = Object.fromEntries(WORKERS.map((name) =>
        [name, read(`${name}.js`).toString("utf8")]));
    out["offline.js"] = "globalThis.heapbookOffline = " +
        `${JSON.stringify({ manifest, workers, scripts })};\n`;
    for (const page of ["workbench.js", "progress.js"]) {
        out[page] = read(page).toString("utf8");
    }
    return out;
}

/**
 * Packs a site.
 * @param {string} site  a built site with assets/web-VERSION/
 * @returns {Uint8Array} the zip
 */
export function packOffline(site) {
    const checker = readdirSync(join(site, "assets"))
        .find((name) => name.startsWith("web-"));
    if (!checker) {
        throw new Error(`${site} has no checker: run make web, then build`);
    }
    const inside = `assets/${checker}/`;
    const entries = {};
    for (const path of files(site)) {
        if (!path.startsWith(inside) && path !== "sw.js") {
            entries[`heapbook/${path}`] = readFileSync(join(site, path));
        }
    }
    const scripts = scriptsOf(join(site, inside));
    for (const name of Object.keys(scripts).sort()) {
        entries[`heapbook/${inside}${name}`] = strToU8(scripts[name]);
    }
    return zipSync(entries, { level: 6, mtime: DATE });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [site, target] = process.argv.slice(2);
    if (!target) {
        console.error("usage: node workbench/offline.mjs SITE FILE.zip");
        process.exit(2);
    }
    try {
        const zip = packOffline(site);
        writeFileSync(`${target}.part`, zip);
        renameSync(`${target}.part`, target);
        console.log(`${target}: ${(zip.length / 1e6).toFixed(1)} MB`);
    } catch (error) {
        console.error(`offline: ${error.message}`);
        process.exit(1);
    }
}
