// rewrite.js -- a module becomes one that can be watched, or that runs
// without 64-bit addresses.
//
// The compiler makes modules whose memory and table have 64-bit addresses, so
// that pointers are what they are natively.  Four things can be done to the
// code of such a module, in one pass, instruction by instruction:
//
//   lines    before each call the line of the source is stored where the
//            runtime looks (hb_web_line); a function's end restores its
//            caller's.  Calls are where the runtime can be asked for a line
//   checks   an address below 64 KiB or beyond 4 GiB traps, as it does
//            natively; it is kept in hb_web_fault, and what was done there in
//            hb_web_verb.  Turns of loops and calls
//            are counted down in hb_web_fuel, and 0 traps; so does a
//            stack that ends outside of its room
//   walls    in the room of the quarantine (runtime/web/walls.c) an address
//            traps where a wall stands.  For a run that explains a crash, and
//            in code that has been rewritten before
//   adapt    a call through a pointer of the runtime's finds a program's
//            function that has other parameters (runtime/web/adapt.c)
//   lower    memory and table become 32-bit; each address is cut to 32 bits
//            where it is used.  For engines without 64-bit memories
//
//   W1  types, functions, globals keep their numbers: nothing is imported or
//       declared anew, only locals are
//   W2  a module that is lowered has its data and table entries at constant
//       places, which are given

import { Checks, LOWEST, OP, SAVED_LINE, SCRATCH, SCRATCH_OF, SIZE, VERB }
    from "./checks.js";
import { lowerData, lowerDefinitions, lowerElements, lowerImports }
    from "./lower.js";
import { Reader, SECTION, TYPE, Writer, sections } from "./wasm.js";

const MEMORY_COPY = 10;
const MEMORY_FILL = 11;

/* What a store stores, from its opcode 0x36 on. */
const STORED = [TYPE.i32, TYPE.i64, TYPE.f32, TYPE.f64, TYPE.i32, TYPE.i32,
                TYPE.i64, TYPE.i64, TYPE.i64];

/** One function's code, rewritten. */
class Body extends Checks {
    enter(result) {
        if (this.options.line !== undefined) {
            this.place(this.options.line);
            this.op(OP.i32Load, 2, 0);
            this.local(OP.localSet, SAVED_LINE);
            this.out.byte(OP.block);
            this.out.byte(result);
        }
        if (this.options.fuel !== undefined) {
            this.burn();
        }
    }

    leave() {
        if (this.options.line !== undefined) {
            this.op(OP.end);
            this.place(this.options.line);
            this.local(OP.localGet, SAVED_LINE);
            this.op(OP.i32Store, 2, 0);
        }
        this.op(OP.end);
    }

    /** The offset of the access that the reader stands before. */
    offset(reader) {
        const ahead = new Reader(reader.bytes, reader.at);

        ahead.skipNumber();
        return ahead.u32();
    }

    get isChecked() {
        return this.options.fault !== undefined;
    }

    /** Checks the address on the stack.  Static data are at a large offset
     * from an address, often 0, that the compiler knows. */
    checkAccess(verb, reader, at) {
        const offset = this.offset(reader);

        if (offset < LOWEST && this.options.walls !== undefined) {
            this.checkWall(verb, offset, at);
        }
        else if (offset < LOWEST) {
            this.check(verb, at, offset);
        }
    }

    load(code, reader, at) {
        this.meetUse(at);
        if (this.isChecked) {
            this.checkAccess(VERB.reads, reader, at);
        }
        this.wrap();
        this.copyAccess(code, reader);
    }

    /** The address lies below the value. */
    store(code, reader, at) {
        this.meetUse(at);
        const value = SCRATCH_OF[STORED[code - OP.firstStore]];

        if (this.isChecked || this.options.lower) {
            this.local(OP.localSet, value);
            if (this.isChecked) {
                this.checkAccess(VERB.writes, reader, at);
            }
            this.wrap();
            this.local(OP.localGet, value);
        }
        this.copyAccess(code, reader);
    }

    copyAccess(code, reader) {
        const start = reader.at;

        reader.skipNumber();
        reader.skipNumber();
        this.out.byte(code);
        this.out.put(reader.bytes.subarray(start, reader.at));
    }

    /** Operands are taken off the stack down to the lowest, and put back one
     * by one. */
    bulkOperands(isCopy, middle, at) {
        if (!this.isChecked && !this.options.lower) {
            return;
        }
        this.widen();
        this.local(OP.localSet, SIZE);
        if (isCopy) {
            this.widen();
        }
        this.local(OP.localSet, middle);
        if (this.isChecked) {
            this.checkRange(VERB.writes, at);
        }
        this.wrap();
        this.local(OP.localGet, middle);
        if (isCopy) {
            this.narrow();
            if (this.isChecked) {
                this.checkRange(VERB.reads, at);
            }
            this.wrap();
        }
        this.local(OP.localGet, SIZE);
        this.narrow();
        this.wrap();
    }

