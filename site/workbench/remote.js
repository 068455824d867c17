// remote.js -- calls across the border of a Worker.
//
//   page    const remote = new Remote(worker); await remote.call("add", 1, 2)
//   worker  serve({ add: (a, b) => a + b })
//
//   R1  every call is answered once, or rejected when the Worker is ended
//   R2  what a handler throws arrives as an Error with the same text
//   R3  a handler gets `tell` as `this.tell`: events for the caller's onEvent,
//       all of them before the answer

/** What a handler returns to hand memory over instead of copying it. */
export class Moved {
    constructor(value, transfer) {
        this.value = value;
        this.transfer = transfer;
    }
}

/** Answers calls inside a Worker; calls `answered` after each. */
export function serve(handlers, answered = () => {}) {
    self.onmessage = async ({ data: { id, op, args } }) => {
        const tell = (event, transfer = []) =>
            self.postMessage({ id, event }, transfer);
        try {
            const result = await handlers[op].apply({ tell }, args);
            const moved = result instanceof Moved;
            self.postMessage({ id, result: moved ? result.value : result },
                             moved ? result.transfer : []);
        } catch (error) {
            self.postMessage({ id, error: error.message || String(error) });
        }
        answered();
    };
    self.postMessage({ id: 0 });
}

export class Remote {
    #worker;
    #calls = new Map();
    #next = 1;

    /** @param {Worker} worker */
    constructor(worker) {
        this.#worker = worker;
        worker.onmessage = ({ data }) => this.#answer(data);
        worker.onerror = (event) => {
            event.preventDefault();
            this.end(event.message || "The worker could not be started.");
        };
    }

    /** Whether a call waits for its answer. */
    get isBusy() {
        return this.#calls.size > 0;
    }

    #answer({ id, event, result, error }) {
        const call = this.#calls.get(id);
        if (!call) {
            return;
        }
        if (event !== undefined) {
            call.onEvent?.(event);
            return;
        }
        this.#calls.delete(id);
        if (error !== undefined) {
            call.reject(new Error(error));
        } else {
            call.resolve(result);
        }
    }

    /** Calls a handler of the Worker. */
    call(op, ...args) {
        return this.callWith({}, op, ...args);
    }

    /** The same, with memory to hand over and events to hear. */
    callWith({ onEvent, transfer = [] }, op, ...args) {
        const id = this.#next++;
        return new Promise((resolve, reject) => {
            this.#calls.set(id, { resolve, reject, onEvent });
            this.#worker.postMessage({ id, op, args }, transfer);
        });
    }

    /** Ends the Worker; calls that wait are rejected with `why` (R1). */
    end(why = "Stopped.") {
        this.#worker.terminate();
        for (const call of this.#calls.values()) {
            call.reject(new Error(why));
        }
        this.#calls.clear();
    }
}
