// facts.mjs -- the recorded facts about CPython 3.11, observed in WebAssembly.
//
// runtime/test/facts_test.c asserts them natively; facts.c observes the same
// in the page's runtime, and here both are compared.

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

/* Facts that cannot be equal, and why. */
const UNLIKE = {
};

const textsIn = (folder, pattern) => Object.fromEntries(
    readdirSync(folder).filter((name) => pattern.test(name))
        .map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** The program that observes. */
function compileFacts(llvm, headers, layout) {
    const tree = treeOf(headers);

    tree.include.internal = sourceTree().include.internal;

    const source = readFileSync(new URL("facts.c", import.meta.url), "utf8");
    const { files, said } = llvm.run([
        "clang", "-cc1", ...PROGRAM, "-I", "test", "-emit-obj",
        "-o", "facts.o", "facts.c"], {
        ...tree, "facts.c": source,
        test: { ...textsIn(TEST, /^facts.*\.h$/),
                facts: textsIn(join(TEST, "facts"), /\.c$/) } });

    if (!files) {
        throw new Error(said);
    }
    const linked = linkShared(llvm, { "facts.o": files["facts.o"] });
    const module = linked.files["program.wasm"];

    return finishProgram(module, layout, lineTable(module, "facts.c"));
}

const same = isDeepStrictEqual;

/** Rows are compared by their names; what is not observed is out of reach. */
function differsAt({ is_rows: isRows, observed }, recorded) {
    if (!isRows) {
        return same(observed, recorded) ? null
            : `${JSON.stringify(observed)}, recorded ` +
              JSON.stringify(recorded);
    }
    const row = observed.find((one) =>
        !same(one, recorded.find(([name]) => name === one[0])));

    return row ? JSON.stringify(row) : null;
}

/** Compares all facts. */
export function verifyFacts(compiler, machine, { headers, layout }) {
    const recorded = JSON.parse(
        readFileSync(join(TEST, "facts/cpython311.json"), "utf8"));
    const { out, err, outcome, reason } = machine.run(
        compileFacts(compiler, headers, layout),
        { entry: "main", limits: { output: 8 << 20, fuel: 1n << 40n } });
    const facts = out.split("\n").filter(Boolean).map((one) => {
        try {
            return JSON.parse(one);
        }
        catch {
            return { section: "c", name: one.slice(0, 90), observed: null };
        }
    });

    ok(outcome === "ran", `${facts.length} facts are observed`,
       `${reason}\n${err}`);
    for (const fact of facts) {
        const { section, name } = fact;
        const found = differsAt(fact, recorded[section]?.[name] ?? null);

        ok(found === null || UNLIKE[name], `fact: ${section}: ${name}` +
           (UNLIKE[name] ? `: ${UNLIKE[name]}` : ""), found ?? "");
    }
}
