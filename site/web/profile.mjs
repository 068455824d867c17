// profile.mjs -- which functions of the compiler do programs of a course meet?
//
//     node web/profile.mjs HEAPBOOK ASSETS
//
// writes llvm.profile, by hand after a new version of the compiler's package:
// it takes some minutes.  A text that meets others is compiled all the same,
// by the whole compiler (llvm.js); so this is about bytes and time only.
//
// Compiled are all programs of the course with their mistakes, each solution
// with every line in turn left out or spoiled, all with a word spoiled, the
// programs of the tests that explain and attack, the runtime, and profile.txt:
// what else C has.
//
//   llvm.profile   a hash of the module and how many functions it has; then
//                  how many are not used, used, not used, ... in base 36

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { treeOf } from "./build.mjs";
import { compilerModule } from "./compiler.mjs";
import { STACK, bodiesOf, globalCount, withBodies } from "./halves.js";
import { Life } from "./llvm.js";
import { FLAGS, hash } from "./objects.mjs";
import { ROOT, runtimeNames, sourceTree } from "./sources.mjs";
import { LOOKING, PROGRAM, SAYING, compiledHeader, linkShared }
    from "./toolchain.js";
import { Exit, flatten } from "./wasi.js";
import { Reader, Writer } from "./wasm.js";

const PROFILE = fileURLToPath(new URL("llvm.profile", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("profile.txt", import.meta.url));
const OP = { globalGet: 0x23, globalSet: 0x24, i64Const: 0x42, i64Or: 0x84 };
const BITS = 64;
const COLUMNS = 78;
const SPOILED = 4000;

/* The linker leaves functions of one source together: what stands between two
 * that are used, so near, is taken as used, too.  Of spoiled programs that the
 * profile had not seen, one in ten met a missing function without this, one
 * in sixty with it. */
const NEAR = 4;

/** What changes with the profile. */
export const profileMark = () => `${hash(readFileSync(PROFILE))} ${NEAR}`;

/**
 * Which functions are used of a module.
 * @param {Uint8Array} module
 * @returns {((index: number) => boolean)|null} null where the profile is of
 *     another module
 */
export function usedFunctions(module) {
    const [of, count, ...runs] = readFileSync(PROFILE, "utf8").trim()
        .split(/\s+/);
    const used = new Uint8Array(Number(count));
    let at = 0;

    if (of !== hash(module)) {
        return null;
    }
    runs.map((one) => parseInt(one, 36)).forEach((length, i) => {
        used.fill(i % 2 === 1 || (at > 0 && length <= NEAR) ? 1 : 0,
                  at, at + length);
        at += length;
    });
    return (index) => used[index] === 1;
}

/** A body that first sets its bit. */
function noted(body, index, first) {
    const reader = new Reader(body);
    const out = new Writer(body.length + 32);
    const global = first + Math.floor(index / BITS);

    for (let groups = reader.u32(); groups > 0; groups--) {
        reader.skipNumber();
        reader.at++;
    }
    out.put(body.subarray(0, reader.at));
    out.op = (code, value) => {
        out.byte(code);
        out.u32(value);
    };
    out.op(OP.globalGet, global);
    out.byte(OP.i64Const);
    out.s64(BigInt.asIntN(BITS, 1n << BigInt(index % BITS)));
    out.byte(OP.i64Or);
    out.op(OP.globalSet, global);
    out.put(body.subarray(reader.at));
    return out.done();
}

/** The compiler, noting what it uses. */
class Observed {
    #module;
    #names;
    #life = null;
    #image = null;

    constructor(bytes) {
        const bodies = bodiesOf(bytes);
        const first = globalCount(bytes);

        this.bits = new Array(Math.ceil(bodies.length / BITS)).fill(0n);
        this.count = bodies.length;
        this.#names = this.bits.map((_, i) => `used${i}`);
        this.#module = new WebAssembly.Module(withBodies(
            bytes, bodies.map((body, i) => noted(body, i, first)),
            Object.fromEntries(this.#names.map((name) => [name, 0])),
            { [STACK]: 0 }));
    }

    run(args, tree, base = new Map()) {
        const life = this.#life ?? new Life(this.#module);
        const { host, exports } = life;

        this.#image ??= life.image();
        host.begin(exports.memory, args, [flatten(tree), base]);
        try {
            exports._start();
        }
        catch (error) {
            this.#life = error instanceof Exit && life.isLasting ? life : null;
        }
        if (this.#life) {
            life.restore(this.#image);
        }
        else {
            this.#note(exports);
        }
        return { files: host.written, said: host.said };
    }

    #note(exports) {
        this.#names.forEach((name, i) => {
            this.bits[i] |= BigInt.asUintN(BITS, exports[name].value);
        });
    }

    /** Notes what is left. */
    end() {
        if (this.#life) {
            this.#note(this.#life.exports);
        }
    }

    isUsed(index) {
        return (this.bits[Math.floor(index / BITS)] >>
            BigInt(index % BITS) & 1n) === 1n;
    }
}

/* ---- programs -------------------------------------------------------------- */

