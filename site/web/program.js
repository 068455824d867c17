// program.js -- what a program's module carries beside its code.
//
// The toolchain appends a custom section "heapbook" with a JSON object:
//
//   tableSize   entries that it wants in the table of functions
//   slots       where functions of the runtime that it points to stand there
//   types       of its functions there, in their order (signatures.js)
//   places      pairs [offset in this file, line], ascending, flat: where the
//               code of each line begins; line 0 is nobody's

import { Reader, SECTION, Writer, sections } from "./wasm.js";

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

/* Parts of a "name" section. */
const OF_MODULE = 0;

const OF_FUNCTIONS = 1;

/** The names of functions: pairs of a number and a name. */
export function functionNames(module) {
    const section = sections(module).find((one) => one.name === "name");
    const reader = section && new Reader(module, section.start, section.end);

    while (reader && reader.at < section.end) {
        const kind = reader.byte();
        const end = reader.u32() + reader.at;

        if (kind === OF_FUNCTIONS) {
            return Array.from({ length: reader.u32() },
                              () => [reader.u32(), reader.name()]);
        }
        reader.at = end;
    }
    return [];
}

/** What the linker has written of names. */
function namesPart(module) {
    const section = sections(module).find((one) => one.name === "name");
    const reader = section && new Reader(module, section.start, section.end);
    const out = new Writer();

    while (reader && reader.at < section.end) {
        const kind = reader.byte();
        const part = reader.take(reader.u32());

        if (kind !== OF_MODULE) {
            out.byte(kind);
            out.u32(part.length);
            out.put(part);
        }
    }
    return out.done();
}

/** The program with notes at its end.
 * @param {Uint8Array} [named]  the module that its functions' names are in */
export function withNotes(bytes, notes, named) {
    const body = new Writer();
    const out = new Writer(bytes.length + 1024);
    const names = new Writer();

    out.put(bytes);
    addSection(out, NAME,
               new TextEncoder().encode(JSON.stringify(notes)));
    /* The module's name, which engines show in stacks of calls. */
    body.name("program");
    names.put([OF_MODULE, body.at, ...body.done()]);
    if (named) {
        names.put(namesPart(named));
    }
    addSection(out, "name", names.done());
    return out.done().slice();
}

/** Tells the line at an offset of the program's file; 0 when it is nobody's.
 * @returns {(offset: number) => number} */
export function lineFinder(program) {
    const { places } = programNotes(program);

    return (offset) => {
        let low = 0;
        let high = places.length >> 1;

        while (low < high) {
            const middle = (low + high) >> 1;

            if (places[2 * middle] <= offset) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low ? places[2 * low - 1] : 0;
    };
}
