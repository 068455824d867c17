// program.js -- what a program's module carries beside its code.
//
// The toolchain appends a custom section "heapbook" with a JSON object:
//
//   tableSize   entries that it wants in the table of functions
//   slots       where functions of the runtime that it points to stand there
//   places      pairs [offset in this file, line], ascending, flat: where the
//               code of each line begins; line 0 is nobody's

import { SECTION, sections, Writer } from "./wasm.js";

const NAME = "heapbook";

/** @param {Uint8Array} bytes */
export function programNotes(bytes) {
    const found = sections(bytes).find((one) => one.name === NAME);

    return JSON.parse(new TextDecoder().decode(
        bytes.subarray(found.start, found.end)));
}

function addSection(out, name, contents) {
    const body = new Writer(contents.length + 32);

    body.name(name);
    body.put(contents);
    out.byte(SECTION.custom);
    out.u32(body.at);
    out.put(body.done());
}

/** The program with notes at its end. */
export function withNotes(bytes, notes) {
    const body = new Writer();
    const out = new Writer(bytes.length + 1024);

    out.put(bytes);
    addSection(out, NAME,
               new TextEncoder().encode(JSON.stringify(notes)));
    /* The module's name, which engines show in stacks of calls. */
    body.name("program");
    addSection(out, "name", [0, body.at, ...body.done()]);
    return out.done().slice();
}

/** The line at an offset of the program's file; 0 when it is nobody's. */
export function lineAt(program, offset) {
    const { places } = programNotes(program);
    let line = 0;

    for (let i = 0; i < places.length && places[i] <= offset; i += 2) {
        line = places[i + 1];
    }
    return line;
}
