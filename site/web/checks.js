// checks.js -- instructions that watch others: they are put into the code of a
// module while it is rewritten (rewrite.js).

import { MOST_TYPES, PLACES } from "./places.js";
import { TYPE } from "./wasm.js";

export const OP = {
    drop: 0x1a, unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, end: 0x0b,
    br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f, call: 0x10,
    callIndirect: 0x11, selectTyped: 0x1c, localGet: 0x20, localSet: 0x21,
    localTee: 0x22, globalGet: 0x23, globalSet: 0x24, tableSet: 0x26, firstLoad: 0x28,
    firstStore: 0x36, lastStore: 0x3e, memorySize: 0x3f, memoryGrow: 0x40,
    i32Const: 0x41, i64Const: 0x42, f32Const: 0x43, f64Const: 0x44,
    select: 0x1b, i32Eqz: 0x45, i32Ne: 0x47, i64Eqz: 0x50, i64Ne: 0x52, i64LtU: 0x54, i64GtU: 0x56, i64GeU: 0x5a,
    i32DivS: 0x6d, i32RemS: 0x6f, i64DivS: 0x7f, i64RemS: 0x81,
    i64Add: 0x7c, i64Sub: 0x7d, i64And: 0x83, i64ShrU: 0x88, wrap: 0xa7, extend: 0xad,
    i32Load: 0x28, i32Load8U: 0x2d, i64Load: 0x29, i32Store: 0x36, i64Store: 0x37,
    refNull: 0xd0, refFunc: 0xd2, prefix: 0xfc,
};

export const LOWEST = 65536;
const STACK_ROOM = PLACES.data - LOWEST;
const BEYOND = 2 ** 32;

/** What a program did at an address that is none: runtime/web/web.h. */
export const VERB = { reads: 0, writes: 1, calls: 2 };

/** The room of the quarantine, and a wall's grain: runtime/web/web.h. */
const ROOM = { start: 160 << 20, size: 160 << 20, grain: 12n };

/* Locals that are added to a function, behind its own. */
export const SCRATCH = [TYPE.i64, TYPE.i32, TYPE.i64, TYPE.f32, TYPE.f64, TYPE.i32,
                 TYPE.i64, TYPE.i32, TYPE.i64, TYPE.i64];
const ADDRESS = 0;
export const SAVED_LINE = 5;
export const SIZE = 6;
const NARROW = 7;
const TESTED = 8;
const START = 9;
export const SCRATCH_OF = {[TYPE.i32]: 1, [TYPE.i64]: 2, [TYPE.f32]: 3,
                    [TYPE.f64]: 4};

/** Writes instructions behind `out`; `options` are those of rewrite(). */
export class Checks {
    constructor(out, options) {
        this.out = out;
        this.options = options;
    }

    op(code, ...immediates) {
        this.out.byte(code);
        for (const one of immediates) {
            this.out.u32(one);
        }
    }

    local(code, scratch) {
        this.op(code, this.scratch + scratch);
    }

    /** An address that is known. */
    place(address) {
        const { lower, isNarrow } = this.options;

        this.out.byte(lower || isNarrow ? OP.i32Const : OP.i64Const);
        this.out.s64(address);
    }

    wrap() {
        if (this.options.lower) {
            this.op(OP.wrap);
        }
    }

    number(value) {
        this.out.byte(OP.i64Const);
        this.out.s64(value);
    }

    /** Says what was touched, and how, and traps.  All bits set say that
     * nothing was: the last one is not said. */
    fail(verb, at, offset = 0) {
        const { fault, lineOf } = this.options;

        this.place(fault);
        this.local(OP.localGet, ADDRESS);
        this.number(offset);
        this.op(OP.i64Add);
        this.number(-2);
        this.op(OP.i64And);
        this.op(OP.i64Store, 3, 0);
        if (this.options.verb !== undefined) {
            this.place(this.options.verb);
            this.op(OP.i32Const, verb);
            this.op(OP.i32Store, 2, 0);
        }
        if (lineOf) {
            this.storeLine(lineOf(at));
        }
        this.op(OP.unreachable);
    }

    /** The address on the stack must not lie behind a wall. */
    checkWall(verb, offset, at) {
        const { walls, isNarrow } = this.options;

        if (isNarrow) {
            this.local(OP.localTee, NARROW);
            this.op(OP.extend);
        }
        else {
            this.local(OP.localTee, TESTED);
        }
        this.number(offset);
        this.op(OP.i64Add);
        this.local(OP.localTee, ADDRESS);
        this.number(ROOM.start);
        this.op(OP.i64Sub);
        this.number(ROOM.size);
        this.op(OP.i64LtU);
        this.op(OP.if, TYPE.empty);
        this.local(OP.localGet, ADDRESS);
        this.number(ROOM.start);
        this.op(OP.i64Sub);
        this.number(ROOM.grain);
        this.op(OP.i64ShrU);
        if (isNarrow) {
            this.op(OP.wrap);
        }
        this.op(OP.i32Load8U, 0);
        this.out.u32(Number(walls));
        this.op(OP.i32Eqz);
        this.op(OP.if, TYPE.empty);
        this.fail(verb, at);
        this.op(OP.end);
        this.op(OP.end);
        this.local(OP.localGet, isNarrow ? NARROW : TESTED);
    }

    /** What is called must not be NULL. */
    checkCall(at) {
        this.local(OP.localTee, ADDRESS);
        this.op(OP.i64Eqz);
        this.op(OP.if, TYPE.empty);
        this.fail(VERB.calls, at);
        this.op(OP.end);
        this.local(OP.localGet, ADDRESS);
    }

