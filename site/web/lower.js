// lower.js -- the sections of a module whose memory and table had addresses of
// 64 bits, for 32: imports, definitions, places of entries and data.  Its code
// is rewrite.js's work.

const OP = { end: 0x0b, i32Const: 0x41, i64Const: 0x42 };

/** Flags of limits: bit 2 says 64 bits. */
function lowerLimits(reader, out, most) {
    const flags = reader.byte();
    const least = reader.u32();

    if (flags & 1) {
        reader.skipNumber();
    }
    out.byte(most === undefined ? 0 : 1);
    out.u32(least);
    if (most !== undefined) {
        out.u32(most);
    }
}

/** Imports and definitions of memories and tables lose their 64th bit. */
export function lowerImports(reader, out, memoryMost) {
    const count = reader.u32();

    out.u32(count);
    for (let i = 0; i < count; i++) {
        const start = reader.at;

        reader.name();
        reader.name();

        const kind = reader.byte();

        if (kind === 0) {
            reader.skipNumber();
        }
        else if (kind === 3) {
            reader.at += 2;
        }
        else {
            reader.at += kind === 1 ? 1 : 0;
            out.put(reader.bytes.subarray(start, reader.at));
            lowerLimits(reader, out, kind === 2 ? memoryMost : undefined);
            continue;
        }
        out.put(reader.bytes.subarray(start, reader.at));
    }
}

export function lowerDefinitions(reader, out, isTable, memoryMost) {
    const count = reader.u32();

    out.u32(count);
    for (let i = 0; i < count; i++) {
        if (isTable) {
            out.byte(reader.byte());
        }
        lowerLimits(reader, out, isTable ? undefined : memoryMost);
    }
}

/** An offset becomes a constant of 32 bits. */
function lowerOffset(reader, out, given) {
    const op = reader.byte();
    let value = given;

    if (op === OP.i64Const) {
        value = reader.s64();
    }
    else {
        reader.skipNumber();
    }
    reader.byte();
    out.byte(OP.i32Const);
    out.s64(BigInt.asIntN(32, BigInt(value)));
    out.byte(OP.end);
}

export function lowerElements(reader, out, base) {
    const count = reader.u32();

    out.u32(count);
    for (let i = 0; i < count; i++) {
        const flags = reader.u32();

        if (flags !== 0) {
            throw new Error(`table entries of kind ${flags}`);
        }
        out.u32(flags);
        lowerOffset(reader, out, base);

        const start = reader.at;

        for (let n = reader.u32(); n > 0; n--) {
            reader.skipNumber();
        }
        out.put(reader.bytes.subarray(start, reader.at));
    }
}

export function lowerData(reader, out, base) {
    const count = reader.u32();

    out.u32(count);
    for (let i = 0; i < count; i++) {
        const flags = reader.u32();

        out.u32(flags);
        if (flags === 0) {
            lowerOffset(reader, out, base);
        }

        const size = reader.u32();

        out.u32(size);
        out.put(reader.take(size));
    }
}
