// giants.mjs -- large functions of the compiler end by an exception.
//
// V8 makes a function's code fast when it believes that much of it has run.
// It adds up how far jumps lead back; and where a function ends, all of its
// code before that place, whatever part of it has run.  So one of 200 KB that
// is called twice a check, for a few instructions, was made fast after thirty
// checks: 0.1 to 0.3 s on another thread, for nothing, while a student waits
// (decision 116).  An exception is not counted.  So such a function is taken
// in two:
//
//   outer(a, b)  = try inner(a, b) catch ENDED: what came with it
//   inner(a, b)  what it was, but for its ends: each throws ENDED
//
//   G1  outer does what the function did, but for traps and what the host
//       throws: those go through it
//   G2  the inner functions stand behind all others, so that no number of a
//       function changes

import { bodiesOf, codeOf, extended, rebuilt } from "./halves.js";
import { KIND, Reader, SECTION, TYPE, Writer, imports, sections,
         skipInstruction } from "./wasm.js";

/* Bytes of a body.  Of the compiler's, 78 that programs meet have as many;
 * a small program calls them 500 times. */
export const GIANT = 12000;

const OP = { block: 0x02, try: 0x06, catch: 0x07, throw: 0x08, end: 0x0b,
             return: 0x0f, call: 0x10, localGet: 0x20 };
const FUNCTION = 0x60;
const EXCEPTION = 0;

function readerOf(bytes, wanted) {
    const { start } = sections(bytes)
        .find(({ id }) => id === SECTION[wanted]);

    return new Reader(bytes, start);
}

/** The types of a module, as {params, results}. */
function typesOf(bytes) {
    const reader = readerOf(bytes, "type");

    return Array.from({ length: reader.u32() }, () => {
        reader.byte();
        return { params: reader.take(reader.u32()).length,
                 results: [...reader.take(reader.u32())] };
    });
}

/** The numbers of types of a module's own functions. */
function functionTypes(bytes) {
    const reader = readerOf(bytes, "function");

    return Array.from({ length: reader.u32() }, () => reader.u32());
}

/** Numbers that follow an opcode. */
function put(out, code, ...numbers) {
    out.byte(code);
    numbers.forEach((one) => out.u32(one));
}

/** What calls the inner function and catches what it throws. */
function outerOf({ params, results }, inner, tag) {
    const out = new Writer(64);

    out.put([0, OP.try, results[0] ?? TYPE.empty]);
    for (let i = 0; i < params; i++) {
        put(out, OP.localGet, i);
    }
    put(out, OP.call, inner);
    put(out, OP.catch, tag);
    out.put([OP.end, OP.end]);
    return out.done();
}

/** The function whose ends throw. */
function innerOf(body, { results }, tag) {
    const reader = new Reader(body);
    const out = new Writer(body.length + 1024);

    for (let groups = reader.u32(); groups > 0; groups--) {
        reader.skipNumber();
        reader.at++;
    }
    out.put(body.subarray(0, reader.at));
    out.put([OP.block, results[0] ?? TYPE.empty]);
    while (reader.at < body.length) {
        const start = reader.at;

        if (skipInstruction(reader) === OP.return) {
            put(out, OP.throw, tag);
        }
        else {
            out.put(body.subarray(start, reader.at));
        }
    }
    put(out, OP.throw, tag);
    out.byte(OP.end);
    return out.done();
}

/** The contents of a section of tags. @param {number[]} types */
function tagsOf(types) {
    const out = new Writer();

    out.u32(types.length);
    types.forEach((type) => put(out, EXCEPTION, type));
    return out.done();
}

/**
 * The module whose large functions are in two.
 * @param {(index: number) => boolean} isUsed  by the place among the bodies;
 *     others stay as they are
 */
export function withoutGiants(bytes, isUsed, least = GIANT) {
    const types = typesOf(bytes);
    const typeAt = functionTypes(bytes);
    const bodies = bodiesOf(bytes);
    const first = imports(bytes).filter(({ kind }) => kind === KIND.func)
        .length;
    const giants = [...bodies.keys()].filter((i) => isUsed(i) &&
        bodies[i].length >= least && types[typeAt[i]].results.length < 2);
    const ends = [...new Set(giants.map((i) =>
        types[typeAt[i]].results[0] ?? TYPE.empty))];
    const tagOf = ({ results }) => ends.indexOf(results[0] ?? TYPE.empty);
    const inner = giants.map((i) => {
        const type = types[typeAt[i]];
        const made = innerOf(bodies[i], type, tagOf(type));

        bodies[i] = outerOf(type, first + bodies.length, tagOf(type));
        bodies.push(made);
        return typeAt[i];
    });

    const entries = (all, write) => (section) =>
        extended(bytes, section, all.length, (out, i) => write(out, all[i]));

    return rebuilt(bytes, {
        [SECTION.type]: entries(ends, (out, one) => out.put(
            one === TYPE.empty ? [FUNCTION, 0, 0] : [FUNCTION, 1, one, 0])),
        [SECTION.function]: entries(inner, (out, type) => out.u32(type)),
        [SECTION.code]: () => codeOf(bodies),
    }, tagsOf(ends.map((_, i) => types.length + i)));
}
