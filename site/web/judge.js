// judge.js -- plays and judges an exercise: what generator/grade and
// generator/run do natively, in the same words.
//
// Scenarios run beside the student's code, each in an instance of its own
// (machine.js).  When all of them are dead, the judges run in an instance
// that has no student's code, over copies of the slots and heaps.
//
//   J1  a test passes when its scenario came to its end by itself and all
//       claims of its judge hold; then it gives its points, else none
//   J2  a scenario that leaves no record of its end gives none, whatever its
//       exit code

import { finishProgram } from "./finish.js";
import { Run, openMachine } from "./machine.js";
import { clearPages, layPages } from "./pages.js";
import { printedText, withoutAddresses } from "./printed.js";
import { sentenceOfSlots } from "./sentences.js";

/** Files of the asset folder that a judge reads, beside its machine's and
 * the exercise's own. */
export const JUDGE_FILES = ["layout.json"];

/* Layouts of the runtime's structs (heapbook/judge.h, slots.h), LP64. */
const DONE = 4;
const DROPPED_ALL = 2; /* HB_DONE_DROPPED */
const FINDING = { line: 0, passed: 4, what: 8, expected: 16, actual: 24,
                  advisory: 32 };
const ABOUT = { points: 8, claim: 16, needs: 24, hint: 32, hidden: 40 };

/* Heaps of the dead lie from here on in the judges' memory, one behind the
 * other.  What an instance may reach, the engine counts: much of it would be
 * collected while a student waits. */
const EVIDENCE = 96 << 20;
const PAGE = 65536;

/** The order that grade.c draws: the same for the same seed. */
export function drawOrder(count, seed) {
    const order = Array.from({ length: count }, (_, i) => i);
    let state = BigInt(seed) | BigInt(count) << 32n;

    for (let i = count; i > 1; i--) {
        state = BigInt.asUintN(64, state * 6364136223846793005n +
            1442695040888963407n);

        const other = Number((state >> 33n) % BigInt(i));

        [order[i - 1], order[other]] = [order[other], order[i - 1]];
    }
    return order;
}

const doneOf = ({ slots }) => slots
    ? new DataView(slots.buffer, slots.byteOffset).getUint32(DONE, true) : 0;

/** What became of a scenario by itself: status, message and line.  After its
 * end only the claim about leaks is affected (scenario.c). */
function statusOf(outcome, dropped) {
    if (dropped && outcome.kept) {
        return { status: "pass", message: null, line: 0 };
    }
    if (outcome.outcome !== "ran") {
        return { status: "error", line: outcome.line, message: outcome.line
            ? `${outcome.reason} at line ${outcome.line}` : outcome.reason };
    }
    if (outcome.exit || !doneOf(outcome)) {
        const [said] = outcome.err.split("\n");

        return { status: "error", line: 0, message: said
            ? `the program ended early: ${said}`
            : `the program ended with exit code ${outcome.exit} before the ` +
              "test was over" };
    }
    return { status: "pass", message: null, line: 0 };
}

/** One life of the judges of an exercise. */
class Bench {
    #laid = [];

    constructor(machine, exercise) {
        this.exercise = exercise;
        this.run = new Run(machine, { host: {
            next_judge: () => this.#next(),
            finding: (at) => this.#find(Number(at)),
            picture: (at, len) => {
                this.play.heap = new TextDecoder().decode(
                    this.run.bytes(at, len));
            },
        } });
        this.run.start();
        this.run.link(exercise.judges);
    }

    #text(at) {
        const text = this.run.view().getBigUint64(at, true);

