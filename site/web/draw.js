// draw.js -- figures of a heap, from its records: the generator's own
// drawings (generator/draw), so that they look as those of the site.

import { Machine, Run, isWide } from "./machine.js";

/** Files of the asset folder that a drawing reads. */
export const DRAW_FILES = [isWide() ? "draw64.wasm" : "draw32.wasm",
                           "numbers.wasm"];

/**
 * @param {{read: (name: string) => Promise<Uint8Array>}} from
 * @returns {Promise<(records: string, id?: string) => string>}  gives the
 *     <svg> elements of all steps, each wide and narrow; "" for a stream that
 *     is none.  `id` is unique in its page
 */
export async function openDrawing({ read }) {
    const [runtime, numbers] = await Promise.all(DRAW_FILES.map(
        async (name) => WebAssembly.compile(await read(name))));
    const machine = new Machine({ runtime, numbers });
    const encoder = new TextEncoder();

    return (records, id = "heap") => {
        const run = new Run(machine);
        const bytes = encoder.encode(records);
        const size = run.give(new Uint8Array(8));
        const at = run.exports.hb_draw(
            run.give(bytes), BigInt(bytes.length),
            run.give(encoder.encode(`${id}\0`)), size);
        const len = run.view().getBigUint64(Number(size), true);

        return new TextDecoder().decode(run.bytes(at, len));
    };
}
