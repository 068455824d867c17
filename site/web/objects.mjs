// objects.mjs -- compiles the runtime's sources, those that have changed.
//
// An object is kept with the hashes of everything that was read for it; the
// flags and the compiler's version are part of them.  Two Workers share the
// work: the compiler is WebAssembly, and takes about half a second a file.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync }
    from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { Worker, isMainThread, parentPort, workerData }
    from "node:worker_threads";
import { openCompiler } from "./compiler.mjs";
import { drawNames, runtimeNames, sourceExists, sourceText, sourceTree }
    from "./sources.mjs";
import { TARGET } from "./toolchain.js";

export const FLAGS = [
    ...TARGET, "-O1", "-I", "web", "-I", ".", "-isystem", "web/include",
    /* The linker's own names for the ends of the data. */
    "-D__data_start=__global_base", "-D_end=__data_end",
    /* Texts of SystemError name the file as the native build sees it. */
    ...["objects", "memory", "modules", "probe", "helper", "web"].map(
        (folder) => `-fmacro-prefix-map=${folder}/=runtime/${folder}/`),
    "-DHEAPBOOK_MODEL", "-ffunction-sections", "-fdata-sections",
    "-Wall", "-Wextra", "-Wno-missing-field-initializers",
    "-Wno-literal-range", "-Wno-sometimes-uninitialized",
];

export const hash = (content) =>
    createHash("sha256").update(content).digest("hex").slice(0, 20);

/** Writes a file so that it is never there by halves. */
export function writeWhole(path, content) {
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
}

const objectPath = (folder, name) =>
    join(folder, name.replaceAll("/", "-").replace(/\.c$/, ".o"));

function isFresh(path, version, hashes) {
    if (!existsSync(path) || !existsSync(`${path}.json`)) {
        return false;
    }
    const notes = JSON.parse(readFileSync(`${path}.json`, "utf8"));

    return notes.version === version &&
        Object.entries(notes.files).every(([name, was]) =>
            (hashes[name] ??= sourceExists(name)
                ? hash(sourceText(name)) : "gone") === was);
}

/** What a dependency file names, but for the compiler's own headers. */
function readNames(text) {
    return text.replace(/^.*?:/, "").replaceAll("\\\n", " ").split(/\s+/)
        .filter((name) => name && !name.startsWith("clang/"))
        .map((name) => name.replace(/^\.\//, ""));
}

/** Compiles one source into the folder. Fails: throws what clang says. */
function compileObject(llvm, tree, folder, version, name) {
    const { files, said } = llvm.run([
        "clang", "-cc1", ...FLAGS, "-emit-obj", "-dependency-file", "out.d",
        "-MT", "out.o", "-sys-header-deps", "-o", "out.o", name], tree);

    if (!files) {
        throw new Error(`${name}\n${said}`);
    }
    if (said) {
        process.stderr.write(said);
    }
    const names = readNames(new TextDecoder().decode(
        files["out.d"]));
    const path = objectPath(folder, name);

    writeWhole(path, files["out.o"]);
    writeWhole(`${path}.json`, JSON.stringify({
        version,
        files: Object.fromEntries(
            names.map((one) => [one, hash(sourceText(one))])) }));
}

/** A Worker's life: takes names until there are none. */
async function work({ folder, version, headers }) {
    const llvm = openCompiler();
    const tree = { ...sourceTree(), clang: headers };

    parentPort.on("message", (name) => {
        try {
            compileObject(llvm, tree, folder, version, name);
            parentPort.postMessage({ name });
        }
        catch (error) {
            parentPort.postMessage({ name, error: error.message });
        }
    });
    parentPort.postMessage({});
}

/** Starts Workers over a list of names, and ends with it. */
function compileAll(names, data, tell) {
    const queue = [...names];
    const one = () => new Promise((resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url),
                                  { workerData: data });
        worker.on("message", ({ name, error }) => {
            if (error || queue.length === 0) {
                worker.terminate();
                error ? reject(new Error(error)) : resolve();
                return;
            }
            if (name) {
                tell(name);
            }
            worker.postMessage(queue.shift());
        });
        worker.on("error", reject);
    });
    const count = Math.min(2, cpus().length, names.length);

    return Promise.all(Array.from({ length: count }, one));
}

/**
 * Compiles what is not up to date, of the runtime's and the drawings'
 * sources.
 *
 * @param {string} folder  of the objects
 * @param {string} compiler  its version
 * @param {Record<string, string>} headers  the compiler's own
 * @param {(name: string) => void} tell
 * @returns {Promise<Record<string, Uint8Array>>} name to object
 */
export async function makeObjects(folder, compiler, headers, tell) {
    const version = hash(JSON.stringify([compiler, FLAGS]));
    const names = [...runtimeNames(), ...drawNames()];
    const hashes = {};
    const stale = names.filter((name) =>
        !isFresh(objectPath(folder, name), version, hashes));

    mkdirSync(folder, { recursive: true });
    if (stale.length > 0) {
        await compileAll(stale, { folder, version, headers }, tell);
    }
    return Object.fromEntries(names.map((name) => [
        name.replaceAll("/", "-").replace(/\.c$/, ".o"),
        readFileSync(objectPath(folder, name))]));
}

if (!isMainThread && workerData?.folder) {
    await work(workerData);
}
