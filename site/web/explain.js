// explain.js -- plays a test that has crashed once more, to see what it
// touched.
//
// Natively this is generator/run/explain.c, before the same quarantine
// (heapbook/quarantine.h): every block lies apart, and what may not be touched
// is behind a wall.  Here walls are bytes that the code looks at before each
// access; it is rewritten for that when it is wanted for the first time.
//
// A program that looks at its own arithmetic (toolchain.js) has that explained
// as well (heapbook/undefined.h).
//
//   X1  an explanation changes no result: the run that counts is over
//
// What is seen is turned into a sentence by sentences.js.

import { isStackFull } from "./endings.js";
import { Machine, isWide } from "./machine.js";
import { lineFinder, programNotes, withNotes } from "./program.js";
import { rewrite } from "./rewrite.js";
import { sentenceOf, sentenceOfOutside } from "./sentences.js";
import { SECTION, sections } from "./wasm.js";

const FRAMES = 400;
const NO_FAULT = 2n ** 64n - 1n;
const NULL_END = 65536n;
const VERBS = ["reads", "writes", "calls"];

/* struct Hb_Kept of heapbook/quarantine.h. */
const KEPT = { size: 8, state: 16, made: 20, freed: 24, type: 28 };
const STATES = ["none", "alive", "freed", "moved"];

/* struct Hb_Undefined of heapbook/undefined.h. */
const UNDEFINED = { line: 0, text: 4 };

/* Bytes of a block that nothing was put into, and between blocks. */
const FILLED = [[0xfbn, "filler"], [0xcbn, "fresh"]];

/** The program with walls; lines stay known. */
function watchedProgram(program, walls) {
    const { bytes, places } = rewrite(program, walls);
    const { start } = sections(program).find(({ id }) => id === SECTION.code);
    const lineAt = lineFinder(program);

    return withNotes(bytes, {
        ...programNotes(program),
        places: places((offset) => lineAt(start + offset)) }, program);
}

/* Functions of the C library that touch what they are given. */
const OF_C = /^(mem|str|wcs|wmem|qsort|bsearch|v?f?s?n?w?printf|format)/;

/* "at name (wasm://wasm/program-1f:wasm-function[7]:0x12)", or
 * "name@…:wasm-function[7]:0x12". */
