// signatures.js -- the types of functions, and functions of one type that call
// those of another.
//
// A type is written as letters: "jj>j" takes two numbers of 64 bits and gives
// one; i is a number of 32 bits, f and d are floats.
//
// A call that does not fit does what it does natively (System V, x86-64):
// whole numbers and floats go in registers of their own, each kind in its
// order; what the callee does not ask for is not read.  Where it asks for
// more than it is given, and where the caller reads a result that there is
// none of, natively stands what happens to be there; here it is 0.  An address
// of which the lower half is given back is none, as natively: here all of them
// would fit into that half.

import { PLACES } from "./places.js";
import { KIND, Reader, SECTION, TYPE, Writer, sections } from "./wasm.js";

const LETTERS = { [TYPE.i32]: "i", [TYPE.i64]: "j", [TYPE.f32]: "f",
                  [TYPE.f64]: "d" };
const TYPES = Object.fromEntries(Object.entries(LETTERS)
    .map(([type, letter]) => [letter, Number(type)]));
const OP = { end: 0x0b, call: 0x10, drop: 0x1a, localGet: 0x20, localSet: 0x21,
             i64Const: 0x42, ltU: 0x54, sub: 0x7d, or: 0x84, shl: 0x86,
             wrap: 0xa7, extend: 0xad, demote: 0xb6, promote: 0xbb };
const ZEROS = { i: [0x41, 0], j: [0x42, 0], f: [0x43, 0, 0, 0, 0],
                d: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] };
const CONVERSIONS = { "ji": OP.wrap, "ij": OP.extend, "df": OP.demote,
                      "fd": OP.promote };
const FUNCTION = 0x60;

/* Memory ends there (build.mjs); nothing is where this bit is set. */
const MOST_MEMORY = 320 << 20;
const NOWHERE = 40;

const reader = (bytes, wanted) => {
    const found = sections(bytes).find(({ id }) => id === SECTION[wanted]);

    return found && new Reader(bytes, found.start, found.end);
};

/** The types that a module declares, in their order. */
export function typesOf(bytes) {
    const from = reader(bytes, "type");
    const letters = () => Array.from({ length: from.u32() },
                                     () => LETTERS[from.byte()]).join("");

    return Array.from({ length: from.u32() }, () => {
        from.byte();

        const parameters = letters();

        return `${parameters}>${letters()}`;
    });
}

/** The types of the functions that a program puts into the table, in their
 * order there. @param {{kind: number, type: number}[]} imported */
export function tableTypes(bytes, imported) {
    const types = typesOf(bytes);
    const own = reader(bytes, "function");
    const functions = [
        ...imported.filter(({ kind }) => kind === KIND.func)
            .map(({ type }) => type),
        ...Array.from({ length: own?.u32() ?? 0 }, () => own.u32())];
    const entries = reader(bytes, "element");
    const found = [];

    for (let count = entries?.u32() ?? 0; count > 0; count--) {
        entries.u32();
        entries.byte();
        entries.skipNumber();
        entries.byte();
        for (let left = entries.u32(); left > 0; left--) {
            found.push(types[functions[entries.u32()]]);
        }
    }
    return found;
}

const isFloat = (letter) => letter === "f" || letter === "d";

/** Puts on the stack what a function is given for its parameters. */
function passOn(out, given, wanted) {
    const next = { true: 0, false: 0 };
    const places = { true: [], false: [] };

    [...given].forEach((letter, i) => places[isFloat(letter)].push(i));
    for (const letter of wanted) {
        const kind = isFloat(letter);
        const place = places[kind][next[kind]++];

        if (place === undefined) {
            out.put(ZEROS[letter]);
            continue;
        }
        out.byte(OP.localGet);
        out.u32(place);
        convert(out, given[place], letter);
    }
}

function convert(out, from, to) {
    if (from !== to) {
        out.byte(CONVERSIONS[from + to]);
    }
}

/** A number that could be an address becomes one that is none. */
function spoilAddress(out, local) {
    const number = (value) => {
        out.byte(OP.i64Const);
        out.s64(value);
    };

    out.put([OP.localSet, local, OP.localGet, local, OP.localGet, local]);
    number(PLACES.data);
    out.byte(OP.sub);
    number(MOST_MEMORY - PLACES.data);
    out.put([OP.ltU, OP.extend]);
    number(NOWHERE);
    out.put([OP.shl, OP.or]);
}

/** Leaves on the stack what the caller wants of a result. */
function giveBack(out, given, wanted, local) {
    if (given === "i" && wanted === "j") {
        out.byte(OP.extend);
        spoilAddress(out, local);
    }
    else if (!wanted) {
        out.put(given ? [OP.drop] : []);
    }
    else if (isFloat(given) === isFloat(wanted) && given) {
        convert(out, given, wanted);
    }
    else {
        out.put([...(given ? [OP.drop] : []), ...ZEROS[wanted]]);
    }
}

function section(out, id, write) {
    const body = new Writer();

    write(body);
    out.byte(id);
    out.u32(body.at);
    out.put(body.done());
}

/** The body of a function of one type that calls the function of that number,
 * which has another. */
export function adapterBody(have, want, call) {
    const [takes, gives] = have.split(">");
    const [given, asked] = want.split(">");
    const body = new Writer();

    body.put([1, 1, TYPE.i64]);
    passOn(body, given, takes);
    body.byte(OP.call);
    body.u32(call);
    giveBack(body, gives, asked, given.length);
    body.byte(OP.end);
    return body.done();
}

/** Functions of the linker's that trap, because a name is called with another
 * type than it has: what stands for their bodies, by their places in the code.
 * @param {{kind: number, type: number}[]} imported
 * @param {[number, string][]} names  of functions */
export function mismatches(bytes, imported, names) {
    const types = typesOf(bytes);
    const before = imported.filter(({ kind }) => kind === KIND.func);
    const own = reader(bytes, "function");
    const list = Array.from({ length: own?.u32() ?? 0 }, () => own.u32());
    const typeOf = (index) => types[list[index - before.length]];
    const found = new Map();

    for (const [index, name] of names) {
        const meant = /^signature_mismatch:(.*)$/.exec(name)?.[1];
        const [target] = names.find(([at, one]) =>
            one === meant && at >= before.length) ?? [];

        if (target !== undefined) {
            found.set(index - before.length, adapterBody(
                typeOf(target), typeOf(index), target));
        }
    }
    return found;
}

/**
 * A module that imports `own.f`, of one type, and exports `g`, of another,
 * which calls it.
 * @param {string} have  the type of f
 * @param {string} want  the type of g
 * @returns {Uint8Array}
 */
export function adapterModule(have, want) {
    const [takes, gives] = have.split(">");
    const [given, asked] = want.split(">");
    const out = new Writer();
    const letters = (to, text) => {
        to.u32(text.length);
        to.put([...text].map((letter) => TYPES[letter]));
    };

    out.put([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, SECTION.type, (to) => {
        to.byte(2);
        for (const [one, result] of [[takes, gives], [given, asked]]) {
            to.byte(FUNCTION);
            letters(to, one);
            letters(to, result);
        }
    });
    section(out, SECTION.import, (to) => {
        to.byte(1);
        to.name("own");
        to.name("f");
        to.put([KIND.func, 0]);
    });
    section(out, SECTION.function, (to) => to.put([1, 1]));
    section(out, SECTION.export, (to) => {
        to.byte(1);
        to.name("g");
        to.put([KIND.func, 1]);
    });
    section(out, SECTION.code, (to) => {
        const body = adapterBody(have, want, 0);

        to.byte(1);
        to.u32(body.length);
        to.put(body);
    });
    return out.done();
}
