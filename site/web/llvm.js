// llvm.js -- clang and wasm-ld as functions from files to files.
//
// The compiler's package has one module for all its tools, a command that
// ends when it has done its work.  Each call begins with a memory as the
// module says.  An instance costs more than compiling a small program (it has
// 133,000 functions), so those that have ended by themselves are put back to
// their beginning and used again, while nobody waits (prepare).
//
//   C1  a call sees the files that it is given, and no others
//   C2  of a module without its rest (halves.js) a call may end as Incomplete:
//       then it did nothing, and with the rest it would have ended by itself
//   C3  an instance that begins again has the memory, the stack and the
//       globals of a new one; room that it asked for before waits for it
//       (room.mjs), and one that has much of it is left to be collected

import { MISSING, PAGES, STACK, putTogether } from "./halves.js";
import { Exit, Host, flatten } from "./wasi.js";

const PAGE = 65536;

/* Bytes of memory that an instance may have when it begins again; it has 25
 * MB at first, and a call uses 21 of them. */
const MOST_MEMORY = 48 << 20;

/** A function is missing that the call needs. */
export class Incomplete extends Error {
    constructor() {
        super("a part of the compiler is missing");
    }
}

/** An instance and its host. */
export class Life {
    constructor(module) {
        this.host = new Host();
        this.exports = new WebAssembly.Instance(module, this.host.imports)
            .exports;
        this.stack = this.exports[STACK]?.value;
    }

    get memory() {
        return this.exports.memory.buffer;
    }

    /** Bytes of it that the module knows of. */
    get #known() {
        return Number(this.exports[PAGES].value) * PAGE;
    }

    /** Whether it may be used again. */
    get isLasting() {
        return this.stack !== undefined &&
            this.memory.byteLength <= MOST_MEMORY;
    }

    /** What its memory is before anything has run. */
    image() {
        const bytes = new Uint8Array(this.memory, 0, this.#known);
        const end = bytes.findLastIndex((byte) => byte !== 0) + 1;

        return { size: this.#known, bytes: bytes.slice(0, end) };
    }

    /** Back to the beginning (C3). */
    restore({ size, bytes }) {
        new Uint8Array(this.memory, 0, bytes.length).set(bytes);
        new Uint8Array(this.memory, bytes.length, this.#known - bytes.length)
            .fill(0);
        this.exports[STACK].value = this.stack;
        this.exports[PAGES].value = BigInt(size / PAGE);
    }
}

export class Llvm {
    #module;
    #image = null;
    #ready = [];
    #ended = [];

    /** @param {WebAssembly.Module} module */
    constructor(module) {
        this.#module = module;
    }

    #begin() {
        const ended = this.#ended.pop();

        if (ended) {
            ended.restore(this.#image);
            return ended;
        }
        const life = new Life(this.#module);

        if (life.isLasting) {
            this.#image ??= life.image();
        }
        return life;
    }

    /** Makes one of the instances for calls to come.
     * @returns {boolean} false when there are so many */
    prepare(count) {
        const lacks = this.#ready.length < count;

        if (lacks) {
            this.#ready.push(this.#begin());
        }
        return lacks;
    }

    /**
     * Calls one tool.
     * @param {string[]} args  the tool's name first
     * @param {object} tree  texts, bytes and folders by name
     * @param {Map<string, Uint8Array>} [base]  more files, by path
     * @returns {{files: Record<string, Uint8Array>?, said: string}}
     *     files: what it wrote; null when it did not do its work
     * @throws {Incomplete}
     */
    run(args, tree, base = new Map()) {
        const life = this.#ready.pop() ?? this.#begin();
        const { host, exports } = life;
        /* What the compiler throws (giants.mjs) needs none. */
        const frames = Error.stackTraceLimit;
        let end = null;

        host.begin(exports.memory, args, [flatten(tree), base]);
        Error.stackTraceLimit = 0;
        try {
            exports._start();
        }
        catch (error) {
            end = error;
        }
        finally {
            Error.stackTraceLimit = frames;
        }
        if (exports[MISSING]?.value) {
            throw new Incomplete();
        }
        if ((end === null || end instanceof Exit) && life.isLasting) {
            this.#ended.push(life);
        }
        return end === null || end.code === 0
            ? { files: host.written, said: host.said }
            : { files: null, said: host.said || `${end.message}\n` };
    }
}

/** The whole compiler, from both parts. */
export async function compileWhole(first, rest) {
    return new Llvm(await WebAssembly.compile(putTogether(first, rest)));
}
