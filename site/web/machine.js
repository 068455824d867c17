// machine.js -- runs programs on the runtime: one instance for each run.
//
// The runtime is a module that is linked once, when the site is built.  A
// program (toolchain.js) is a second module, placed into the memory and the
// table of a fresh instance of the first.  Whatever it does there, the next
// run has another instance.
//
//   M1  nothing of a run is left but what run() returns
//   M2  a program has no other way out than the functions of `host` below
//
// The other side of `host` is runtime/web/host.h.

import { ending } from "./endings.js";
import { layPages, pagesOf } from "./pages.js";
import { MOST_TYPES, PLACES } from "./places.js";
import { programNotes } from "./program.js";
import { adapterModule } from "./signatures.js";
import { Sink, Stopped } from "./sink.js";

const PAGE = 65536;
const CLOCK_MONOTONIC = 1;

/* Bytes of a heap that are judged: generator/run/scenario.h has as many. */
const MOST_HEAP = 64 << 20;

/* The number of a type that the runtime does not call. */
const OTHER_TYPE = 255;

/** What a run may use up.  The native limits are those of
 * generator/run/worker.c. */
const LIMITS = { output: 1 << 20, records: 1 << 20, fuel: 1_000_000_000n,
                 seconds: 2 };

/* A module that says: one memory of 64 bits, and a table of 64 bits. */
const WIDE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
                             4, 4, 1, 0x70, 4, 1, 5, 3, 1, 4, 1]);

let wide;

/** Whether this engine runs 64-bit memories by itself. */
export function isWide() {
    return wide ??= WebAssembly.validate(WIDE);
}

/** Files of the asset folder that a machine reads. */
export const MACHINE_FILES = [isWide() ? "runtime64.wasm" : "runtime32.wasm",
                              "numbers.wasm", "layout.json"];

/** The compiled modules that runs start from, and what an observer of runs
 * makes its own from (explain.js); they can be posted.
 * @param {(name: string) => Promise<Uint8Array>} read */
export async function compileMachine(read) {
    const [bytes, text, layout] = await Promise.all(MACHINE_FILES.map(read));
    const [runtime, numbers] = await Promise.all(
        [bytes, text].map((one) => WebAssembly.compile(one)));

    return { runtime, numbers, bytes,
             layout: JSON.parse(new TextDecoder().decode(layout)) };
}

/* What compilers call main, by its parameters. */
const MAINS = ["__main_void", "__original_main", "__main_argc_argv", "main"];

/** The program said that it is over. */
class Exit extends Error {
    constructor(code) {
        super("exit");
        this.code = code;
    }
}

/** One run: an instance of the runtime, and what the host does for it. */
export class Run {
    /**
     * @param {Machine} machine
     * @param {object} [options]
     * @param {string} [options.stdin]
     * @param {object} [options.host]  further functions (judge.js)
     */
    constructor(machine, { stdin = "", limits = {}, host = {} } = {}) {
        const most = { ...LIMITS, ...limits };

        this.machine = machine;
        this.limits = most;
        this.out = new Sink(most.output);
        this.err = new Sink(most.output);
        this.records = new Sink(most.records);
        this.stdin = new TextEncoder().encode(stdin);
        this.instance = new WebAssembly.Instance(machine.modules.runtime, {
            env: machine.numbers,
            host: { ...this.#host(), ...host },
        });
        this.exports = this.instance.exports;
        this.memory = this.exports.memory;
    }

    bytes(at, size) {
        return new Uint8Array(this.memory.buffer, Number(at), Number(size));
    }

    view() {
        return new DataView(this.memory.buffer);
    }

    /** The bytes before the next NUL. */
    bytesOfText(at) {
        const all = new Uint8Array(this.memory.buffer);

        return all.subarray(Number(at), all.indexOf(0, Number(at)));
    }

    /** The text that ends with a NUL. */
    text(at) {
        return at === 0n ? null
            : new TextDecoder().decode(this.bytesOfText(at));
    }

    /** A copy of bytes in a block of this instance. @returns {bigint} */
    give(bytes) {
        const at = this.exports.malloc(BigInt(bytes.length || 1));

        if (at === 0n) {
            throw new Stopped("memory");
        }
        this.bytes(at, bytes.length).set(bytes);
        return at;
    }

    #host() {
        const sinks = [null, this.out, this.err, this.records];

        return {
            write: (fd, at, size) => {
                if (!sinks[fd]) {
                    return -1n;
                }
                sinks[fd].put(this.bytes(at, size));
                return size;
            },
            read: (fd, at, size) => {
                const part = this.stdin.subarray(0, Number(size));

                this.bytes(at, part.length).set(part);
                this.stdin = this.stdin.subarray(part.length);
                return BigInt(part.length);
            },
            exit: (code) => {
                throw new Exit(code);
            },
            abort: () => {
                throw new Stopped("abort");
            },
            full: () => {
                throw new Stopped("memory");
            },
            refuse: (what) => {
                this.refused ??= this.text(what);
            },
            wait: (seconds) => {
                if (performance.now() - this.began + 1000 * seconds >
                    1000 * this.limits.seconds) {
                    throw new Stopped("time");
                }
            },
            clock: (clock) => BigInt(Math.round(1e6 * (clock === 0
                ? Date.now() : performance.now() -
                    (clock === CLOCK_MONOTONIC ? 0 : this.began)))),
            /* Only judges have others; see judge.js. */
            next_judge: () => 0n,
            finding: () => {},
            picture: () => {},
            done: () => {
                this.kept = this.leavings();
            },
            adapt: (place, type) => this.#adapt(place, type),
            random: (at, size) => {
                crypto.getRandomValues(this.bytes(at, size));
            },
            format: (x, conversion, precision, alternate, at, room) => {
                const { format } = this.machine;
                const text = format(x, conversion, precision, alternate);

                this.bytes(at, room).set(text.subarray(0, Number(room)));
                return BigInt(text.length);
            },
            parse: (at, len, used) => {
                const number = this.machine.parse(this.bytes(at, len));

                this.view().setBigUint64(Number(used), BigInt(number.used),
                                         true);
                return number.value;
            },
        };
    }

