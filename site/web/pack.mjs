// pack.mjs -- lays the assets out for a site: compressed, with a manifest.
//
//   public/manifest.json   { version, bytes, files: { NAME: { file, bytes,
//                            hash } } }; bytes are those that travel
//   public/NAME.gz         or NAME, where compressing gains nothing
//
// The compiler is compressed once per version: it takes nine seconds.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync }
    from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { hash, writeWhole } from "./objects.mjs";

/** One file, compressed; from before when its content is the same. */
function packFile(out, name, content) {
    const mark = hash(content);
    const notes = join(out, "..", "packed", `${name}.${mark}.gz`);

    if (!existsSync(notes)) {
        mkdirSync(join(notes, ".."), { recursive: true });
        writeWhole(notes, gzipSync(content, { level: 9 }));
    }
    const bytes = readFileSync(notes);

    writeWhole(join(out, `${name}.gz`), bytes);
    return { file: `${name}.gz`, bytes: bytes.length, hash: mark };
}

/** @param {string} folder  $(BUILD)/web: assets/ are there */
export function pack(folder) {
    const out = join(folder, "public");
    const assets = join(folder, "assets");
    const files = {};

    mkdirSync(out, { recursive: true });
    for (const name of readdirSync(assets).sort()) {
        if (!name.endsWith(".new")) {
            files[name] = packFile(out, name,
                                   readFileSync(join(assets, name)));
        }
    }
    for (const name of readdirSync(out)) {
        if (name.endsWith(".gz") && !files[name.slice(0, -3)]) {
            rmSync(join(out, name));
        }
    }
    return files;
}

/** Writes the manifest over files and further scripts in the folder. */
export function writeManifest(folder, files, scripts) {
    const out = join(folder, "public");
    const marks = [...Object.entries(files).map(([name, one]) =>
        `${name} ${one.hash}`), ...scripts.map((name) =>
        `${name} ${hash(readFileSync(join(out, name)))}`)].sort();
    const bytes = Object.values(files).reduce((sum, one) =>
        sum + one.bytes, 0);
    const manifest = { version: hash(marks.join("\n")).slice(0, 12), bytes,
                       files };

    writeWhole(join(out, "manifest.json"), JSON.stringify(manifest));
    return manifest;
}
