// sources.mjs -- the sources, as the compiler sees them (node only).
//
// The compiler's file system is a tree of objects: the folders of runtime/,
// and beside them draw/ (the generator's) and page/ (this folder).  It knows
// no "..": an include that goes up is written from the root.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const RUNTIME = join(ROOT, "runtime");

const FOLDERS = ["objects", "memory", "modules", "probe", "helper", "web",
                 "web/libc"];

/* The web has its own region and lines; numbers is a module of its own, and
 * facts a program. */
const NOT_HERE = ["memory/region.c", "memory/line.c", "web/numbers.c",
                  "page/facts.c"];

/* Folders that are not the runtime's. */
const ELSEWHERE = { draw: "generator/draw", page: "site/web" };

const pathOf = (name) => {
    const [first, ...rest] = name.split("/");

    return ELSEWHERE[first] ? join(ROOT, ELSEWHERE[first], ...rest)
        : join(RUNTIME, name);
};

const sourcesIn = (folder) => readdirSync(pathOf(folder))
    .filter((name) => name.endsWith(".c")).sort()
    .map((name) => `${folder}/${name}`)
    .filter((name) => !NOT_HERE.includes(name));

/** Sources of the runtime's module, in a fixed order. */
export const runtimeNames = () => FOLDERS.flatMap(sourcesIn);

/** Sources of the module that draws, beside the C library. */
export const drawNames = () => ["draw", "page"].flatMap(sourcesIn);

export function sourceText(name) {
    return readFileSync(pathOf(name), "utf8")
        .replace(/^(\s*#\s*include\s+")(?:\.\.\/)+/gm, "$1");
}

export const sourceExists = (name) => existsSync(pathOf(name));

/** All files of a folder as a tree, texts as the compiler wants them. */
function treeOf(folder) {
    const tree = {};

    for (const entry of readdirSync(pathOf(folder),
                                    { withFileTypes: true })) {
        const path = `${folder}/${entry.name}`;

        if (entry.isDirectory()) {
            tree[entry.name] = treeOf(path);
        }
        else if (/\.[ch]$/.test(entry.name)) {
            tree[entry.name] = sourceText(path);
        }
    }
    return tree;
}

export function sourceTree() {
    return Object.fromEntries(
        ["include", "objects", "memory", "modules", "probe", "helper", "web",
         "draw", "page"].map((folder) => [folder, treeOf(folder)]));
}

/* Headers that come with the compiler and stand for themselves. */
const OWN_HEADERS = /^include\/(__std|__float|std|float\.h|iso646\.h)[^/]*$/;

/** The compiler's own headers, out of its archive: name to text. */
export function compilerHeaders(archive) {
    const found = {};
    const text = (at, size) =>
        archive.toString("latin1", at, at + size).replace(/\0.*$/s, "");

    for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
        const name = text(at, 100);
        const size = parseInt(text(at + 124, 12), 8) || 0;

        if (OWN_HEADERS.test(name)) {
            found[name.slice("include/".length)] =
                archive.toString("utf8", at + 512, at + 512 + size);
        }
        at += 512 + Math.ceil(size / 512) * 512;
    }
    return found;
}

/** What a program may include: path from the compiler's root to text. */
export function programHeaders(archive) {
    const found = {};
    const add = (folder) => {
        for (const entry of readdirSync(join(RUNTIME, folder),
                                        { withFileTypes: true })) {
            const path = `${folder}/${entry.name}`;

            if (entry.isDirectory() && entry.name !== "internal") {
                add(path);
            }
            else if (entry.name.endsWith(".h")) {
                found[path] = sourceText(path);
            }
        }
    };

    add("include");
    for (const [name, content] of Object.entries(compilerHeaders(archive))) {
        found[`clang/${name}`] = content;
    }
    return found;
}
