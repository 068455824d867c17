// draw.js -- figures of a heap and charts, from the records of a run: the
// generator's own drawings (generator/draw), so that they look as those of
// the site.

import { Machine, Run, isWide } from "./machine.js";

/** Files of the asset folder that a drawing reads. */
export const DRAW_FILES = [isWide() ? "draw64.wasm" : "draw32.wasm",
                           "numbers.wasm"];

const KINDS = ["line", "step", "bar"];
const MOST_POINTS = 10000; /* of a series, as generator/run/values.c */

/** @typedef {{label: string, caption: string, wide: string, narrow: string,
 *             sentences: string[]}} Step */
/** @typedef {{kind: string, caption: string, x: string, y: string,
 *             series: string[]}} Wish  a chart, and what it shows */
/** @typedef {{wide: string, narrow: string, head: string[],
 *             rows: string[][]}} Chart */

/** What hb_plot left, by series. @returns {Map<string, number[]>} x, y, … */
function plotted(records) {
    const series = new Map();
    for (const line of records.split("\n")) {
        if (!line.startsWith("{\"plot\":")) {
            continue;
        }
        const { plot, x, y } = JSON.parse(line);
        const points = series.get(plot) ?? [];
        series.set(plot, points);
        if (points.length < 2 * MOST_POINTS) {
            points.push(x, y);
        }
    }
    return series;
}

class Drawing {
    #machine;
    #encoder = new TextEncoder();

    constructor(machine) {
        this.#machine = machine;
    }

    /** Calls a function whose last argument is the size of what it returns;
     * gives that as fields. */
    #call(name, argumentsOf) {
        const run = new Run(this.#machine);
        const fields = (...texts) =>
            run.give(this.#encoder.encode(texts.map((one) =>
                `${one}\0`).join("")));
        const size = run.give(new Uint8Array(8));
        const at = run.exports[name](...argumentsOf(run, fields), size);
        const len = run.view().getBigUint64(Number(size), true);
        return new TextDecoder().decode(run.bytes(at, len)).split("\0")
            .slice(0, -1);
    }

    /**
     * The steps of a run; none for records that are none.
     * @param {string} id  unique in its page
     * @param {{unfold?: string, blocks?: boolean}} looks
     * @returns {Step[]}
     */
    steps(records, id, { unfold = "", blocks = false } = {}) {
        const fields = this.#call("hb_draw", (run, text) => {
            const bytes = this.#encoder.encode(records);
            return [run.give(bytes), BigInt(bytes.length), text(id),
                    text(unfold), Number(blocks)];
        });
        const steps = [];
        for (let i = 0; i < fields.length; i += 5) {
            const [label, caption, wide, narrow, words] =
                fields.slice(i, i + 5);
            steps.push({ label, caption, wide, narrow,
                         sentences: words.split("\n").slice(0, -1) });
        }
        return steps;
    }

    /**
     * A chart of what a run plotted; null where it plotted nothing of it.
     * @param {Wish} wish
     * @returns {Chart|null}
     */
    chart(records, id, wish) {
        const all = plotted(records);
        const names = wish.series.filter((name) => all.has(name));
        if (!names.length) {
            return null;
        }
        const points = names.map((name) => all.get(name));
        const bytes = (numbers) => new Uint8Array(numbers.buffer);
        const [wide, narrow, columns, ...cells] = this.#call("hb_chart",
            (run, text) => [
                text(id, wish.caption, wish.x, wish.y, ...names),
                KINDS.indexOf(wish.kind), names.length,
                run.give(bytes(Int32Array.from(points,
                                               (one) => one.length / 2))),
                run.give(bytes(Float64Array.from(points.flat()))),
            ]);
        const rows = [];
        for (let i = 0; i < cells.length; i += Number(columns)) {
            rows.push(cells.slice(i, i + Number(columns)));
        }
        return { wide, narrow, head: rows[0], rows: rows.slice(1) };
    }
}

/** @param {{read: (name: string) => Promise<Uint8Array>}} from */
export async function openDrawing({ read }) {
    const [runtime, numbers] = await Promise.all(DRAW_FILES.map(
        async (name) => WebAssembly.compile(await read(name))));
    return new Drawing(new Machine({ runtime, numbers }));
}