    /** The place of a function on the stack becomes that of one of the wanted
     * type, where it is a program's function and has another. */
    adapt(type) {
        const { base, places, types, call } = this.options.adapt;
        const place = () => {
            this.local(OP.localGet, ADDRESS);
            this.number(base);
            this.op(OP.i64Sub);
        };

        this.local(OP.localSet, ADDRESS);
        place();
        this.number(MOST_TYPES);
        this.op(OP.i64LtU);
        this.op(OP.if, TYPE.empty);
        place();
        this.wrap();
        this.op(OP.i32Load8U, 0);
        this.out.u32(Number(places));
        this.op(OP.i32Const);
        this.out.s64(types[type]);
        this.op(OP.i32Ne);
        this.op(OP.if, TYPE.empty);
        this.local(OP.localGet, ADDRESS);
        this.op(OP.i32Const);
        this.out.s64(types[type]);
        this.op(OP.call, call);
        this.local(OP.localSet, ADDRESS);
        this.op(OP.end);
        this.op(OP.end);
        this.local(OP.localGet, ADDRESS);
    }

    /** The address on the stack must be one. */
    check(verb, at, offset = 0) {
        this.local(OP.localTee, ADDRESS);
        this.number(LOWEST);
        this.op(OP.i64Sub);
        this.number(BEYOND - LOWEST);
        this.op(OP.i64GeU);
        this.op(OP.if, TYPE.empty);
        this.fail(verb, at, offset);
        this.op(OP.end);
        this.local(OP.localGet, ADDRESS);
    }

    /** Of the smallest number by -1 there is a remainder here, 0; natively
     * that division stops the program, and does before this one. */
    divideFirst(code) {
        const [left, right, divide] = code === OP.i32RemS
            ? [SCRATCH_OF[TYPE.i32], NARROW, OP.i32DivS]
            : [SCRATCH_OF[TYPE.i64], START, OP.i64DivS];

        this.local(OP.localSet, right);
        this.local(OP.localTee, left);
        this.local(OP.localGet, right);
        this.op(divide);
        this.op(OP.drop);
        this.local(OP.localGet, left);
        this.local(OP.localGet, right);
    }

    burn() {
        const {fuel} = this.options;

        this.place(fuel);
        this.place(fuel);
        this.op(OP.i64Load, 3, 0);
        this.out.byte(OP.i64Const);
        this.out.s64(1);
        this.op(OP.i64Sub);
        this.local(OP.localTee, ADDRESS);
        this.op(OP.i64Store, 3, 0);
        this.local(OP.localGet, ADDRESS);
        this.op(OP.i64Eqz);
        this.op(OP.if, TYPE.empty);
        this.op(OP.unreachable);
        this.op(OP.end);
    }

    /** Behind a set of the stack's end: what has left the stack ends here,
     * whether it is touched or not.  A function's first is for all that it
     * needs; natively that is seen where its body begins to use it, which is
     * not known yet (meetUse). */
    checkStack(at) {
        const { line, lineOf, stack } = this.options;

        this.op(OP.globalGet, stack);
        this.number(LOWEST);
        this.op(OP.i64Sub);
        this.number(STACK_ROOM);
        this.op(OP.i64GtU);
        this.op(OP.if, TYPE.empty);
        this.place(line);
        this.op(OP.i32Const);
        this.unknown ??= this.out.at;
        this.out.u32In5(lineOf(at));
        this.op(OP.i32Store, 2, 0);
        this.op(OP.unreachable);
        this.op(OP.end);
    }

    /** Before a use of memory, or a call. */
    meetUse(at) {
        if (this.unknown && at >= this.body) {
            const { out } = this;
            const end = out.at;

            out.at = this.unknown;
            out.u32In5(this.options.lineOf(at));
            out.at = end;
            this.unknown = 0;
        }
    }

    storeLine(line) {
        if (line > 0) {
            this.place(this.options.line);
            this.out.byte(OP.i32Const);
            this.out.s64(line);
            this.op(OP.i32Store, 2, 0);
        }
    }

    /** From the width of the module's addresses to 64 bits, and back. */
    widen() {
        if (this.options.isNarrow) {
            this.op(OP.extend);
        }
    }

    narrow() {
        if (this.options.isNarrow) {
            this.op(OP.wrap);
        }
    }

    /** The first and the last byte of a range that begins at the address on
     * the stack. */
    checkWalls(verb, at) {
        this.widen();
        this.local(OP.localSet, START);
        this.local(OP.localGet, SIZE);
        this.number(0);
        this.op(OP.i64Ne);
        this.op(OP.if, TYPE.empty);
        this.local(OP.localGet, START);
        this.narrow();
        this.checkWall(verb, 0, at);
        this.widen();
        this.local(OP.localGet, SIZE);
        this.op(OP.i64Add);
        this.number(1);
        this.op(OP.i64Sub);
        this.narrow();
        this.checkWall(verb, 0, at);
        this.op(OP.drop);
        this.op(OP.end);
        this.local(OP.localGet, START);
        this.narrow();
    }

    /** Nothing is read or written at an address when the size is 0: another
     * takes its place, which is one. */
    checkRange(verb, at) {
        if (this.options.walls !== undefined) {
            this.checkWalls(verb, at);
            return;
        }
        this.number(LOWEST);
        this.local(OP.localGet, SIZE);
        this.number(0);
        this.op(OP.i64Ne);
        this.op(OP.select);
        this.check(verb, at);
    }
}
