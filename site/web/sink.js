// sink.js -- what a run writes, and the end of one that writes too much.

/** The host ended it. */
export class Stopped extends Error {
    constructor(why) {
        super(why);
        this.why = why;
    }
}

/** Bytes that come piece by piece, up to a limit. */
export class Sink {
    #parts = [];
    #left;

    constructor(limit) {
        this.#left = limit;
    }

    put(bytes) {
        this.#parts.push(bytes.slice(0, this.#left));
        this.#left -= bytes.length;
        if (this.#left < 0) {
            throw new Stopped("output");
        }
    }

    bytes() {
        const all = new Uint8Array(
            this.#parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;

        for (const part of this.#parts) {
            all.set(part, at);
            at += part.length;
        }
        return all;
    }

    text() {
        return new TextDecoder().decode(this.bytes());
    }
}