    /** Three operands: to, from or byte, size. */
    bulk(reader, at) {
        const start = reader.at - 1;
        const what = reader.u32();

        if (what === MEMORY_COPY || what === MEMORY_FILL) {
            const middle = what === MEMORY_COPY ? 2 : 1;

            reader.skipNumber();
            if (what === MEMORY_COPY) {
                reader.skipNumber();
            }
            this.bulkOperands(what === MEMORY_COPY, middle, at);
        }
        else if (what > 7) {
            throw new Error(`instruction fc ${what}`);
        }
        this.out.put(reader.bytes.subarray(start, reader.at));
    }

    /** Copies, or replaces, one instruction. */
    instruction(reader, codeStart) {
        const start = reader.at;
        const code = reader.byte();

        switch (code) {
        case OP.loop:
            this.depth++;
            reader.skipNumber();
            this.out.put(reader.bytes.subarray(start, reader.at));
            if (this.options.fuel !== undefined) {
                this.burn();
            }
            return;
        case OP.block:
        case OP.if:
            this.depth++;
            reader.skipNumber();
            break;
        case OP.end:
            this.depth--;
            if (this.depth < 0) {
                this.leave();
                return;
            }
            break;
        case OP.return:
            if (this.options.line !== undefined) {
                this.op(OP.br, this.depth);
                return;
            }
            break;
        case OP.brTable:
            for (let count = reader.u32() + 1; count > 0; count--) {
                reader.skipNumber();
            }
            break;
        case OP.callIndirect:
            this.meetUse(start - codeStart);
            if (this.options.lineOf) {
                this.storeLine(this.options.lineOf(start - codeStart));
            }
            if (this.options.verb !== undefined && !this.options.walls) {
                this.checkCall(start - codeStart);
            }
            if (this.options.adapt) {
                this.adapt(new Reader(reader.bytes, reader.at).u32());
            }
            this.wrap();
            reader.skipNumber();
            reader.skipNumber();
            break;
        case OP.call:
            this.meetUse(start - codeStart);
            if (this.options.lineOf) {
                this.storeLine(this.options.lineOf(start - codeStart));
            }
            reader.skipNumber();
            break;
        case OP.memorySize:
            reader.skipNumber();
            this.out.put(reader.bytes.subarray(start, reader.at));
            if (this.options.lower) {
                this.op(OP.extend);
            }
            return;
        case OP.memoryGrow:
            this.wrap();
            reader.skipNumber();
            this.out.put(reader.bytes.subarray(start, reader.at));
            if (this.options.lower) {
                this.out.byte(0xac); /* signed: -1 stays -1 */
            }
            return;
        case OP.br:
        case OP.brIf:
        case OP.i32Const:
        case OP.i64Const:
        case OP.refNull:
        case OP.refFunc:
            reader.skipNumber();
            break;
        case OP.f32Const:
            reader.at += 4;
            break;
        case OP.f64Const:
            reader.at += 8;
            break;
        case OP.selectTyped:
            reader.at += reader.u32();
            break;
        case OP.i32RemS:
        case OP.i64RemS:
            if (this.options.lineOf) {
                this.divideFirst(code);
            }
            break;
        case OP.globalSet:
            if (reader.u32() === this.options.stack) {
                this.out.put(reader.bytes.subarray(start, reader.at));
                this.checkStack(start - codeStart);
                return;
            }
            break;
        case OP.prefix:
            this.bulk(reader, start - codeStart);
            return;
        default:
            if (code >= OP.firstLoad && code < OP.firstStore) {
                this.load(code, reader, start - codeStart);
                return;
            }
            if (code >= OP.firstStore && code <= OP.lastStore) {
                this.store(code, reader, start - codeStart);
                return;
            }
            if (code >= OP.localGet && code <= OP.tableSet) {
                reader.skipNumber();
            }
            else if ((code > 0xc4 || (code > 0x11 && code < 0x1a)) &&
                     code !== 0xd1) {
                throw new Error(`instruction ${code.toString(16)}`);
            }
        }
        this.out.put(reader.bytes.subarray(start, reader.at));
    }

    /** Rewrites a function of that type; reader stands behind its size. */
    run(reader, end, type, codeStart, shifts) {
        const groups = reader.u32();
        const start = reader.at;
        let locals = type.parameters;

        for (let i = 0; i < groups; i++) {
            locals += reader.u32();
            reader.at++;
        }
        this.out.u32(groups + SCRATCH.length);
        this.out.put(reader.bytes.subarray(start, reader.at));
        for (const one of SCRATCH) {
            this.out.u32(1);
            this.out.byte(one);
        }
        this.scratch = locals;
        this.body = this.options.lineOf?.bodies.find(
            (one) => one >= reader.at - codeStart &&
                one < end - codeStart) ?? 0;
        this.depth = 0;
        this.enter(type.result);
        while (reader.at < end) {
            shifts.push(this.out.at, reader.at - codeStart);
            this.instruction(reader, codeStart);
        }
    }
}

