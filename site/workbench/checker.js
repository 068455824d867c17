// checker.js -- what the page asks for: check, diagnose, run.
//
// Three Workers stand behind it.  The compiler's is started at the first check
// and stays; the runner's is ended whenever a program does not come to its
// end, and started anew; so is the explainer's, which plays once more what
// went wrong, while the student may check again.
//
//   C1  nothing is fetched before open() but the manifest, a few kilobytes,
//       and that only when a check was asked for, or when this browser keeps
//       a compiler already
//   C2  a run that is over its time costs this run only
//   C3  after an error the next call starts from scratch
//   C4  a compilation that is over its time ends the compiler: the next check
//       starts it anew, from what the browser keeps

import { cacheOf } from "./assets.js";
import { Remote } from "./remote.js";
import { figureOf } from "./figure.js";
import { keepSite } from "./service.js";
import { findSource } from "./source.js";
import { addExplanation, memories, unclear } from "../web/outcome.js";
import { complaintOf } from "../web/submission.js";

/** What one play of a test may take.  Native runs have 2 s as well. */
const RUN_MILLISECONDS = 2000;
const EXPLAIN_MILLISECONDS = 4000;
const COMPILE_MILLISECONDS = 15000;

/** How long after a check the copy of the site is begun. */
const PAUSE_MILLISECONDS = 2000;

/* Milliseconds after a check: then the machine is free for explanations, and
 * then the compiler as well. */
const PAUSE = 100;
const LONG_PAUSE = 300;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const NO_COMPILER = "This browser cannot run the compiler: it needs " +
    "WebAssembly, Workers and DecompressionStream.";

const NO_END = "The compiler came to no end within " +
    `${COMPILE_MILLISECONDS / 1000} s: is there a very large array?`;

const canRun = () => typeof WebAssembly === "object" &&
    typeof DecompressionStream === "function" && typeof Worker === "function";

export class Checker {
    #base;
    #source = null;
    #compiler = null;
    #runner = null;
    #explainer = null;
    #modules = null;
    #isOpen = false;
    #starting = null;
    #opening = null;
    #lastPlays = 1;
    #ahead = null;
    #pause = 0;
    #last = null;
    bytes = 0;

    /** @param {string} base  the folder of the web toolchain, with a slash */
    constructor(base) {
        this.#base = base;
    }

    /** What the Check line says before anything was asked. */
    firstWords() {
        return canRun() ? "Not checked yet." : NO_COMPILER;
    }

