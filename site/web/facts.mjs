// facts.mjs -- the recorded facts about CPython 3.11, observed in WebAssembly.
//
// runtime/test/facts_test.c asserts them natively; facts.c observes the same
// in the page's runtime, and here both are compared: in node's WebAssembly,
// lowered (verify.mjs), and as 64-bit modules in Chromium (../test/wide.mjs).

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ok } from "../test/tap.mjs";
import { treeOf } from "./build.mjs";
import { finishProgram } from "./finish.js";
import { lineTable } from "./lines.js";
import { ROOT, sourceTree } from "./sources.mjs";
import { PROGRAM, linkShared } from "./toolchain.js";

const TEST = join(ROOT, "runtime/test");

/** The name of the program's source. */
export const SOURCE = "facts.c";

/* Facts that cannot be equal here, and why: by section and name, "python:
 * size.list"; a row by "errors.c_api: array.pop(exported)". */
const UNLIKE = {
};

const textsIn = (folder, pattern) => Object.fromEntries(
    readdirSync(folder).filter((name) => pattern.test(name))
        .map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** The program that observes, before its last step (finish.js). */
export function linkFacts(llvm, headers) {
    const tree = treeOf(headers);

    tree.include.internal = sourceTree().include.internal;

    const source = readFileSync(new URL(SOURCE, import.meta.url), "utf8");
    const { files, said } = llvm.run([
        "clang", "-cc1", ...PROGRAM, "-I", "test", "-emit-obj",
        "-o", "facts.o", SOURCE], {
        ...tree, [SOURCE]: source,
        test: { ...textsIn(TEST, /^facts.*\.h$/),
                facts: textsIn(join(TEST, "facts"), /\.c$/) } });

    if (!files) {
        throw new Error(said);
    }
    return linkShared(llvm, { "facts.o": files["facts.o"] })
        .files["program.wasm"];
}

function lineOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return { section: "c", name: text.slice(0, 90), observed: null };
    }
}

class Facts {
    #at;
    asserted = 0;
    unreached = 0;

    constructor(where) {
        this.#at = where ? `fact ${where}` : "fact";
    }

    #state(holds, name, found) {
        const why = UNLIKE[name];

        ok(holds || why, `${this.#at}: ${name}${why ? `: ${why}` : ""}`,
           `     got: ${JSON.stringify(found.observed)}\n` +
           `expected: ${JSON.stringify(found.recorded)}`);
        this.asserted++;
    }

    #miss(name, fact) {
        this.unreached++;
        if (!fact?.why) {
            ok(false, `${this.#at}: ${name} is asserted, or has a reason`);
        }
    }

    /** What was observed of a recorded fact, or why it was not. */
    check(name, fact, recorded, reasonFor) {
        if (!fact || fact.why) {
            this.#miss(name, fact);
            return;
        }
        const { observed, is_rows: isRows } = fact;

        if (!isRows) {
            this.#state(isDeepStrictEqual(observed, recorded), name,
                        { observed, recorded });
            return;
        }
        const rows = new Map(observed?.map((row) => [row[0], row]));

        for (const row of recorded) {
            const path = `${name}: ${row[0]}`;

            if (rows.has(row[0])) {
                this.#state(isDeepStrictEqual(rows.get(row[0]), row), path,
                            { observed: rows.get(row[0]), recorded: row });
            }
            else {
                this.#miss(path, reasonFor(row[0]));
            }
        }
    }
}

/**
 * Compares what the program printed with all that was recorded.
 * @param {object} run  of machine.js
 * @param {string} [where]  which machine it was
 */
export function checkFacts({ out, err, outcome, reason }, where) {
    const recorded = JSON.parse(
        readFileSync(join(TEST, "facts/cpython311.json"), "utf8"));
    const lines = out.split("\n").filter(Boolean).map(lineOf);
    const byName = new Map(lines.map((fact) =>
        [`${fact.section}: ${fact.name}`, fact]));
    const facts = new Facts(where);

    ok(outcome === "ran", `all facts are observed${where ? ` ${where}` : ""}`,
       `${reason}\n${err}`);
    for (const section of ["c", "python"]) {
        for (const [name, value] of Object.entries(recorded[section])) {
            facts.check(`${section}: ${name}`,
                        byName.get(`${section}: ${name}`), value,
                        (row) => byName.get(`${name}: ${row}`));
        }
    }
    console.log(`# ${facts.asserted} facts asserted, ` +
                `${facts.unreached} not reached`);
}

/** How the program is run. */
export const PLAY = { entry: "main",
                      limits: { output: 8 << 20, fuel: 1n << 40n } };

/** Compares all facts. */
export function verifyFacts(compiler, machine, { headers, layout }) {
    const module = linkFacts(compiler, headers);
    const program = finishProgram(module, layout, lineTable(module, SOURCE));

    checkFacts(machine.run(program, PLAY));
}
