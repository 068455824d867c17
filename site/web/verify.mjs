// verify.mjs -- is the WebAssembly twin what the native runtime is?
//
//     node web/verify.mjs FOLDER HEAPBOOK [PART-OF-A-NAME]
//
// `heapbook twin` says what every example and every answer of an exercise
// gives natively; here they are compiled and run as in the page, and output,
// records and reports must be equal.  Prints TAP.
//
//   V1  what cannot be equal is announced in the course (web=no, and why), or
//       is one of UNLIKE below; nothing else is passed over

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { end, ok } from "../test/tap.mjs";
import { makeExercise, treeOf } from "./build.mjs";
import { openCompiler, openTools } from "./compiler.mjs";
import "./crypto.mjs";
import { ROOT } from "./sources.mjs";
import { openDrawing } from "./draw.js";
import { verifyFacts } from "./facts.mjs";
import { openJudge } from "./judge.js";
import { Explainer } from "./explain.js";
import { compileMachine, openMachine } from "./machine.js";
import { addExplanation, unclear } from "./outcome.js";

/* Members of a report that say who made it, how long it took, or what a
 * compiler calls a mistake. */
const UNLIKE = ["tool", "tool_version", "runtime", "compiler", "flags", "sandbox", "file",
                "exercise_hash", "submission_hash", "messages", "version"];
const UNLIKE_OF_TEST = ["file", "duration_ms", "heap"];

/* A stack overflow has no depth here. */
const DEPTH = / at depth about [\d,]+/;

/* What the C library itself writes to stderr: whose program it is, and what it
 * says of a block that is not its own. */
const OF_LIBRARY = /^heapbook: (?=<string>)|^(?:free|munmap_chunk)\(\).*$/gm;

const EXPLAIN = join(ROOT, "generator/test/explain");
const DRAWINGS = join(ROOT, "generator/test/draw");

const [folder, heapbook, part = ""] = process.argv.slice(2);
const compiler = openCompiler();
const made = {};
const read = async (name) =>
    made[name] ?? new Uint8Array(readFileSync(join(folder, "assets", name)));

function without(object, keys) {
    return Object.fromEntries(Object.entries(object)
        .filter(([key]) => !keys.includes(key)));
}

/** The report as both worlds must have it. */
function plain(report) {
    return {
        ...without(report, UNLIKE),
        tests: report.tests.map((test) => ({
            ...without(test, UNLIKE_OF_TEST),
            message: test.message?.replace(DEPTH, "") ?? null,
            errors: test.errors.replace(OF_LIBRARY, ""),
            explanation: test.explanation?.replace(DEPTH, "") ?? null,
            /* The page does not play again what is not shown. */
            ...(test.status === "skip"
                ? { explanation: null, explained_line: 0 } : {}) })),
    };
}

/** Where two values differ first: a path and both; null where nowhere. */
function difference(ours, native, path = "") {
    if (typeof ours !== "object" || typeof native !== "object" ||
        ours === null || native === null) {
        return ours === native ? null
            : `${path}: ${JSON.stringify(ours)}, ` +
              `natively ${JSON.stringify(native)}`;
    }
    const keys = new Set([...Object.keys(ours), ...Object.keys(native)]);

    for (const key of keys) {
        const found = difference(ours[key], native[key], `${path}/${key}`);

        if (found) {
            return found;
        }
    }
    return null;
}

/** The first line in which two texts differ. */
function differentLine(ours, native) {
    const theirs = native.split("\n");
    const i = ours.split("\n").findIndex((line, k) => line !== theirs[k]);

    return ours === native ? null
        : `line ${i + 1}: ${JSON.stringify(ours.split("\n")[i])}, ` +
          `natively ${JSON.stringify(theirs[i])}`;
}

const words = ({ outcome, exit, reason, line }) =>
    ({ outcome, exit, reason: reason ?? "", line });

