// endings.js -- what it means that a run has ended as it has, in the words of
// the native sandbox (generator/run/crash.c, worker.c).
//
// Engines name the same trap differently; the tests below know the words of
// V8, SpiderMonkey and JavaScriptCore.

import { PLACES } from "./places.js";
import { lineFinder } from "./program.js";

const NEARLY_NULL = 65536n;
const STACK_END = 65536n;
const MOST_MEMORY = 256 << 20;
const NO_FAULT = 2n ** 64n - 1n;

const TRAPS = [
    [/(divi(de|sion)|remainder) by zero|divide result|integer overflow/i,
     "division by zero"],
    [/signature|null function|indirect call to null|table index|out of bounds call|index out of bounds/i,
     "call through a pointer that is no function"],
    [/memory access|out of bounds/i, "pointer to memory that is not there"],
];

/** Whether the stack of local variables, which the compiler keeps in memory,
 * has come to its end. */
export function isStackFull(run) {
    const at = BigInt(run.exports.__stack_pointer.value);

    return at < STACK_END || at > BigInt(PLACES.data);
}

function trapReason(run, error) {
    if (isStackFull(run)) {
        return "stack overflow";
    }
    const fault = run.get("hb_web_fault");

    if (fault !== NO_FAULT) {
        return fault < NEARLY_NULL ? "NULL pointer"
            : "pointer to memory that is not there";
    }
    const known = TRAPS.find(([words]) => words.test(error.message));

    return known ? known[1] : "ended by the signal SIGILL";
}

/** The line where the program was: of the instruction that trapped, when the
 * engine says where that is, else of the last call. */
function lineOf(run, error, program) {
    if (isStackFull(run)) {
        return Number(run.get("hb_web_line") & 0xffffffffn);
    }
    const frame = /at .*?wasm.*?:(0x[0-9a-f]+)|wasm-function.*?:(0x[0-9a-f]+)/
        .exec(String(error.stack));
    const inProgram = frame && /program/.test(frame[0]);

    return (inProgram && lineFinder(program)(Number(frame[1] ?? frame[2]))) ||
        Number(run.get("hb_web_line") & 0xffffffffn);
}

/**
 * @param {{code?: number, error?: Error}} end  of Run.play
 * @param {import("./machine.js").Run} run
 * @param {Uint8Array} program
 * @returns {{outcome: string, exit: number, reason: string?, line: number}}
 */
export function ending(end, run, program) {
    const { error } = end;
    const seconds = Number(run.limits.seconds);

    if (run.refused) {
        return { outcome: "forbidden", exit: end.code ?? 0, line: 0,
                 reason: `tried to ${run.refused}, which is not allowed` };
    }
    if (!error) {
        return { outcome: "ran", exit: end.code, line: 0,
                 reason: end.code ? `ended with exit code ${end.code}`
                     : null };
    }
    if (error.why === "output") {
        return { outcome: "output", exit: 0, line: 0, reason:
                 `more than ${run.limits.output >> 10} KiB of output` };
    }
    if (error.why === "time") {
        return { outcome: "timeout", exit: 0, line: 0,
                 reason: `no answer within ${seconds} s` };
    }
    if (error.why === "memory") {
        return { outcome: "memory", exit: 0, line: 0,
                 reason: `more than ${MOST_MEMORY >> 20} MiB of memory` };
    }
    if (error.why === "abort") {
        return { outcome: "killed", exit: 0, reason: "abort() was called",
                 line: Number(run.get("hb_web_line") & 0xffffffffn) };
    }
    if (error instanceof RangeError || /recursion/.test(error.message)) {
        return { outcome: "killed", exit: 0, reason: "stack overflow",
                 line: Number(run.get("hb_web_line") & 0xffffffffn) };
    }
    if (error instanceof WebAssembly.LinkError) {
        const name = /function="(\w+)"/.exec(error.message)?.[1];

        return { outcome: "killed", exit: 0, line: 0, reason:
                 `${name ?? "a function"} is declared with a wrong type` };
    }
    if (!(error instanceof WebAssembly.RuntimeError)) {
        throw error;
    }
    if (run.get("hb_web_fuel") === 0n) {
        return { outcome: "timeout", exit: 0, line: 0,
                 reason: `no answer within ${seconds} s` };
    }
    return { outcome: "killed", exit: 0, reason: trapReason(run, error),
             line: lineOf(run, error, program) };
}
