// compiler_worker.js -- the long-lived Worker: compiler and judge.
//
// Holds what is dear to start.  Never runs a student's program: that is the
// runner's (runner_worker.js), which may be ended at any moment.

import { Assets } from "./assets.js";
import { Moved, serve } from "./remote.js";
import { openDrawing } from "../web/draw.js";
import { JUDGE_FILES, openJudge } from "../web/judge.js";
import { MACHINE_FILES, compileMachine } from "../web/machine.js";
import { TOOLCHAIN_FILES, openToolchain } from "../web/toolchain.js";

let assets = null;
let tools = null;
let judge = null;
let modules = null;
let drawing = null;
let drawn = 0;

const needed = [...new Set(
    [...TOOLCHAIN_FILES, ...MACHINE_FILES, ...JUDGE_FILES])];

serve({
    /** Reads the manifest of a folder. */
    async find(base) {
        assets = await Assets.open(base);
    },

    /** The same, where the page hands the files over. */
    given(manifest) {
        assets = Assets.given(manifest);
    },

    give(name, bytes) {
        assets.give(name, bytes);
    },

    /** How many bytes a start would fetch. */
    size: () => assets.missing(needed),

    /** Fetches and starts the compiler, telling { done, total } on the way. */
    async open() {
        const total = await assets.missing(needed);
        let done = 0;
        const read = (name) => assets.read(name, (bytes) => {
            done += bytes;
            this.tell({ done, total });
        });
        const machine = async () => {
            modules = await compileMachine(read);
            return openJudge({ read, modules });
        };
        [tools, judge] = await Promise.all([
            openToolchain({ read }), machine()]);
        TOOLCHAIN_FILES.forEach((name) => assets.forget(name));
    },

    /** The compiled modules that a runner starts from. */
    modules: () => modules,

    /** The program of a text, and the plays of its exercise in the order of
     * a seed. */
    async compile(text, exercise, seed) {
        const { ok, messages, program } = await tools.compile({ text,
                                                                exercise });
        if (!program) {
            return { ok, messages, program: null, plays: [] };
        }
        const plays = exercise ? await judge.plays(exercise, seed) : [];
        /* The toolchain keeps its own. */
        const own = program.slice();
        return new Moved({ ok, messages, program: own, plays }, [own.buffer]);
    },

    async diagnose(text, exercise) {
        return tools.diagnose({ text, exercise });
    },

    /** The steps and charts of a run's records. */
    async draw(records, { looks = {}, charts = [] } = {}) {
        drawing ??= await openDrawing({ read: (name) => assets.read(name) });
        const id = `mine-${++drawn}`;
        return {
            steps: drawing.steps(records, id, looks),
            charts: charts.map((wish, i) =>
                drawing.chart(records, `${id}-chart-${i}`, wish)),
        };
    },

    /** The author's answer, where it may be shown; else null. */
    async solution(exercise) {
        return judge.solution(exercise);
    },

    async judge(exercise, outcomes, about) {
        return judge.report(exercise, outcomes, about);
    },
});
