// finish.js -- the last step of a program: from what the linker gives to what
// a machine takes.

import { isWide } from "./machine.js";
import { PLACES } from "./places.js";
import { functionNames, withNotes } from "./program.js";
import { rewrite } from "./rewrite.js";
import { mismatches, tableTypes } from "./signatures.js";
import { KIND, Reader, imports, sections } from "./wasm.js";

/** What a shared module wants: bytes for its data, entries in the table.
 * From "dylink.0". */
export function wants(module) {
    const section = sections(module).find((one) => one.name === "dylink.0");
    const reader = new Reader(module, section.start, section.end);

    while (reader.at < section.end) {
        const kind = reader.byte();
        const end = reader.u32() + reader.at;

        if (kind === 1) {
            const memory = reader.u32();

            reader.skipNumber();
            return { memory, table: reader.u32() };
        }
        reader.at = end;
    }
    return { memory: 0, table: 0 };
}

/** Whether a program's data end before the region. */
export const fits = (module) =>
    wants(module).memory <= PLACES.region - PLACES.program;

/** Which global says where the stack ends. */
const stackOf = (module) => imports(module)
    .filter(({ kind }) => kind === KIND.global)
    .findIndex(({ name }) => name === "__stack_pointer");

/** Where the runtime's functions stand that the program points to. */
const slotsOf = (module, layout) => Object.fromEntries(imports(module)
    .filter(({ module: from, name }) => from === "GOT.func" &&
        Object.hasOwn(layout.slots, name))
    .map(({ name }) => [name, layout.slots[name]]));

/**
 * @param {Uint8Array} module  a shared module of wasm-ld
 * @param {object} layout  layout.json
 * @param {(offset: number) => number} [lineOf]  lines.js; without, the
 *     program is trusted: nothing is recorded or checked
 * @returns {Uint8Array} for Machine.run
 */
export function finishProgram(module, layout, lineOf) {
    const watch = lineOf && {
        lineOf, line: BigInt(layout.line), fault: BigInt(layout.fault),
        verb: BigInt(layout.verb), fuel: BigInt(layout.fuel),
        stack: stackOf(module),
    };
    const { bytes, places } = rewrite(module, {
        lower: !isWide(), memoryBase: BigInt(PLACES.program),
        tableBase: BigInt(layout.tableBase),
        instead: mismatches(module, imports(module), functionNames(module)),
        ...watch,
    });

    return withNotes(bytes, { tableSize: wants(module).table,
                              slots: slotsOf(module, layout),
                              types: tableTypes(module, imports(module)),
                              places: lineOf ? places(lineOf) : [] },
                     lineOf && module);
}