function textsBelow(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);

        return entry.isDirectory() ? textsBelow(path)
            : entry.name.endsWith(".c") ? [readFileSync(path, "utf8")] : [];
    });
}

/** A text with each line left out, and with each spoiled, in one way after
 * the other. */
function mistakesOf(text) {
    const lines = text.split("\n");
    const changes = [
        () => "",
        (line) => line.replace(/[;,(){}]/, ""),
        (line) => line.replace(/\b[a-z_]+\b/, "other"),
        (line) => line.replace(/\*|->|==|<|\+/, "."),
        (line) => line.replace(/\b\d+\b/, "\"text\"")];

    return lines.map((line, i) =>
        lines.with(i, changes[i % changes.length](line)).join("\n"))
        .filter((one) => one !== text);
}

/** Texts in which one word was taken away, put in or put in another's place,
 * or after which nothing comes; always the same. */
function* spoiled(texts, count) {
    let state = 1;
    const below = (n) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return (state >>> 8) % n;
    };

    for (let i = 0; i < count; i++) {
        const text = texts[below(texts.length)];
        const words = [...text.matchAll(/\w+|[^\s\w]/g)];
        const [one, other] = [0, 0].map(() => words[below(words.length)]);
        const before = text.slice(0, one.index);
        const after = text.slice(one.index + one[0].length);

        yield [`${before}${after}`, `${before}${other[0]}${after}`,
               `${before}${other[0]} ${one[0]}${after}`,
               before][below(4)];
    }
}

/** Parts of a file, each a program. */
const parts = (text) => text.split(/^\/\* ---- .*$/m).slice(1);

const asset = (folder, name) =>
    new Uint8Array(readFileSync(join(folder, name)));

function compileAll(observed, texts, folder, scenarios) {
    const headers = JSON.parse(readFileSync(join(folder, "headers.json")));
    const base = flatten({ ...treeOf(headers),
                           "python.pch": asset(folder, "python.pch"),
                           "heapbook.pch": asset(folder, "heapbook.pch") });

    for (const text of new Set(texts)) {
        const compile = (more) => observed.run([
            "clang", "-cc1", ...PROGRAM, ...compiledHeader(text),
            ...SAYING, ...more, "-emit-obj", "-o", "answer.o", "answer.c"],
            { "answer.c": text }, base);
        const { files } = compile([]);

        if (files["answer.o"]) {
            compile(LOOKING);
            const answer = { "answer.o": files["answer.o"] };

            linkShared(observed, answer);
            linkShared(observed, { ...answer, "scenarios.o": scenarios });
        }
    }
}

function compileRuntime(observed, folder) {
    const headers = JSON.parse(readFileSync(join(folder, "headers.json")));
    const tree = flatten({ ...treeOf(headers), ...sourceTree() });

    for (const name of runtimeNames()) {
        observed.run(["clang", "-cc1", ...FLAGS, ...PROGRAM, "-emit-obj",
                      "-o", "out.o", name], {}, tree);
    }
}

/** The profile as text. */
function textOf(observed, module) {
    const runs = [0];
    const lines = [];
    let line = "";

    for (let i = 0; i < observed.count; i++) {
        if (Number(observed.isUsed(i)) !== (runs.length - 1) % 2) {
            runs.push(0);
        }
        runs[runs.length - 1]++;
    }
    for (const word of runs.map((one) => one.toString(36))) {
        if (line.length + word.length >= COLUMNS) {
            lines.push(line);
            line = "";
        }
        line += line ? ` ${word}` : word;
    }
    return [`${hash(module)} ${observed.count}`, ...lines, line, ""]
        .join("\n");
}

function observe(heapbook, folder) {
    const module = compilerModule();
    const observed = new Observed(module);
    const twin = JSON.parse(execFileSync(heapbook, ["twin", "-C", ROOT],
                                         { maxBuffer: 1 << 28 }));
    const name = readdirSync(folder).find((one) =>
        one.startsWith("exercise-"));
    const scenarios = Buffer.from(JSON.parse(readFileSync(
        join(folder, name))).scenarios, "base64");
    const answers = twin.exercises.flatMap((one) => one.answers);
    const solutions = answers
        .filter(({ path }) => basename(path) === "solution.c")
        .map(({ text }) => text);
    const texts = [...answers, ...twin.examples].map(({ text }) => text);

    for (const some of [
        twin.examples.map(({ text }) => text),
        textsBelow(join(ROOT, "exercises")),
        textsBelow(join(ROOT, "generator/test/explain")),
        textsBelow(join(ROOT, "generator/test/attacks")),
        parts(readFileSync(PROGRAMS, "utf8")),
        solutions.flatMap(mistakesOf),
        spoiled(texts, SPOILED)]) {
        compileAll(observed, some, folder, scenarios);
    }
    compileRuntime(observed, folder);
    observed.end();
    writeFileSync(PROFILE, textOf(observed, module));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    if (process.argv.length !== 4) {
        console.error("usage: node web/profile.mjs HEAPBOOK ASSETS");
        process.exit(2);
    }
    observe(process.argv[2], process.argv[3]);
}