        return text === 0n ? null : printedText(this.run.bytesOfText(text));
    }

    #number(at) {
        return this.run.view().getInt32(at, true);
    }

    /** What a test says of itself: its struct in the judges' data. */
    #read(test) {
        const at = Number(this.run.address(`hb_about_${test}`));

        return { points: this.#number(at + ABOUT.points),
                 claim: this.#text(at + ABOUT.claim) ?? "",
                 needs: this.#text(at + ABOUT.needs),
                 hint: this.#text(at + ABOUT.hint),
                 hidden: this.#number(at + ABOUT.hidden) !== 0 };
    }

    #find(at) {
        this.play.claims.push({
            passed: this.#number(at + FINDING.passed) !== 0,
            what: this.#text(at + FINDING.what) ?? "",
            expected: this.#text(at + FINDING.expected) ?? "",
            actual: this.#text(at + FINDING.actual) ?? "",
            line: this.#number(at + FINDING.line),
            advisory: this.#number(at + FINDING.advisory) !== 0,
        });
    }

    /** Lays heaps behind everything that the judges' own instance uses; the
     * next test's take their place. @param {(object|null)[]} heaps */
    #lay(heaps) {
        let at = EVIDENCE;

        for (const { pages, from } of this.#laid) {
            clearPages(pages, this.run.bytes(from, pages.size));
        }
        this.#laid = [];
        heaps.forEach((pages, which) => {
            if (pages) {
                this.run.reach(at + pages.size);
                layPages(pages, this.run.bytes(at, pages.size));
                this.#laid.push({ pages, from: at });
            }
            this.run.exports.hb_web_evidence(which, BigInt(at),
                                             BigInt(pages?.size ?? 0));
            at += Math.ceil((pages?.size ?? 0) / PAGE) * PAGE;
        });
    }

    #giveText(text) {
        return text === null ? 0n
            : this.run.give(new TextEncoder().encode(`${text}\0`));
    }

    #givePrinted(bytes) {
        this.run.exports.hb_web_printed(this.run.give(bytes),
                                        BigInt(bytes.length));
    }

    /** Lays out the evidence of the next play that can be judged. */
    #next() {
        const { exports } = this.run;

        do {
            this.at++;
            this.play = this.plays[this.at];
        } while (this.play && this.play.status !== "pass");
        if (!this.play) {
            return 0n;
        }

        const { outcome, drop, test } = this.play;
        const left = outcome.kept ?? outcome;
        const dropped = drop && outcome.outcome === "ran" && !outcome.exit &&
            doneOf(outcome) === DROPPED_ALL;

        this.run.bytes(exports.hb_web_judge_slots(), left.slots.length)
            .set(left.slots);
        this.#lay([left.region, dropped ? outcome.region : null]);
        exports.hb_web_about(this.about.seed, this.#giveText(test),
                             drop ? this.#giveText(outcome.records) : 0n,
                             this.#giveText(this.about.text));
        exports.hb_web_left_outside(BigInt(outcome.outside.blocks),
                                    BigInt(outcome.outside.bytes));
        this.#givePrinted(withoutAddresses(outcome.outBytes));
        return this.run.pointer(`hb_judge_${test}`);
    }

    /** Judges plays, and adds to each what its test says of itself. */
    judge(about, plays) {
        this.plays = plays;
        this.about = about;
        this.at = -1;
        for (const play of plays) {
            Object.assign(play, this.#read(play.test));
        }

        const { error } = this.run.play(() => {
            this.run.exports.hb_web_judge();
        });

        if (error) {
            throw error;
        }
    }
}

/* ---- the report ----------------------------------------------------------- */

/** Status and message of a play whose judge has spoken. */
function settle(play) {
    if (play.status !== "pass") {
        return;
    }
    const failure = play.claims.find((one) => !one.passed && !one.advisory);

    if (failure) {
        play.status = "fail";
        play.failure = failure;
        play.message = `${failure.what}: expected ${failure.expected}, ` +
            `got ${failure.actual}`;
    }
    else if (play.claims.length === 0) {
        play.status = "error";
        play.message = "its judge claimed nothing";
    }
}

/** A test whose needs have not passed is skipped; it may need one that
 * stands after it. */
function skipDependants(plays) {
    let changed = true;

    while (changed) {
        changed = false;
        for (const play of plays) {
            const needed = plays.find(({ test }) => test === play.needs);

            if (needed && needed.status !== "pass" &&
                play.status !== "skip") {
                play.status = "skip";
                play.message = `waits for: ${needed.claim || needed.test}`;
                play.failure = undefined;
                changed = true;
            }
        }
    }
}

/** What a test gave back that no function may; crashes and touches are seen
 * in a second run (explain.js). */
const oddity = ({ status, outcome }) =>
    status !== "pass" && outcome?.outcome === "ran" && outcome.slots
        ? sentenceOfSlots(outcome.slots) : null;

const NOTHING_PRINTED = new Uint8Array();

const reported = (bytes = NOTHING_PRINTED) =>
    printedText(withoutAddresses(bytes));