    /** The compiler's Worker, which knows where its files are. */
    async #startOnce() {
        if (!canRun()) {
            throw new Error(NO_COMPILER);
        }
        this.#source ??= await findSource(this.#base);
        this.#compiler = new Remote(this.#source.worker("compiler"));
        await this.#source.introduce(this.#compiler);
        return this.#compiler;
    }

    async #start() {
        try {
            this.#starting ??= this.#startOnce();
            return await this.#starting;
        } catch (error) {
            this.close();
            throw error;
        }
    }

    /** Is the compiler running?  Sets `bytes`: what a start would fetch. */
    async isReady() {
        if (!this.#isOpen) {
            this.bytes = await (await this.#start()).call("size");
        }
        return this.#isOpen;
    }

    /** Does this browser keep everything that a start needs? */
    isKept() {
        return this.bytes === 0;
    }

    async #openOnce(onProgress, exercise) {
        const compiler = await this.#start();
        await this.#source.feed(compiler, false);
        await compiler.callWith({
            onEvent: ({ done, total }) => onProgress(done, total) }, "open", exercise);
        this.#modules = await compiler.call("modules");
        this.#isOpen = true;
    }

    /** Starts the compiler, once.  Stopping ends it; what has come is not
     * lost where whole files were kept.
     * @param {string|null} exercise  that is going to be checked */
    async open(onProgress, exercise, signal) {
        const stop = () => this.close();
        signal?.addEventListener("abort", stop, { once: true });
        try {
            this.#opening ??= this.#openOnce(onProgress, exercise);
            await this.#opening;
        } catch (error) {
            this.close();
            throw error;
        } finally {
            signal?.removeEventListener("abort", stop);
        }
    }

    /** Starts the compiler ahead of the first check, where that fetches
     * nothing but the manifest (C1).  What fails is told by that check. */
    async warm(exercise) {
        try {
            if (canRun() && await caches.has(this.#cache) &&
                !await this.isReady() && this.isKept()) {
                await this.open(() => {}, exercise);
            }
        } catch {
            // As if it had not been tried.
        }
    }

    get #cache() {
        return cacheOf(new URL(this.#base, document.baseURI).href);
    }

    /** Ends all Workers (C3). @param {string} [why]  told to who waits */
    close(why) {
        this.#compiler?.end(why);
        this.#compiler = null;
        this.#starting = null;
        this.#isOpen = false;
        this.#opening = null;
        this.#endRunner();
        this.#endExplainer();
    }

    #endRunner() {
        this.#runner?.end();
        this.#runner = null;
    }

    #endExplainer() {
        this.#explainer?.end();
        this.#explainer = null;
    }

    /** Lets go of an explanation that is being made: the machine is for what
     * the student asked now. */
    #stopExplaining() {
        this.#last = null;
        if (this.#explainer?.isBusy) {
            this.#endExplainer();
        }
    }

    /** A Worker that runs what a student wrote. */
    #openRunner(modules) {
        const runner = new Remote(this.#source.worker("runner"));
        runner.call("open", modules).catch(() => {});
        return runner;
    }

    /** The runner, with so many instances ready or on their way. */
    async #startRunner(count) {
        this.#runner ??= this.#openRunner({ ...this.#modules, bytes: null });
        await this.#runner.call("prepare", count);
        return this.#runner;
    }

    /** Runs a program in ways that are yet to be tried; adds to outcomes as
     * they come.  Ends with the last, or with one that is over its time, and
     * the Worker with it (C2). */
    async #runSome(program, plays, outcomes, { signal, onStage }) {
        const runner = await this.#startRunner(1);
        let late = false;
        let timer = 0;
        const end = () => this.#endRunner();
        const next = () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
                late = true;
                end();
            }, RUN_MILLISECONDS);
            onStage?.(`Running test ${outcomes.length + 1} of ` +
                `${plays.length}\u2026`);
        };
        signal?.throwIfAborted();
        signal?.addEventListener("abort", end, { once: true });
        next();
        try {
            await runner.callWith({
                onEvent: (outcome) => {
                    outcomes.push(outcome);
                    if (outcomes.length < plays.length) {
                        next();
                    }
                } }, "runAll", program, plays.slice(outcomes.length));
        } catch (error) {
            if (!late) {
                this.#endRunner();
                throw error;
            }
            outcomes.push({
                outcome: "timeout", exit: 1, out: "", err: "", records: "",
                reason: `no answer within ${RUN_MILLISECONDS / 1000} s` });
        } finally {
            clearTimeout(timer);
            signal?.removeEventListener("abort", end);
        }
    }

    /** The outcomes of a program that is run in each of these ways. */
    async #runAll(program, plays, options) {
        const outcomes = [];
        while (outcomes.length < plays.length) {
            await this.#runSome(program, plays, outcomes, options);
        }
        return outcomes;
    }

    /** Asks the compiler; a program can be endless for it, too (C4). */
    async #ask(op, ...args) {
        const timer = setTimeout(() => this.close(NO_END),
                                 COMPILE_MILLISECONDS);
        try {
            return await this.#compiler.call(op, ...args);
        } finally {
            clearTimeout(timer);
        }
    }

    /** Has the browser keep the site, too (service.js), once a program has
     * run and the student pauses: till then line and machine are theirs. */
    #keepSite() {
        clearTimeout(this.#pause);
        if (this.#pause !== null) {
            this.#pause = setTimeout(() => {
                this.#pause = null;
                keepSite(this.#base);
            }, PAUSE_MILLISECONDS);
        }
    }

    /** Compiles; where a text needs more of the compiler, asks for it. */
    async #compile(what, { signal, rest }) {
        const made = await this.#ask("compile", ...what);
        if (made.more === undefined) {
            return made;
        }
        if (made.more > 0 && !await rest.may(made.more)) {
            throw new Error("Not now: the command line does the same.");
        }
        const stop = () => this.close();
        signal?.addEventListener("abort", stop, { once: true });
        try {
            await this.#source.feed(this.#compiler, true);
            await this.#compiler.callWith({ onEvent: ({ done, total }) =>
                rest.onProgress(done, total) }, "complete");
        } finally {
            signal?.removeEventListener("abort", stop);
        }
        return this.#ask("compile", ...what);
    }

    /**
     * Checks an answer.
     * @param {string} exercise  "copies/copy-rows"
     * @param {string} text
     * @param {{signal: AbortSignal, onStage: (text: string) => void,
     *          rest: object, seed?: number}} options  rest: of line.js
     * @returns {Promise<object>} the report of `heapbook check --format=json`
     */
    async check(exercise, text, { signal, onStage, rest, seed }) {
        const complaint = complaintOf(text);
        if (complaint) {
            throw new Error(`This is not checked: ${complaint}.`);
        }
        const drawn = seed ?? crypto.getRandomValues(new Uint32Array(1))[0];
        onStage("Compiling answer.c\u2026");
        clearTimeout(this.#pause);
        this.#stopExplaining();
        this.#startRunner(this.#lastPlays).catch(() => {});
        const { ok, messages, program, plays } =
            await this.#compile([text, exercise, drawn], { signal, rest });
        const outcomes = await this.#runAll(program, plays,
                                            { signal, onStage });
        this.#lastPlays = Math.max(1, plays.length);
        this.#keepSite();
        const report = await this.#compiler.callWith(
            { transfer: outcomes.flatMap(memories) }, "judge", exercise,
            outcomes, { seed: drawn, messages, compiled: ok, text, plays });
        /* For the next check. */
        this.#startRunner(this.#lastPlays).catch(() => {});
        this.#last = { report, program, text, exercise,
                       tests: unclear(report, plays, outcomes) };
        return report;
    }

    /** The program that looks at its own arithmetic, once nobody asks for
     * another; null where it cannot be had. */
    async #lookAt({ report, text, exercise }) {
        await pause(LONG_PAUSE);
        return this.#last?.report === report
            ? this.#ask("look", text, exercise).catch(() => null) : null;
    }

    /**
     * Plays what went wrong in the last check once more and adds to its
     * report what was seen: what was touched, and then, in a program that is
     * made for it, what arithmetic went wrong.  The next check ends it; so
     * does a run without end, and nothing but explanations is lost.
     * @yields {Promise<boolean>} whether there is something new to show
     */
    async *explain(report) {
        const last = this.#last;
        if (last?.report !== report || last.tests.length === 0) {
            return;
        }
        await pause(PAUSE);
        yield this.#explainBy(last.program, last);
        const looking = await this.#lookAt(last);
        if (looking) {
            yield this.#explainBy(looking, last);
        }
    }

    /** The runner that explains; what it takes to start is not the run's. */
    async #startExplainer() {
        this.#explainer ??= this.#openRunner(this.#modules);
        await this.#explainer.call("prepareToExplain");
    }

    async #explainOne(isLast, program, { test, play }, text) {
        let timer = 0;
        try {
            await this.#startExplainer();
            if (isLast()) {
                timer = setTimeout(() => this.#endExplainer(),
                                   EXPLAIN_MILLISECONDS);
                addExplanation(test, await this.#explainer.call(
                    "explain", program, play, text));
            }
        } catch {
            this.#endExplainer();
        } finally {
            clearTimeout(timer);
        }
    }

    async #explainBy(program, { report, text, tests }) {
        const isLast = () => this.#last?.report === report;
        const words = () => tests.map(({ test }) => test.explanation).join();
        const before = words();
        for (const one of tests) {
            if (!isLast()) {
                return false;
            }
            await this.#explainOne(isLast, program, one, text);
        }
        return isLast() && words() !== before;
    }

    /** The author's answer, for who has all points; null where it is not
     * shown. */
    async solution(exercise) {
        return this.#isOpen
            ? this.#compiler.call("solution", exercise).catch(() => null)
            : null;
    }

    /** Compiles a text before it is checked, once. */
    ahead(text, exercise) {
        if (this.#isOpen && this.#ahead !== text) {
            this.#ahead = text;
            this.diagnose(text, exercise);
        }
    }

    /** What the compiler says of a text; null while it is not running.  What
     * fails, or is not checked, is told by the check. */
    async diagnose(text, exercise) {
        return this.#isOpen && !complaintOf(text)
            ? this.#ask("diagnose", text, exercise).catch(() => null) : null;
    }

    /**
     * Compiles and runs a whole program.
     * @param {string} text
     * @param {{args: string[], stdin: string, signal: AbortSignal,
     *          rest: object}} input
     * @param {{looks: object, charts: object[]}} wishes  what is drawn of it
     */
    async run(text, { args, stdin, signal, rest }, wishes) {
        clearTimeout(this.#pause);
        this.#stopExplaining();
        const { ok, messages, program } =
            await this.#compile([text, null], { signal, rest });
        if (!ok) {
            return { ran: false, messages };
        }
        const [outcome] = await this.#runAll(
            program, [{ entry: "main", args, stdin }], { signal });
        this.#keepSite();
        const drawn = outcome.records
            ? await this.#compiler.call("draw", outcome.records, wishes)
            : { steps: [], charts: [] };
        return { ...outcome, ran: true, messages, drawn };
    }

    /** Adds the heap at the end of a failed test to its place. */
    async drawHeap(test, item) {
        if (!test.heap || !this.#isOpen) {
            return;
        }
        const { steps: [left] } =
            await this.#compiler.call("draw", test.heap);
        if (left) {
            const figure = figureOf([{ ...left, caption: "",
                                       label: "What your program left" }]);
            item.querySelector(".why").append(figure);
        }
    }
}