    /** Starts the runtime: once for a machine.  Other runs begin with what
     * that changed, as native ones begin with a fork. */
    start() {
        const { machine } = this;

        this.exports.__wasm_call_ctors?.();
        machine.started ??= this.#startRuntime();
        for (const { from, pages } of machine.started) {
            this.reach(from + pages.size);
            layPages(pages, this.bytes(from, pages.size));
        }
    }

    #startRuntime() {
        const { exports } = this;
        const before = this.bytes(PLACES.data, Number(
            exports.__heap_base.value) - PLACES.data).slice();

        exports.hb_web_start();
        return [
            { from: PLACES.data, before,
              size: Number(exports.hb_web_heap_end()) - PLACES.data },
            { from: PLACES.region, size: Number(exports.hb_web_region()) },
        ].map(({ from, size, before: was }) => ({
            from, pages: pagesOf(this.bytes(from, size), was) }));
    }

    /** Makes memory reach an address. */
    reach(end) {
        const more = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);

        if (more > 0) {
            this.memory.grow(isWide() ? BigInt(more) : more);
        }
    }

    /* ---- a program ------------------------------------------------------ */

    /** Places a program beside the runtime. @param {Uint8Array} bytes */
    link(bytes) {
        const { module, imports, tableSize, slots = {}, types } =
            this.machine.moduleOf(bytes);
        const { exports } = this;
        const { data } = this.machine.modules.layout;
        const table = exports.__indirect_function_table;
        const wide = isWide();
        const base = Number(table.length);
        const late = [];
        const outside = this.#outside();
        const i64 = (value, mutable = false) =>
            new WebAssembly.Global({ value: "i64", mutable }, value);
        const env = {
            memory: this.memory,
            __indirect_function_table: table,
            __stack_pointer: exports.__stack_pointer,
            __memory_base: i64(BigInt(PLACES.program)),
            __table_base: i64(BigInt(base)),
        };
        const got = { "GOT.mem": {}, "GOT.func": {} };

        this.programTable = base;
        this.#setTypes(types);
        table.grow(wide ? BigInt(tableSize) : tableSize);
        for (const { module: from, name, kind } of imports) {
            if (from === "env" && kind === "function") {
                env[name] = outside[name] ? this.#at(outside[name])
                    : this.#named(name);
            }
            else if (from !== "env") {
                got[from][name] = i64(0n, true);
                late.push({ from, name });
            }
        }

        this.program = new WebAssembly.Instance(module, { env, ...got });
        for (const { from, name } of late) {
            const own = this.program.exports[name];

            got[from][name].value = from === "GOT.mem"
                ? own ? this.address(name) : BigInt(data[name])
                : BigInt((own ? undefined : outside[name] ?? slots[name]) ??
                         this.#slot(own ?? this.#named(name), base));
        }
        this.program.exports.__wasm_apply_data_relocs?.();
        this.program.exports.__wasm_call_ctors?.();
    }

    /** Says what types a program's functions have (runtime/web/adapt.c). */
    #setTypes(types) {
        const { typeList, types: at } = this.machine.modules.layout;
        const numbers = types.map((one) => typeList.indexOf(one))
            .map((number) => number < 0 ? OTHER_TYPE : number);

        this.types = types;
        this.adapters = new Map();
        this.bytes(at, MOST_TYPES).set(numbers.slice(0, MOST_TYPES));
    }

    /** The place of a function of the wanted type that calls the one at a
     * place. @param {number} type  in the list of types */
    #adapt(place, type) {
        const have = this.types[Number(place) - this.programTable];
        const want = this.machine.modules.layout.typeList[type];
        const key = `${place} ${type}`;

        if (!have || have === want) {
            return place;
        }
        if (!this.adapters.has(key)) {
            const { exports } = new WebAssembly.Instance(
                this.machine.adapterOf(have, want),
                { own: { f: this.#at(Number(place)) } });

            this.adapters.set(key, BigInt(this.#slot(
                exports.g, Number(
                    this.exports.__indirect_function_table.length))));
        }
        return this.adapters.get(key);
    }

    /** A function of the runtime, or of numbers (doors.mjs). */
    #named(name) {
        const door = this.machine.doors.get(name);

        return door === undefined ? this.machine.numbers[name]
            : this.exports.doors.get(door);
    }

    /** The function at a place of the table. */
    #at(place) {
        return this.exports.__indirect_function_table
            .get(isWide() ? BigInt(place) : place);
    }

    /** What stands for the C library's memory in a program
     * (heapbook/outside.h): places in the table, by name. */
    #outside() {
        const places = {};

        for (let i = 0n; ; i++) {
            const at = Number(this.exports.hb_web_outside_call(i));

            if (at === 0) {
                return places;
            }
            const name = this.text(this.view().getBigUint64(at, true));

            places[name] = Number(this.view().getBigUint64(at + 8, true));
        }
    }

    /** What a program has left of that: blocks, bytes, and the line that took
     * the oldest. */
    outside() {
        const at = Number(this.exports.hb_web_outside());
        const view = this.view();

        return { blocks: Number(view.getBigUint64(at, true)),
                 bytes: Number(view.getBigUint64(at + 8, true)),
                 line: view.getInt32(at + 16, true) };
    }

    /** The place of a function in the table, from `first` on: pointers to one
     * are equal.  Where the runtime's stand is known (layout.json). */
    #slot(wanted, first) {
        const table = this.exports.__indirect_function_table;
        const index = isWide() ? BigInt : Number;

        for (let i = first; i < Number(table.length); i++) {
            if (table.get(index(i)) === wanted) {
                return i;
            }
        }

        const at = table.grow(index(1));

        table.set(at, wanted);
        return Number(at);
    }

    /** Runs main, which has parameters or has none. */
    main(args) {
        const { exports } = this;
        const name = MAINS.find((one) => this.program.exports[one]);

        if (name !== "__main_argc_argv") {
            exports.hb_web_main_void(this.pointer(name));
            return;
        }
        const words = ["program", ...args].map((word) =>
            this.give(new TextEncoder().encode(`${word}\0`)));
        const vector = new BigUint64Array([...words, 0n]);

        exports.hb_web_main(this.pointer(name), words.length,
                            this.give(new Uint8Array(vector.buffer)));
    }

    /** A pointer to a function of the program. */
    pointer(name) {
        return BigInt(this.#slot(this.program.exports[name],
                                 this.programTable));
    }

    /** Where the program's data of that name stand. */
    address(name) {
        return this.program.exports[name].value + BigInt(PLACES.program);
    }

    /** Copies of the slots and of the heap's pages, as they are now. */
    leavings() {
        const { exports } = this;
        const used = Number(exports.hb_web_region());
        const room = this.memory.buffer.byteLength - PLACES.region;

        return {
            slots: this.bytes(exports.hb_web_slots(),
                              exports.hb_web_slots_size()).slice(),
            region: pagesOf(this.bytes(PLACES.region, Math.max(
                0, Math.min(used, room, MOST_HEAP)))),
        };
    }

    set(name, value) {
        this.view().setBigInt64(Number(this.exports[name].value), value,
                                true);
    }

    get(name) {
        return this.view().getBigUint64(Number(this.exports[name].value),
                                        true);
    }

    /** Runs what `body` calls, to whatever end.
     * @returns {{code?: number, error?: Error}} */
    play(body) {
        try {
            this.began = performance.now();
            body();
            return { code: 0 };
        }
        catch (error) {
            return error instanceof Exit ? { code: error.code } : { error };
        }
    }
}

