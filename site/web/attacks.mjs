// attacks.mjs -- the generator's corpus of hostile answers, in WebAssembly.
//
//     node web/attacks.mjs FOLDER HEAPBOOK [PART-OF-A-NAME | --quick]
//
// Each answer (generator/test/attacks/) may get the marks that its comment
// grants and no more, whatever it does; and it takes nothing with it: all are
// played one after the other in this process.  Prints TAP.
//
//   A1  a text that includes a header which is not here is not compiled: it
//       would not be by clang either
//   A2  an answer whose harm cannot even be tried here is only an answer: when
//       it is right, it gets its points (HARMLESS)
//   A3  what is found by a second look only, where marks are given, is not
//       found in practice (PRACTICE)
//   A4  answers to other exercises than exercise/ are not played: they try what
//       is judged by the same code

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { end, ok } from "../test/tap.mjs";
import { makeExercise, treeOf } from "./build.mjs";
import { openCompiler, openTools } from "./compiler.mjs";
import "./crypto.mjs";
import { openJudge } from "./judge.js";
import { openMachine } from "./machine.js";
import { ROOT } from "./sources.mjs";

const CORPUS = join(ROOT, "generator/test/attacks");

/* Fewer steps than a page grants: a loop shall end here within a second. */
const LIMITS = { fuel: 10_000_000n };

/* Not among the quick ones: what has the compiler work for seconds, which a
 * page ends after fifteen, and what fills all memory. */
const SLOW = ["allocate-objects.c", "allocate.c", "many-designators.c",
              "many-warnings.c", "paste-without-end.c", "wide-switch.c"];

/* Forged books: they are found where marks are given, by a second observer
 * (decision 56); a check for practice has none, natively as here. */
const PRACTICE = ["behave-when-observed.c", "default-allocator.c",
                  "leave-when-observed.c", "loop-when-observed.c",
                  "other-allocator.c"];

const HARMLESS = {
    "aligned-beyond-the-program.c": "memory begins at 0 and has room for that",
    "leak-by-getline.c": "there is no file that is memory to read from",
    "pragma-hidden.c": "clang knows no such pragma",
    "pragma-library.c": "clang knows no such pragma",
    "pragma-option.c": "clang knows no such pragma",
    "write-file.c": "there are no files",
    "write-on-control.c": "there is no such descriptor",
};

const [folder, heapbook, part = ""] = process.argv.slice(2);
const made = {};
const read = async (name) =>
    made[name] ?? new Uint8Array(readFileSync(join(folder, "assets", name)));

const { also } = JSON.parse(execFileSync(heapbook, [
    "twin", "--checks", "--also", join(CORPUS, "exercise"), "-C", ROOT],
    { maxBuffer: 1 << 28 }));
const headers = JSON.parse(readFileSync(join(folder, "assets/headers.json")));
const exercise = makeExercise(openCompiler(), treeOf(headers), also);

made["exercise-also.json"] = new TextEncoder().encode(
    JSON.stringify(exercise));

const tools = await openTools(read);
const machine = await openMachine({ read });
const judge = await openJudge({ read });

/** Headers of a text that programs cannot include. */
const absentHeaders = (text) =>
    [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*<([\w./]+)>/gm)]
        .map(([, name]) => name)
        .filter((name) => !["include/", "include/std/", "clang/"]
            .some((at) => headers[at + name] !== undefined));

async function reportOf(text) {
    const { program, messages } = await tools.compile({ text,
                                                        exercise: "also" });
    const plays = program ? await judge.plays("also", 1) : [];
    const outcomes = plays.map((play) =>
        machine.run(program, { ...play, limits: LIMITS }));

    return judge.report("also", outcomes, {
        seed: 1, text, compiled: Boolean(program), messages, hidden: true });
}

async function attack(name) {
    const text = readFileSync(join(CORPUS, name), "utf8");
    const [, granted, most] = /score: (\d+)\/(\d+)/.exec(text);
    const why = HARMLESS[name] ??
        (PRACTICE.includes(name) ? "it is only practice" : undefined);
    const allowed = Number(why ? most : granted);
    const absent = absentHeaders(text);

    if (absent.length > 0) {
        ok(true, `${name} does not compile: no <${absent[0]}>`);
        return;
    }
    const report = await reportOf(text);

    ok(report.score <= allowed,
       `${name} gets ${report.score}, at most ${allowed}` +
       (why ? `: ${why}` : ""),
       report.tests.map((test) => `${test.status} ${test.message}`)
           .join("\n"));
}

function chosen() {
    const names = readdirSync(CORPUS).filter((one) => one.endsWith(".c") &&
        !/^ *exercise:/m.test(readFileSync(join(CORPUS, one), "utf8")));

    return part === "--quick" ? names.filter((name) => !SLOW.includes(name))
        : names.filter((name) => name.includes(part));
}

for (const name of chosen()) {
    await attack(name);
}
process.exitCode = end();
