// wasm.js -- bytes of a WebAssembly module: reading and writing.
//
// A module is a header of 8 bytes, then sections: id, size, contents.  Numbers
// are LEB128.  Only what this folder needs is here: see rewrite.js and link.js.

export const SECTION = {
    custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5,
    global: 6, export: 7, start: 8, element: 9, code: 10, data: 11,
    count: 12, tag: 13,
};

export const TYPE = {i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, empty: 0x40};

/** Kinds of imports and exports. */
export const KIND = {func: 0, table: 1, memory: 2, global: 3, tag: 4};

const decoder = new TextDecoder();

/** Reads a module's numbers and names, from `at` on. */
export class Reader {
    /** @param {Uint8Array} bytes */
    constructor(bytes, at = 0, end = bytes.length) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    byte() {
        return this.bytes[this.at++];
    }

    /** An unsigned number below 2 to the 32nd. */
    u32() {
        let value = 0;
        let shift = 0;
        let byte;

        do {
            byte = this.bytes[this.at++];
            value += (byte & 0x7f) * 2 ** shift;
            shift += 7;
        } while (byte & 0x80);
        return value;
    }

    /** A signed number, of any size. @returns {bigint} */
    s64() {
        let value = 0n;
        let shift = 0n;
        let byte;

        do {
            byte = this.bytes[this.at++];
            value |= BigInt(byte & 0x7f) << shift;
            shift += 7n;
        } while (byte & 0x80);
        return BigInt.asIntN(64, byte & 0x40 ? value - (1n << shift) : value);
    }

    skipNumber() {
        while (this.bytes[this.at++] & 0x80) {
            continue;
        }
    }

    /** @returns {Uint8Array} */
    take(size) {
        this.at += size;
        return this.bytes.subarray(this.at - size, this.at);
    }

    name() {
        return decoder.decode(this.take(this.u32()));
    }
}

/** Collects bytes; doubles its room. */
export class Writer {
    constructor(room = 1024) {
        this.bytes = new Uint8Array(room);
        this.at = 0;
    }

    room(more) {
        if (this.at + more > this.bytes.length) {
            const bytes = new Uint8Array(
                Math.max(this.bytes.length * 2, this.at + more));

            bytes.set(this.bytes.subarray(0, this.at));
            this.bytes = bytes;
        }
    }

    byte(value) {
        this.room(1);
        this.bytes[this.at++] = value;
    }

    /** @param {Uint8Array|number[]} bytes */
    put(bytes) {
        this.room(bytes.length);
        this.bytes.set(bytes, this.at);
        this.at += bytes.length;
    }

    u32(value) {
        this.room(5);
        while (value >= 0x80) {
            this.bytes[this.at++] = (value % 0x80) | 0x80;
            value = Math.floor(value / 0x80);
        }
        this.bytes[this.at++] = value;
    }

    /** A number in as many bytes as the largest has: it can be replaced. */
    u32In5(value) {
        this.room(5);
        for (let i = 0; i < 4; i++) {
            this.bytes[this.at++] = (value >>> 7 * i & 0x7f) | 0x80;
        }
        this.bytes[this.at++] = value >>> 28;
    }

    /** @param {bigint|number} value */
    s64(value) {
        let left = BigInt(value);

        this.room(10);
        for (;;) {
            const byte = Number(left & 0x7fn);

            left >>= 7n;
            if ((left === 0n && !(byte & 0x40)) ||
                (left === -1n && byte & 0x40)) {
                this.bytes[this.at++] = byte;
                return;
            }
            this.bytes[this.at++] = byte | 0x80;
        }
    }

    name(text) {
        const bytes = new TextEncoder().encode(text);

        this.u32(bytes.length);
        this.put(bytes);
    }

    done() {
        return this.bytes.subarray(0, this.at);
    }
}

/**
 * The sections of a module, in their order.
 *
 * @param {Uint8Array} bytes
 * @returns {{id: number, name?: string, start: number, end: number}[]}
 *     start is where the contents begin (of a custom one: after its name)
 */
export function sections(bytes) {
    const reader = new Reader(bytes, 8);
    const found = [];

    while (reader.at < bytes.length) {
        const id = reader.byte();
        const size = reader.u32();
        const end = reader.at + size;
        const name = id === SECTION.custom ? reader.name() : undefined;

        found.push({id, name, start: reader.at, end});
        reader.at = end;
    }
    return found;
}

/**
 * Reads the immediates of a constant expression with one instruction.
 *
 * @returns {{op: number, value: bigint|number}} `value` of a constant, or the
 *     index of a global
 */
export function constant(reader) {
    const op = reader.byte();
    const value = op === 0x23 || op === 0xd2 ? reader.u32() : reader.s64();

    if (reader.byte() !== 0x0b) {
        throw new Error("constant expression of several instructions");
    }
    return {op, value};
}