export class Machine {
    #adapters = new Map();
    #ready = [];
    #last = null;

    constructor(modules) {
        this.modules = modules;
        this.doors = new Map(Object.keys(modules.layout?.functions ?? {})
            .map((name, at) => [name, at]));
        this.started = null;
        const { exports } = new WebAssembly.Instance(modules.numbers, {
            wasi_snapshot_preview1: new Proxy({}, { get: () => () => 8 }),
        });
        const at = exports.text();
        const room = exports.room();

        exports._initialize?.();
        this.numbers = exports;
        this.format = (x, conversion, precision, alternate) => {
            const len = exports.format(x, conversion, precision, alternate);

            return new Uint8Array(exports.memory.buffer, at,
                                  Math.min(len, room - 1));
        };
        this.parse = (text) => {
            const bytes = new Uint8Array(exports.memory.buffer, at, room);
            const len = Math.min(text.length, room - 1);

            bytes.set(text.subarray(0, len));
            bytes[len] = 0;
            return { value: exports.parse(), used: exports.used() };
        };
    }

    /** A module of a function of one type that calls one of another. */
    adapterOf(have, want) {
        const key = `${have} ${want}`;

        if (!this.#adapters.has(key)) {
            this.#adapters.set(key, new WebAssembly.Module(
                adapterModule(have, want)));
        }
        return this.#adapters.get(key);
    }

    /** A program's module, its imports and its notes; the last one's are
     * kept, for its next test. */
    moduleOf(bytes) {
        if (this.#last?.bytes !== bytes) {
            const module = new WebAssembly.Module(bytes);

            this.#last = { bytes, module, ...programNotes(bytes),
                           imports: WebAssembly.Module.imports(module) };
        }
        return this.#last;
    }

    #begin(options) {
        const run = new Run(this, options);

        run.start();
        return run;
    }

    /** Starts instances for runs to come, while nobody waits for them. */
    prepare(count) {
        while (this.#ready.length < count) {
            this.#ready.push(this.#begin({}));
        }
    }

    /** An instance with a runtime that has started. */
    #take(options) {
        return Object.keys(options).length === 0 && this.#ready.pop() ||
            this.#begin(options);
    }

    /**
     * Runs a program.
     *
     * @param {Uint8Array} program
     * @param {object} options
     * @param {string} options.entry  "main", or the name of a test
     * @param {boolean} [options.drop]  of a test: give all back at its end
     * @param {number} [options.seed]  of a test: for what it draws
     * @param {boolean} [options.keep]  of a test: return what it leaves
     * @param {string} [options.stdin]
     * @param {string[]} [options.args]
     * @param {object} [options.observer]  its begin(run) is called before the
     *     program, its end(run, end) when it is dead (explain.js)
     * @returns {object} outcome: ran, killed, timeout, memory, output; exit,
     *     reason, line, out, err, records, ms; with keep: slots and region at
     *     the end, and `kept`: the same when a test that drops was over;
     *     `outside`: what one that ended well left of the C library's memory
     */
    run(program, { entry, drop = false, keep = false, seed = 1, args = [],
                   observer, ...rest }) {
        const run = this.#take(rest);
        const end = run.play(() => {
            run.set("hb_web_fuel", run.limits.fuel);
            observer?.begin(run);
            run.link(program);
            if (entry === "main") {
                run.main(args);
            }
            else {
                const name = run.give(
                    new TextEncoder().encode(`${entry}\0`));

                run.exports.hb_web_play(run.pointer(`hb_test_${entry}`),
                                        name, seed, drop ? 1 : 0);
            }
        });

        observer?.end(run, end);
        return {
            ...ending(end, run, program),
            out: run.out.text(), outBytes: run.out.bytes(),
            err: run.err.text(), errBytes: run.err.bytes(),
            records: run.records.text(),
            ms: performance.now() - run.began,
            ...(keep ? { ...run.leavings(), kept: run.kept,
                         outside: end.code === 0 ? run.outside()
                             : { blocks: 0, bytes: 0, line: 0 } } : {}),
        };
    }
}

/** @param {{read?: Function, modules?: object}} from */
export async function openMachine({ read, modules }) {
    return new Machine(modules ?? await compileMachine(read));
}
