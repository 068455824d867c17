// room.mjs -- how much memory a command believes that it has.
//
// A memory never shrinks: a command that begins again in an instance that has
// ended would ask for more behind what it asked for before, 52 pages a call,
// and each page a call of the engine's.  So what a module asks is answered
// from a global, PAGES, which whoever ends it from outside can put back; and
// the memory has SPARE pages more than it says from the start.
//
//   R1  the module sees the memory that it would see without this: as large,
//       and zero where nothing was written (llvm.js puts that back)

import { PAGES, bodiesOf, globalCount, withBodies } from "./halves.js";
import { Reader, SECTION, TYPE, Writer, sections, skipInstruction }
    from "./wasm.js";

const WANTED = "hb_wanted";
const SPARE = 106;
const OP = { block: 0x02, if: 0x04, end: 0x0b, br: 0x0c, globalGet: 0x23,
             globalSet: 0x24, memorySize: 0x3f, memoryGrow: 0x40,
             i32Const: 0x41, i32Eq: 0x46, i64GtU: 0x56, i64Add: 0x7c,
             i64Sub: 0x7d, wrap: 0xa7, extend: 0xad };
const MINUS_1 = 0x7f; /* as a signed number */

/** What stands for `memory.size` and for `memory.grow`, where PAGES is the
 * first of two globals. */
function answers(first) {
    const out = new Writer();
    const global = (op, which) => {
        out.byte(op);
        out.u32(first + which);
    };
    const sum = () => {
        global(OP.globalGet, 0);
        global(OP.globalGet, 1);
        out.byte(OP.i64Add);
    };
    const real = () => out.put([OP.memorySize, 0, OP.extend]);
    const size = () => {
        global(OP.globalGet, 0);
        out.byte(OP.wrap);
    };
    const grow = () => {
        out.byte(OP.extend);
        global(OP.globalSet, 1);
        out.put([OP.block, TYPE.i32]);
        sum();
        real();
        out.put([OP.i64GtU, OP.if, TYPE.empty]);
        sum();
        real();
        out.put([OP.i64Sub, OP.wrap, OP.memoryGrow, 0,
                 OP.i32Const, MINUS_1, OP.i32Eq, OP.if, TYPE.empty,
                 OP.i32Const, MINUS_1, OP.br, 2, OP.end, OP.end]);
        size();
        sum();
        global(OP.globalSet, 0);
        out.byte(OP.end);
    };
    const written = (write) => {
        out.at = 0;
        write();
        return out.done().slice();
    };

    return { [OP.memorySize]: written(size), [OP.memoryGrow]: written(grow) };
}

/** A body whose questions are answered so; itself where it has none. */
function answered(body, answer) {
    const reader = new Reader(body);
    const out = new Writer(body.length + 256);
    let copied = 0;

    for (let groups = reader.u32(); groups > 0; groups--) {
        reader.skipNumber();
        reader.at++;
    }
    while (reader.at < body.length) {
        const start = reader.at;
        const code = skipInstruction(reader);

        if (answer[code]) {
            out.put(body.subarray(copied, start));
            out.put(answer[code]);
            copied = reader.at;
        }
    }
    out.put(body.subarray(copied));
    return copied ? out.done() : body;
}

/** The limits of a module's only memory, of 32 bits: their least is changed
 * in place. */
function widen(bytes) {
    const memory = sections(bytes).find(({ id }) => id === SECTION.memory);
    const reader = new Reader(bytes, memory.start);

    reader.u32();
    reader.byte();

    const start = reader.at;
    const least = reader.u32();
    const out = new Writer();

    out.u32(least + SPARE);
    if (out.at !== reader.at - start) {
        throw new Error("the compiler's first memory has another length");
    }
    bytes.set(out.done(), start);
    return least;
}

/** The module with PAGES. @param {Uint8Array} bytes  it is changed */
export function withRoom(bytes) {
    const least = widen(bytes);
    const answer = answers(globalCount(bytes));
    const asks = [OP.memorySize, OP.memoryGrow]
        .map((code) => Uint8Array.of(code, 0));
    const bodies = bodiesOf(bytes).map((body) => {
        const found = Buffer.from(body.buffer, body.byteOffset, body.length);

        return asks.some((one) => found.includes(one))
            ? answered(body, answer) : body;
    });

    return withBodies(bytes, bodies, { [PAGES]: least, [WANTED]: 0 });
}