const FRAME = /^\s*(?:at )?(.*?) ?[(@]?[^(@]*wasm-function\[(\d+)\]:0x([0-9a-f]+)/;

/** The calls that an error has met, innermost first. */
function framesOf(error, functions) {
    return String(error.stack).split("\n").map((one) => FRAME.exec(one) &&
        { text: one, found: FRAME.exec(one) }).filter(Boolean)
        .map(({ text, found: [, name, index, offset] }) => {
            const inProgram = /wasm\/program/.test(text) ||
                (/@/.test(text) && name !== "" && !/^wasm-/.test(name));

            return { inProgram, offset: parseInt(offset, 16),
                     name: inProgram ? name.replace(/^program\./, "")
                         : functions[index] };
        });
}

/** The line of the answer that was running, and whom it had called. */
function placeOf(error, functions, program) {
    const frames = framesOf(error, functions);
    const lineAt = lineFinder(program);
    const lines = frames.map(({ inProgram, offset }) =>
        inProgram ? lineAt(offset) : 0);
    const at = lines.findIndex((line) => line > 0);
    const callee = at > 0 ? frames[at - 1] : null;
    /* The C library's have no names natively, nor who has called them: they
     * keep no frames. */
    const isNamed = callee?.inProgram || (/^_?(Py|Hb|hb)/.test(callee?.name) &&
        !OF_C.test(frames[0].name));

    return { line: at < 0 ? 0 : lines[at], depth: frames.length,
             callee: isNamed ? callee.name : null,
             ofHeader: Boolean(callee?.inProgram) };
}

function blockAt(run, fault) {
    const at = Number(run.exports.hb_web_kept(fault));

    if (at === 0) {
        return null;
    }
    const view = run.view();

    return { size: Number(view.getBigUint64(at + KEPT.size, true)),
             state: STATES[view.getInt32(at + KEPT.state, true)],
             made: view.getInt32(at + KEPT.made, true),
             freed: view.getInt32(at + KEPT.freed, true),
             type: run.text(BigInt(at + KEPT.type)).slice(0, 27) };
}

/** What a program noted of its arithmetic; null for nothing. */
function undefinedOf(run) {
    const at = Number(run.exports.hb_web_undefined());
    const line = run.view().getInt32(at + UNDEFINED.line, true);

    return line > 0
        ? { line, text: run.text(BigInt(at + UNDEFINED.text)) } : null;
}

/** Which bytes of the quarantine's an address was made of. */
function heldBy(fault) {
    const ones = 0x0101010101010101n;

    return FILLED.find(([byte]) => {
        const from = BigInt.asIntN(64, fault - ones * byte);

        return from > -NULL_END / 2n && from < NULL_END / 2n;
    })?.[1] ?? null;
}

/** What kind of end it was. */
function causeOf(run, error, fault) {
    if (error.why === "abort") {
        return "abort";
    }
    if (isStackFull(run)) {
        return "room";
    }
    if (error instanceof RangeError || /recursion/.test(error.message)) {
        return "stack";
    }
    if (fault !== NO_FAULT) {
        return fault < NULL_END ? "null" : "wild";
    }
    if (/(divi(de|sion)|remainder) by zero/i.test(error.message)) {
        return "division";
    }
    if (/divide result|integer overflow/i.test(error.message)) {
        return "overflow";
    }
    if (/memory access|out of bounds memory/i.test(error.message)) {
        return "wild"; /* behind the end of all memory */
    }
    if (/signature/i.test(error.message)) {
        return "parameters"; /* NULL is looked for before */
    }
    return /null function|table|call/i.test(error.message) ? "code" : null;
}

export class Explainer {
    #machine;
    #walls;
    #functions;

    /** @param {object} modules  of compileMachine (machine.js) */
    constructor({ bytes, numbers, layout }) {
        this.#walls = {
            fault: BigInt(layout.fault), verb: BigInt(layout.verb),
            walls: BigInt(layout.walls), isNarrow: !isWide() };
        this.#functions = Object.fromEntries(Object.entries(layout.functions)
            .map(([name, index]) => [index, name]));
        this.#machine = new Machine({
            runtime: new WebAssembly.Module(
                rewrite(bytes, this.#walls).bytes), numbers, layout });
    }

    #observed(run, { error }, program) {
        const fault = run.get("hb_web_fault");
        const cause = causeOf(run, error, fault);

        if (!cause) {
            return null;
        }
        return {
            cause, ...placeOf(error, this.#functions, program),
            ...(cause === "room"
                ? { line: Number(run.get("hb_web_line") & 0xffffffffn) } : {}),
            verb: VERBS[Number(run.get("hb_web_verb") & 0xffn)],
            held: heldBy(fault),
            block: cause === "wild" && fault !== NO_FAULT
                ? blockAt(run, fault) : null,
        };
    }

    /** Plays once more.
     * @returns {{seen: object?, undefined: object?, err: string}} for
     *     sentenceOf: what was seen, and what the test wrote to stderr */
    #observe(program, { entry, seed, drop, limits }) {
        const watched = watchedProgram(program, this.#walls);
        const found = { seen: null, undefined: null, outside: null };

        const { err } = this.#machine.run(watched, {
            entry, seed, drop: true, ...(limits ? { limits } : {}),
            observer: {
                begin: (run) => run.exports.hb_web_watch(),
                end: (run, ended) => {
                    found.undefined = undefinedOf(run);
                    found.outside = drop && !ended.error && !ended.code
                        ? run.outside() : null;
                    found.seen = ended.error
                        ? this.#observed(run, ended, watched) : null;
                },
            } });
        return { ...found, err };
    }

    /**
     * Why a test went wrong.
     *
     * @param {Uint8Array} program
     * @param {object} play  as it was given to Machine.run
     * @param {string} text  the answer
     * @returns {{touched: {line: number, text: string}?,
     *     undefined: {line: number, text: string}?}} null for what was not
     *     done: for addExplanation
     */
    explain(program, play, text) {
        const frames = Error.stackTraceLimit;

        Error.stackTraceLimit = FRAMES;
        try {
            const { seen, undefined: earlier, outside, err } =
                this.#observe(program, play);

            return { touched: seen ? sentenceOf(seen, text, err)
                : sentenceOfOutside(outside),
                     undefined: earlier };
        }
        finally {
            Error.stackTraceLimit = frames;
        }
    }
}