/* ---- sections ------------------------------------------------------------ */

/** Parameters and result of each type. */
function readTypes(reader) {
    const types = [];

    for (let count = reader.u32(); count > 0; count--) {
        reader.byte();

        const parameters = reader.u32();

        reader.at += parameters;

        const results = reader.u32();
        const result = results ? reader.byte() : TYPE.empty;

        types.push({parameters, result});
    }
    return types;
}

function rewriteCode(reader, out, types, functions, options) {
    const codeStart = reader.at;
    const count = reader.u32();
    const shifts = [];

    out.u32(count);
    for (let i = 0; i < count; i++) {
        const end = reader.u32() + reader.at;
        const other = options.instead?.get(i);

        if (other) {
            out.u32(other.length);
            out.put(other);
            reader.at = end;
            continue;
        }
        const code = new Writer((end - reader.at) * 3 + 256);
        const body = new Body(code, options);
        const own = [];

        body.run(reader, end, types[functions[i]], codeStart, own);
        out.u32(code.at);
        for (let k = 0; k < own.length; k += 2) {
            shifts.push(out.at + own[k], own[k + 1]);
        }
        out.put(code.done());
    }
    return shifts;
}

/**
 * Rewrites a module.
 *
 * @param {Uint8Array} bytes
 * @param {object} options
 * @param {boolean} [options.lower]
 * @param {bigint} [options.line]   address of hb_web_line; without: no lines
 * @param {bigint} [options.fault]  of hb_web_fault; without: no checks
 * @param {bigint} [options.verb]   of hb_web_verb; without: it is not kept, and
 *     a call of NULL is the engine's to see
 * @param {bigint} [options.walls]  of hb_web_walls: the code was checked
 *     before, and is now for walls
 * @param {boolean} [options.isNarrow]  with walls: the module was lowered
 * @param {number} [options.stack]  the global that says where the stack ends;
 *     without: no looks at it
 * @param {bigint} [options.fuel]   of hb_web_fuel; without: no counting
 * @param {Function} [options.lineOf]  of lineTable (lines.js)
 * @param {Map<number, Uint8Array>} [options.instead]  bodies that are put
 *     in place of others, as they are
 * @param {object} [options.adapt]  base: where a program's functions begin in
 *     the table; places: the address of hb_web_types; types: the number of
 *     each of the module's types; call: the function hb_web_adapt
 * @param {bigint} [options.memoryBase]  W2
 * @param {bigint} [options.tableBase]   W2
 * @param {number} [options.memoryMost]  pages, when lowered
 * @param {boolean} [options.names]  keep the names of functions
 * @returns {{bytes: Uint8Array, places: Function}}
 *     places(lineOf) gives pairs [offset in the new file, line], ascending
 */
export function rewrite(bytes, options) {
    const out = new Writer(bytes.length * 2);
    let types = [];
    let functions = [];
    let shifts = [];
    let shiftStart = 0;

    out.put(bytes.subarray(0, 8));
    for (const { id, name, start, end } of sections(bytes)) {
        const reader = new Reader(bytes, start, end);
        const contents = new Writer(end - start + 64);
        const as = (what) => options.lower && id === SECTION[what];

        if (id === SECTION.custom && !(options.names && name === "name")) {
            continue;
        }
        if (id === SECTION.type) {
            types = readTypes(new Reader(bytes, start));
        }
        if (id === SECTION.function) {
            const list = new Reader(bytes, start);

            functions = Array.from({length: list.u32()}, () => list.u32());
        }
        if (id === SECTION.code) {
            shifts = rewriteCode(reader, contents, types, functions, options);
        }
        else if (as("import")) {
            lowerImports(reader, contents, options.memoryMost);
        }
        else if (as("table") || as("memory")) {
            lowerDefinitions(reader, contents, id === SECTION.table,
                             options.memoryMost);
        }
        else if (as("element")) {
            lowerElements(reader, contents, options.tableBase);
        }
        else if (as("data")) {
            lowerData(reader, contents, options.memoryBase);
        }
        else {
            contents.put(bytes.subarray(start, end));
        }
        if (name) {
            contents.at = 0;
            contents.name(name);
            contents.put(bytes.subarray(start, end));
        }
        out.byte(id);
        out.u32(contents.at);
        if (id === SECTION.code) {
            shiftStart = out.at;
        }
        out.put(contents.done());
    }
    return {
        bytes: out.done(),
        places: (lineOf) => placesOf(shifts, shiftStart, lineOf),
    };
}

/** shifts: pairs of new and old places, ascending. */
function placesOf(shifts, start, lineOf) {
    const places = [];
    let last = -1;

    for (let i = 0; i < shifts.length; i += 2) {
        const line = lineOf(shifts[i + 1]);

        if (line !== last) {
            places.push(start + shifts[i], line);
            last = line;
        }
    }
    return places;
}