/* How many numbers follow an opcode; where there are none it is not here. */
const NUMBERS = {
    0x02: 1, 0x03: 1, 0x04: 1, 0x0c: 1, 0x0d: 1, 0x10: 1, 0x11: 2, 0x20: 1,
    0x21: 1, 0x22: 1, 0x23: 1, 0x24: 1, 0x25: 1, 0x26: 1, 0x3f: 1, 0x40: 1,
    0x41: 1, 0x42: 1, 0xd0: 1, 0xd2: 1,
};
const LAST_PLAIN = 0xc4;
const LISTED = { brTable: 0x0e, selectTyped: 0x1c };
const ACCESS = { first: 0x28, last: 0x3e };
const PREFIX = 0xfc;
/* The same behind the prefix; conversions have none. */
const PREFIXED = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Reads over one instruction, of those that compilers of C use.
 * @returns {number} its opcode */
export function skipInstruction(reader) {
    const code = reader.byte();
    const isAccess = code >= ACCESS.first && code <= ACCESS.last;
    let count = isAccess ? 2 : NUMBERS[code] ?? 0;

    if (code === PREFIX) {
        count = PREFIXED[reader.u32()];
    }
    else if (code === LISTED.brTable || code === LISTED.selectTyped) {
        count = reader.u32() + (code === LISTED.brTable ? 1 : 0);
    }
    else if (code === 0x43 || code === 0x44) {
        reader.at += code === 0x43 ? 4 : 8; /* a float, a double */
    }
    else if (code > LAST_PLAIN && NUMBERS[code] === undefined) {
        throw new Error(`instruction ${code.toString(16)}`);
    }
    for (; count > 0; count--) {
        reader.skipNumber();
    }
    return code;
}

/** The imports of a module, in their order, as {module, name, kind, ...}. */
export function imports(bytes) {
    const section = sections(bytes).find((one) => one.id === SECTION.import);
    const found = [];

    if (!section) {
        return found;
    }
    const reader = new Reader(bytes, section.start);

    for (let count = reader.u32(); count > 0; count--) {
        const one = {module: reader.name(), name: reader.name(),
                     kind: reader.byte()};

        if (one.kind === KIND.func) {
            one.type = reader.u32();
        }
        else if (one.kind === KIND.global) {
            one.type = reader.byte();
            one.mutable = reader.byte();
        }
        else {
            one.type = one.kind === KIND.table ? reader.byte() : 0;
            one.flags = reader.byte();
            one.least = reader.u32();
            one.most = one.flags & 1 ? reader.u32() : undefined;
        }
        found.push(one);
    }
    return found;
}

/**
 * The addresses of a module's exported data.
 *
 * @param {Uint8Array} bytes  of a module with no imported global
 * @returns {Record<string, number>}
 */
export function addresses(bytes) {
    const all = sections(bytes);
    const at = (id) => all.find((one) => one.id === id);
    const values = [];
    const found = {};
    let reader = new Reader(bytes, at(SECTION.global).start);

    for (let count = reader.u32(); count > 0; count--) {
        reader.byte();
        reader.byte();
        values.push(constant(reader).value);
    }
    reader = new Reader(bytes, at(SECTION.export).start);
    for (let count = reader.u32(); count > 0; count--) {
        const name = reader.name();
        const kind = reader.byte();
        const index = reader.u32();

        if (kind === KIND.global) {
            found[name] = Number(values[index]);
        }
    }
    return found;
}

/** The functions that a module exports: their numbers.
 * @returns {Record<string, number>} */
export function exportedNames(bytes) {
    const section = sections(bytes).find((one) => one.id === SECTION.export);
    const reader = new Reader(bytes, section.start);
    const found = {};

    for (let count = reader.u32(); count > 0; count--) {
        const name = reader.name();
        const kind = reader.byte();
        const index = reader.u32();

        if (kind === KIND.func) {
            found[name] = index;
        }
    }
    return found;
}

/** How many entries a module's own table has at first. */
export function tableLeast(bytes) {
    const section = sections(bytes).find((one) => one.id === SECTION.table);
    const reader = new Reader(bytes, section.start);

    reader.u32();
    reader.at += 2;
    return reader.u32();
}

/**
 * Where the exported functions of a module stand in its own table.
 *
 * @param {Uint8Array} bytes  of a module whose entries stand at constants
 * @returns {Record<string, number>}
 */
export function tableSlots(bytes) {
    const section = sections(bytes).find((one) => one.id === SECTION.element);
    const slots = new Map();
    const reader = new Reader(bytes, section.start);

    for (let count = reader.u32(); count > 0; count--) {
        reader.u32();

        let slot = Number(constant(reader).value);

        for (let left = reader.u32(); left > 0; left--) {
            slots.set(reader.u32(), slot++);
        }
    }
    return Object.fromEntries(Object.entries(exportedNames(bytes))
        .filter(([, index]) => slots.has(index))
        .map(([name, index]) => [name, slots.get(index)]));
}
