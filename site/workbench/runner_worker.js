// runner_worker.js -- the Worker that runs what a student wrote.
//
// Every run has an instance and a memory of its own.  The page ends this
// Worker when a run takes too long; nothing here is worth keeping.

import { Moved, serve } from "./remote.js";
import { Explainer } from "../web/explain.js";
import { openMachine } from "../web/machine.js";
import { memories } from "../web/outcome.js";

let machine = null;
let modules = null;
let explainer = null;

serve({
    async open(given) {
        modules = given;
        machine = await openMachine({ modules });
    },

    /** Starts what so many runs will need. */
    prepare(count) {
        machine.prepare(count);
    },

    /** Runs a program in each of these ways, telling each outcome. */
    runAll(program, plays) {
        for (const play of plays) {
            const outcome = machine.run(program, play);

            this.tell(outcome, memories(outcome));
        }
    },

    /** Makes the runtime with walls, which takes longer than most runs. */
    prepareToExplain() {
        explainer ??= new Explainer(modules);
    },

    /** Why a test went wrong (explain.js); after prepareToExplain. */
    explain(...test) {
        return explainer.explain(...test);
    },
});
