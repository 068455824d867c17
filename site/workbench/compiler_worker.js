// compiler_worker.js -- the long-lived Worker: compiler and judge.
//
// Holds what is dear to start.  Never runs a student's program: that is the
// runner's (runner_worker.js), which may be ended at any moment.  While nobody
// asks, it gets ready for the next text.

import { Assets } from "./assets.js";
import { Moved, serve } from "./remote.js";
import { openDrawing } from "../web/draw.js";
import { JUDGE_FILES, openJudge } from "../web/judge.js";
import { Incomplete } from "../web/llvm.js";
import { MACHINE_FILES, compileMachine } from "../web/machine.js";
import { REST_FILES, TOOLCHAIN_FILES, openToolchain }
    from "../web/toolchain.js";

const PAUSE = 3; /* milliseconds: then nobody asks */

let assets = null;
let tools = null;
let judge = null;
let modules = null;
let drawing = null;
let drawn = 0;
let idle = 0;

const needed = [...new Set(
    [...TOOLCHAIN_FILES, ...MACHINE_FILES, ...JUDGE_FILES])];

/** Gets ready for the next call when nobody asks, piece by piece. */
function rest() {
    clearTimeout(idle);
    idle = setTimeout(() => {
        if (tools?.prepare() || judge?.prepare()) {
            rest();
        }
    }, PAUSE);
}

/** What `make` makes; null where that needs more of the compiler. */
async function unlessIncomplete(make) {
    try {
        return await make();
    } catch (error) {
        if (error instanceof Incomplete) {
            return null;
        }
        throw error;
    }
}

/** The files of a start or of the rest, telling { done, total }. */
async function reader(names, tell) {
    const total = await assets.missing(names);
    let done = 0;
    const came = (bytes) => {
        done += bytes;
        tell({ done, total });
    };
    return { read: (name) => assets.read(name, came),
             compile: (name) => assets.compile(name, came) };
}

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

    /** Fetches and starts the compiler, telling { done, total } on the way,
     * and the judge of an exercise while that comes. */
    async open(exercise) {
        const { read, compile } = await reader(needed, this.tell);
        const machine = async () => {
            modules = await compileMachine(read);
            const made = await openJudge({ read, modules });
            if (exercise) {
                await made.open(exercise);
            }
            return made;
        };
        [tools, judge] = await Promise.all([
            openToolchain({ read, compile }), machine()]);
        TOOLCHAIN_FILES.forEach((name) => assets.forget(name));
    },

    /** The compiled modules that a runner starts from. */
    modules: () => modules,

    /** Fetches what a text needs beyond that, telling the same. */
    async complete() {
        await tools.complete((await reader(REST_FILES, this.tell)).read);
        REST_FILES.forEach((name) => assets.forget(name));
    },

    /** The program of a text, and the plays of its exercise in the order of
     * a seed; or how many bytes of the compiler would have to be fetched
     * (complete). */
    async compile(text, exercise, seed) {
        const made = await unlessIncomplete(() =>
            tools.compile({ text, exercise }));
        if (!made) {
            return { more: await assets.missing(REST_FILES) };
        }
        const { ok, messages, program } = made;
        if (!program) {
            return { ok, messages, program: null, plays: [] };
        }
        const plays = exercise ? await judge.plays(exercise, seed) : [];
        /* The toolchain keeps its own. */
        const own = program.slice();
        return new Moved({ ok, messages, program: own, plays }, [own.buffer]);
    },

    /** The program of a text that looks at its own arithmetic, for
     * explanations; null where that needs more of the compiler. */
    async look(text, exercise) {
        const made = await unlessIncomplete(() =>
            tools.compile({ text, exercise, looking: true }));
        return made?.program
            ? new Moved(made.program, [made.program.buffer]) : null;
    },

    async diagnose(text, exercise) {
        return unlessIncomplete(() => tools.diagnose({ text, exercise }));
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
}, rest);
