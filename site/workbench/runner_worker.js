// runner_worker.js -- the Worker that runs what a student wrote.
//
// Every run has an instance and a memory of its own.  The page ends this
// Worker when a run takes too long; nothing here is worth keeping.

import { Moved, serve } from "./remote.js";
import { openMachine } from "../web/machine.js";

let machine = null;

serve({
    async open(modules) {
        machine = await openMachine({ modules });
    },

    run(program, options) {
        const outcome = machine.run(program, options);
        return new Moved(outcome, outcome.memory ? [outcome.memory] : []);
    },
});
