// halves.js -- a module in two parts: what is mostly used, and the rest.
//
// The compiler's module has 133,000 functions, of which programs in C meet a
// tenth.  The first part is a whole module in which every other function says
// that it is missing, and traps; the rest are the bodies of those, one after
// the other.
//
//   V1  a first part that comes to an end did what the whole would: nothing
//       in it is changed but what traps
//   V2  a call that met a missing function has set the global MISSING
//   V3  both parts together are the module again, with that global
//   V4  the module's own first global, its stack pointer, is exported as
//       STACK: who ends it from outside can put it back

import { Reader, SECTION, Writer, sections } from "./wasm.js";

export const MISSING = "hb_missing";
export const STACK = "hb_stack";

/* How much memory it believes that it has (room.mjs). */
export const PAGES = "hb_pages";

const I64 = 0x7e;
const OP = { unreachable: 0x00, end: 0x0b, globalSet: 0x24, i64Const: 0x42 };
const MUTABLE = 1;
const GLOBAL = 3;

const find = (bytes, wanted) => sections(bytes)
    .find(({ id }) => id === SECTION[wanted]);

const countIn = (bytes, section) =>
    new Reader(bytes, find(bytes, section).start).u32();

/** The bodies of a module's functions, in their order. */
export function bodiesOf(bytes) {
    const reader = new Reader(bytes, find(bytes, "code").start);

    return Array.from({ length: reader.u32() },
                      () => reader.take(reader.u32()));
}

/** A section's entries, with `count` more that `write` adds behind them. */
export function extended(bytes, { start, end }, count, write) {
    const reader = new Reader(bytes, start);
    const out = new Writer(end - start + 16 * count);

    out.u32(reader.u32() + count);
    out.put(bytes.subarray(reader.at, end));
    for (let i = 0; i < count; i++) {
        write(out, i);
    }
    return out.done();
}

/** The contents of a code section. */
export function codeOf(bodies) {
    const out = new Writer(bodies.reduce(
        (sum, { length }) => sum + length + 5, 8));

    out.u32(bodies.length);
    for (const body of bodies) {
        out.u32(body.length);
        out.put(body);
    }
    return out.done();
}

/** How many globals a module declares; it imports none. */
export const globalCount = (bytes) => countIn(bytes, "global");

/**
 * The module with other sections, and without custom ones.
 * @param {Record<number, Function>} changed  what makes a section's contents
 * @param {Uint8Array|null} tags  a section that it had not
 */
export function rebuilt(bytes, changed, tags = null) {
    const parts = [];

    for (const section of sections(bytes)) {
        const { id, start, end } = section;

        if (id === SECTION.global && tags) {
            parts.push([SECTION.tag, tags]);
        }
        if (id !== SECTION.custom) {
            parts.push([id, changed[id]?.(section) ??
                bytes.subarray(start, end)]);
        }
    }
    const out = new Writer(parts.reduce(
        (sum, [, contents]) => sum + contents.length + 6, 8));

    out.put(bytes.subarray(0, 8));
    for (const [id, contents] of parts) {
        out.byte(id);
        out.u32(contents.length);
        out.put(contents);
    }
    return out.done().slice();
}

/** The module with other bodies, and with globals of 64 bits behind its own.
 * @param {Record<string, number>} more  under which names they are exported,
 *     and as what they begin
 * @param {Record<string, number>} [own]  globals to be exported, too */
export function withBodies(bytes, bodies, more, own = {}) {
    const first = globalCount(bytes);
    const names = Object.keys(more);
    const exported = [...names.map((name, i) => [name, first + i]),
                      ...Object.entries(own)];
    const changed = {
        [SECTION.code]: () => codeOf(bodies),
        [SECTION.global]: (section) => extended(
            bytes, section, names.length,
            (to, i) => {
                to.put([I64, MUTABLE, OP.i64Const]);
                to.s64(more[names[i]]);
                to.byte(OP.end);
            }),
        [SECTION.export]: (section) => extended(
            bytes, section, exported.length, (to, i) => {
                to.name(exported[i][0]);
                to.byte(GLOBAL);
                to.u32(exported[i][1]);
            }),
    };

    return rebuilt(bytes, changed);
}

/** What stands for a function that is missing. */
function trapOf(index) {
    const out = new Writer(16);

    out.put([0, OP.i64Const, 1, OP.globalSet]);
    out.u32(index);
    out.put([OP.unreachable, OP.end]);
    return out.done();
}

/**
 * Takes a module apart.
 * @param {(index: number) => boolean} isUsed  by the place among the bodies
 * @returns {{first: Uint8Array, rest: Uint8Array}}
 */
export function takeApart(bytes, isUsed) {
    const trap = trapOf(globalCount(bytes));
    const rest = new Writer(bytes.length);
    const bodies = bodiesOf(bytes).map((body, i) => {
        if (isUsed(i)) {
            return body;
        }
        rest.u32(body.length);
        rest.put(body);
        return trap;
    });

    return { first: withBodies(bytes, bodies, { [MISSING]: 0 }, { [STACK]: 0 }),
             rest: rest.done().slice() };
}

/** Puts both parts together. */
export function putTogether(first, rest) {
    const trap = trapOf(globalCount(first) - 1);
    const isTrap = (body) => body.length === trap.length &&
        trap.every((byte, i) => body[i] === byte);
    const reader = new Reader(rest);

    return withBodies(first, bodiesOf(first).map((body) =>
        isTrap(body) ? reader.take(reader.u32()) : body), {});
}
