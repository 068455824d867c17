// sources.mjs -- the runtime's files, as the compiler sees them (node only).
//
// The compiler's file system is a tree of objects whose root is runtime/.
// It knows no "..": an include that goes up is written from the root.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const RUNTIME = join(ROOT, "runtime");

const FOLDERS = ["objects", "memory", "modules", "probe", "helper", "web",
                 "web/libc"];

/* The web has its own region and lines; numbers is a module of its own. */
const NOT_HERE = ["memory/region.c", "memory/line.c", "web/numbers.c"];

/** The runtime's sources, in a fixed order. */
export function sourceNames() {
    return FOLDERS.flatMap((folder) => readdirSync(join(RUNTIME, folder))
        .filter((name) => name.endsWith(".c")).sort()
        .map((name) => `${folder}/${name}`))
        .filter((name) => !NOT_HERE.includes(name));
}

export function sourceText(name) {
    return readFileSync(join(RUNTIME, name), "utf8")
        .replace(/^(\s*#\s*include\s+")(?:\.\.\/)+/gm, "$1");
}

/** All files of a folder as a tree, texts as the compiler wants them. */
function treeOf(folder) {
    const tree = {};

    for (const entry of readdirSync(join(RUNTIME, folder),
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

export function runtimeTree() {
    return Object.fromEntries(
        ["include", "objects", "memory", "modules", "probe", "helper", "web"]
            .map((folder) => [folder, treeOf(folder)]));
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