async function verifyExample(tools, machine, example) {
    const { name, text, stdin, native } = example;
    const { program, messages } = await tools.compile({ text });

    if (!program || native.outcome === "not compiled") {
        ok(!program && native.outcome === "not compiled", name, messages);
        return;
    }
    const args = example.arguments ? example.arguments.split("\n") : [];
    const ours = machine.run(program, { entry: "main", stdin, args });

    ok(JSON.stringify([words(ours), ours.out, ours.records]) ===
       JSON.stringify([words(native), native.out, native.records]), name, [
        difference(words(ours), words(native)),
        differentLine(ours.out, native.out),
        differentLine(ours.records, native.records),
        ours.err].filter(Boolean).join("\n"));
}

async function verifyAnswer(tools, machine, judge, exercise, answer) {
    const { program, messages } =
        await tools.compile({ text: answer.text, exercise: exercise.id });
    const { seed } = answer.report;
    const plays = program ? await judge.plays(exercise.id, seed) : [];
    const outcomes = plays.map((play) => machine.run(program, play));
    const report = await judge.report(exercise.id, outcomes, {
        seed, text: answer.text, compiled: Boolean(program), messages,
        hidden: true });

    const failed = unclear(report, plays, outcomes);
    const looking = failed.length > 0 && await tools.compile({
        text: answer.text, exercise: exercise.id, looking: true });

    for (const { test, play } of failed) {
        addExplanation(test, explainer.explain(
            looking.program, play, answer.text));
    }

    const name = answer.path.replace(/^.*?(exercises|explain)\//, "$1/");
    const found = difference(plain(report), plain(answer.report));

    ok(found === null, name, found ?? "");
}

/** The golden drawings of the generator's own test, as one text.  Those of
 * a page are drawn without the blocks apart ("folded", where both are). */
function goldenDrawings(name) {
    let all = "";

    for (let step = 1; ; step++) {
        for (const form of ["wide", "narrow"]) {
            const path = join(DRAWINGS, "golden", `${name}-${step}-${form}.svg`);

            if (!existsSync(path)) {
                return all;
            }
            all += readFileSync(path, "utf8");
        }
    }
}

async function verifyDrawings() {
    const draw = await openDrawing({ read });

    for (const file of readdirSync(join(DRAWINGS, "data"))) {
        const name = file.replace(/\.jsonl$/, "");
        const golden = goldenDrawings(`${name}-folded`) ||
            goldenDrawings(name);
        const records = readFileSync(join(DRAWINGS, "data", file), "utf8");
        const ours = draw.steps(records, name)
            .flatMap(({ wide, narrow }) => [wide, narrow]).join("")
            .replace(/>(?=<|$)/g, ">\n");

        if (golden && `drawing of ${name}`.includes(part)) {
            ok(ours === golden, `drawing of ${name}`,
               differentLine(ours, golden) ?? "");
        }
    }
}

const twin = JSON.parse(execFileSync(
    heapbook, ["twin", "--also", EXPLAIN, "-C", ROOT],
    { maxBuffer: 1 << 28 }));
const tools = await openTools(read);
const modules = await compileMachine(read);
const machine = await openMachine({ modules });
const explainer = new Explainer(modules);
const judge = await openJudge({ read });

for (const example of twin.examples) {
    if (example.name.includes(part)) {
        await verifyExample(tools, machine, example);
    }
}
const headers = JSON.parse(new TextDecoder().decode(await read("headers.json")));

made["exercise-also.json"] = new TextEncoder().encode(JSON.stringify(
    makeExercise(compiler, treeOf(headers), twin.also)));
for (const exercise of [...twin.exercises, twin.also]) {
    for (const answer of exercise.answers) {
        if (answer.path.includes(part)) {
            await verifyAnswer(tools, machine, judge, exercise, answer);
        }
    }
}
await verifyDrawings();
if ("facts".includes(part)) {
    verifyFacts(compiler, machine, { headers, layout: modules.layout });
}
process.exitCode = end();
