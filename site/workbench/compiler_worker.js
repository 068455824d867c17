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
let drawing = null;
let drawn = 0;

const needed = [...TOOLCHAIN_FILES, ...MACHINE_FILES, ...JUDGE_FILES];

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
        [tools, judge] = await Promise.all([
            openToolchain({ read }), openJudge({ read })]);
        TOOLCHAIN_FILES.forEach((name) => assets.forget(name));
    },

    /** The compiled modules that a runner starts from. */
    async modules() {
        return compileMachine((name) => assets.read(name));
    },

    /** The plays of an exercise, in the order of a seed. */
    async plays(exercise, seed) {
        return judge.plays(exercise, seed);
    },

    async compile(text, exercise) {
        const { ok, messages, program } = await tools.compile({ text,
                                                                exercise });
        return program
            ? new Moved({ ok, messages, program }, [program.buffer])
            : { ok, messages, program: null };
    },

    async diagnose(text, exercise) {
        return tools.diagnose({ text, exercise });
    },

    /** The figures of a heap's records, as <svg> elements. */
    async draw(records) {
        drawing ??= await openDrawing({ read: (name) => assets.read(name) });
        return drawing(records, `heap-${++drawn}`);
    },

    async judge(exercise, outcomes, about) {
        return judge.report(exercise, outcomes, about);
    },
});
