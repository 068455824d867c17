// sentences.js -- what a test did wrong, as a sentence: the words of the
// command line (generator/run/explain.c).

/* struct Hb_Slots of heapbook/slots.h. */
const SLOTS = { count: 0, items: 8, size: 64, kind: 40, borrowed: 44, both: 46 };
const MOST_SLOTS = 64;
const KIND_NULL = 2;

const DECREFS = ["Py_DECREF", "Py_XDECREF", "Py_DecRef", "_Py_Dealloc"];

/** The name as the student wrote it: a macro that calls the function is what
 * stands in the line. */
function writtenName(name, line) {
    const calls = [...line.matchAll(/\b(Py\w*)\(/g)].map(([, one]) => one);

    return calls.includes(name) ? name
        : calls.length === 1 ? calls[0] : null;
}

const thing = ({ type, size }) =>
    /^[\w.]+/.test(type) ? `the ${/^[\w.]+/.exec(type)[0]}`
        : `the block of ${size} bytes`;

/** "that line 15 gave back" */
function givenBack({ freed }, line, already) {
    if (freed <= 0) {
        return "that was given back before";
    }
    return `that ${freed === line ? "this line" : `line ${freed}`} gave back` +
        already;
}

function ofFreed({ line, callee, block }) {
    if (!line) {
        return block.freed > 0
            ? { line: block.freed, text: `gives back ${thing(block)}, which ` +
                "is used afterwards: one DECREF too many, or an INCREF is " +
                "missing" }
            : { line, text: `${thing(block)} is given back more often than ` +
                "it was taken: an INCREF is missing, or there is one DECREF " +
                "too many" };
    }
    return { line, text: DECREFS.includes(callee)
        ? `gives back ${thing(block)} ${givenBack(block, line, " already")}`
        : `uses ${thing(block)} ${givenBack(block, line, "")}` };
}

const ofMoved = ({ line, block }) => ({ line, text: block.freed > 0
    ? `uses memory that line ${block.freed} moved when it changed its size`
    : "uses memory that was moved when its size changed" });

const ofAlive = ({ line, verb, block }) => ({ line, text:
    `${verb} behind the end of ${thing(block)}` +
    (block.made > 0 ? ` that line ${block.made} made` : "") });

const OF_BLOCK = { freed: ofFreed, moved: ofMoved, alive: ofAlive };

function ofNull({ verb, callee, ofHeader }, text) {
    const name = callee && ofHeader ? writtenName(callee, text) : callee;

    if (verb === "calls") {
        return "calls a function through a NULL pointer";
    }
    if (name) {
        return `${name} ${ofHeader ? "is given" : "meets"} a NULL pointer`;
    }
    return `${verb} through a NULL pointer`;
}

const OF_WILD = {
    filler: "uses a pointer that it read outside of a block",
    fresh: "uses memory that nothing was put into yet",
};

/* What is said before an abort: heapbook/outside.h, runtime/web/libc. */
const COMPLAINTS = [
    [/^\S+: block was freed before/,
     "gives free() a block that it has freed already"],
    [/^free\(\): not a block of malloc/,
     "gives free() what malloc() has not made"],
    [/^realloc\(\): not a block of malloc/,
     "gives realloc() what malloc() has not made"],
    [/^\S+: block was written over/,
     "has written outside of a block that malloc() has made"],
];

function ofAbort(said) {
    const known = COMPLAINTS.find(([says]) => says.test(said));
    const failed = /: Assertion `(.*)' failed\.$/.exec(said);

    return known ? known[1]
        : /.\(\) ends without returning a value$/.test(said) ? said
        : failed ? `assert(${failed[1]}) does not hold`
            : `abort() was called${said ? `: ${said}` : ""}`;
}

function ofCause(seen, text, err) {
    const [said] = err.split("\n");

    switch (seen.cause) {
    case "abort":
        return ofAbort(said);
    case "room":
        return "needs more room for local variables than the stack has";
    case "stack":
        return "calls itself without end: the stack is full";
    case "null":
        return ofNull(seen, text);
    case "wild":
        return OF_WILD[seen.held] ??
            "uses a pointer that points to no memory";
    case "division":
        return "divides by zero";
    case "overflow":
        return "divides the smallest number by -1, which overflows";
    case "parameters":
        return "calls a function that has other parameters than it is given";
    default:
        return "calls a pointer that is no function";
    }
}

/**
 * @param {object} seen  what Explainer.explain has found
 * @param {string} text  the answer
 * @param {string} err  what the test wrote to stderr
 * @returns {{line: number, text: string}}
 */
export function sentenceOf(seen, text, err) {
    const block = seen.block && OF_BLOCK[seen.block.state];

    return block ? block(seen) : {
        line: seen.line,
        text: ofCause(seen, text.split("\n")[seen.line - 1] ?? "", err) };
}

/** Of a call that returned NULL and set no exception, or a value and one as
 * well; null when there was none. @param {Uint8Array} slots */
export function sentenceOfSlots(slots) {
    const view = new DataView(slots.buffer, slots.byteOffset);
    const count = Math.min(view.getUint32(SLOTS.count, true), MOST_SLOTS);

    for (let i = 0; i < count; i++) {
        const at = SLOTS.items + i * SLOTS.size;

        if (view.getUint16(at + SLOTS.kind, true) === KIND_NULL &&
            !view.getUint16(at + SLOTS.borrowed, true)) {
            return "NULL was returned, but no exception was set";
        }
        if (view.getUint16(at + SLOTS.both, true)) {
            return "a value was returned, but an exception was set too";
        }
    }
    return null;
}

/** Of memory of malloc's that a program has left (machine.js, outside()); null
 * when it has left none. */
export function sentenceOfOutside(left) {
    if (!left?.blocks || !left.line) {
        return null;
    }
    return {
        line: left.line,
        text: left.blocks === 1
            ? `takes ${left.bytes} bytes from malloc that are never given ` +
                "to free"
            : `takes the first of ${left.blocks} blocks from malloc that ` +
                "are never given to free" };
}
