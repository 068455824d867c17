// doors.mjs -- the runtime's names behind a table, instead of exported.
//
// For each exported function the engine makes an object with every instance:
// with 2,000 of them that took three quarters of the time of an instance, and
// left them to the garbage collector.  A program asks for some dozens.  So
// only what the scripts call by name stays exported; all functions stand in
// a second table, in the order of layout.json, where an object is made when
// one is taken (machine.js).  Where data stand is known when this is built.

import { KIND, Reader, SECTION, Writer, sections } from "./wasm.js";

const STAYS = new RegExp("^(hb_web_\\w+|malloc|memory|__wasm_call_ctors|" +
    "__heap_base|__stack_pointer|__indirect_function_table)$");

export const DOORS = "doors";

const FUNCREF = 0x70;
const OF_TABLE = 2; /* entries: of a table that is named, at an offset */
const OP = { i32Const: 0x41, end: 0x0b };

/** One more than there are, and all of them. */
function putMore(out, bytes, { start, end }) {
    const reader = new Reader(bytes, start);

    out.u32(reader.u32() + 1);
    out.put(bytes.subarray(reader.at, end));
}

function putTable(out, bytes, section, count) {
    putMore(out, bytes, section);
    out.byte(FUNCREF);
    out.byte(1);
    out.u32(count);
    out.u32(count);
}

function putEntries(out, bytes, section, functions) {
    putMore(out, bytes, section);
    out.put([OF_TABLE, 1, OP.i32Const, 0, OP.end, KIND.func]);
    out.u32(functions.length);
    functions.forEach((index) => out.u32(index));
}

function putExports(out, bytes, { start, end }) {
    const reader = new Reader(bytes, start);
    const kept = new Writer();
    let count = 1;

    for (reader.u32(); reader.at < end;) {
        const from = reader.at;
        const stays = STAYS.test(reader.name());

        reader.byte();
        reader.u32();
        if (stays) {
            kept.put(bytes.subarray(from, reader.at));
            count++;
        }
    }
    out.u32(count);
    out.put(kept.done());
    out.name(DOORS);
    out.put([KIND.table, 1]);
}

/**
 * The module, with a table of its functions.
 * @param {Uint8Array} bytes  of a module with one table of its own
 * @param {number[]} functions
 */
export function withDoors(bytes, functions) {
    const out = new Writer(bytes.length);

    out.put(bytes.subarray(0, 8));
    for (const section of sections(bytes)) {
        const contents = new Writer(section.end - section.start + 16384);

        if (section.id === SECTION.table) {
            putTable(contents, bytes, section, functions.length);
        }
        else if (section.id === SECTION.element) {
            putEntries(contents, bytes, section, functions);
        }
        else if (section.id === SECTION.export) {
            putExports(contents, bytes, section);
        }
        else {
            if (section.name !== undefined) {
                contents.name(section.name);
            }
            contents.put(bytes.subarray(section.start, section.end));
        }
        out.byte(section.id);
        out.u32(contents.at);
        out.put(contents.done());
    }
    return out.done().slice();
}