const testReport = (play, file) => ({
    id: play.test, name: play.claim || play.test,
    points: play.status === "pass" ? play.points : 0,
    max_points: play.points, status: play.status, hidden: play.hidden,
    depends_on: play.needs, message: play.message,
    expected: play.failure?.expected ?? null,
    actual: play.failure?.actual ?? null,
    hint: play.hint, file,
    output: reported(play.outcome?.outBytes),
    errors: reported(play.outcome?.errBytes),
    line: play.line, explanation: play.oddity, explained_line: 0,
    duration_ms: play.outcome?.ms ?? 0,
    claims: play.claims, heap: play.heap ?? null,
});

export class Judge {
    #machine;
    #layout;
    #read;
    #exercises = new Map();
    #last = null;
    #bench = null;

    constructor(machine, layout, read) {
        this.#machine = machine;
        this.#layout = layout;
        this.#read = read;
    }

    /** Gets ready for an exercise. */
    async open(id) {
        this.#last = await this.#exercise(id);
        this.prepare();
    }

    /** Gets ready for the next report of the same exercise.
     * @returns {boolean} whether there was something to do */
    prepare() {
        const lacks = this.#last !== null && this.#bench === null;

        if (lacks) {
            this.#bench = new Bench(this.#machine, this.#last);
        }
        return lacks;
    }

    async #exercise(id) {
        if (!this.#exercises.has(id)) {
            const name = `exercise-${id.replace("/", "--")}.json`;
            const { tests, judges, solution } =
                JSON.parse(new TextDecoder().decode(await this.#read(name)));

            this.#exercises.set(id, { tests, solution, judges: finishProgram(
                Uint8Array.from(atob(judges), (one) => one.charCodeAt(0)),
                this.#layout) });
        }
        return this.#exercises.get(id);
    }

    /** The plays of an exercise in the order of a seed: options of
     * Machine.run. */
    async plays(id, seed) {
        const { tests } = await this.#exercise(id);

        return drawOrder(tests.length, seed).map((i) => ({
            entry: tests[i].name, drop: tests[i].asks_leaks, keep: true,
            seed }));
    }

    /** The author's answer, where the page may show it; else null. */
    async solution(id) {
        return (await this.#exercise(id)).solution ?? null;
    }

    /**
     * Judges what the plays have left.
     *
     * @param {string} id  of the exercise
     * @param {object[]} outcomes  of the plays, in their order
     * @param {object} about
     * @param {number} about.seed
     * @param {string} about.text  the answer
     * @param {boolean} about.compiled
     * @param {object[]} about.messages  the compiler's
     * @param {string} [about.file]
     * @param {boolean} [about.hidden]  report hidden tests as well
     * @returns {Promise<object>} generator/grade/report.schema.json
     */
    async report(id, outcomes, about) {
        const exercise = await this.#exercise(id);
        const { seed, compiled, messages, file = "answer.c" } = about;
        const order = drawOrder(exercise.tests.length, seed);
        const played = order.map((i, k) => ({
            test: exercise.tests[i].name, drop: exercise.tests[i].asks_leaks,
            outcome: outcomes[k], claims: [],
            ...(compiled ? statusOf(outcomes[k], exercise.tests[i].asks_leaks)
                : { status: "error", message: "it does not compile",
                    line: 0 }),
        }));

        const bench = this.#bench?.exercise === exercise ? this.#bench
            : new Bench(this.#machine, exercise);

        this.#bench = null;
        this.#last = exercise;
        bench.judge(about, played);
        for (const play of played) {
            settle(play);
            play.oddity = oddity(play);
        }

        const inOrder = exercise.tests.map(({ name }) =>
            played.find(({ test }) => test === name))
            .filter((play) => about.hidden || !play.hidden);

        skipDependants(inOrder);

        const tests = inOrder.map((play) => testReport(play, file));
        const sum = (key) => tests.reduce((all, one) => all + one[key], 0);

        return {
            version: 1, tool: "heapbook", tool_version: this.#layout.version,
            runtime: this.#layout.runtime, compiler: "clang",
            flags: ["-Wall", "-Wextra"], sandbox: "PRACTICE", exercise: id,
            exercise_hash: null, file, submission_hash: null, seed,
            score: sum("points"), max_score: sum("max_points"), compiled,
            reason: compiled ? null : "it does not compile",
            messages: messages.map(({ line, column, error, text }) => ({
                line, column, severity: error ? "error" : "warning", text })),
            tests,
        };
    }
}

/** @param {{read: Function, modules?: object}} from */
export async function openJudge({ read, modules }) {
    const machine = await openMachine({ read, modules });
    const layout = JSON.parse(
        new TextDecoder().decode(await read("layout.json")));

    return new Judge(machine, layout, read);
}
