// lines.js -- from places in a module's code to lines of its source.
//
// The compiler writes a table in the form of DWARF 4 (section .debug_line): a
// program for a small machine whose registers are an address, a file and a
// line, and that emits rows.  Addresses count from the first byte of the code
// section's contents.
//
// Source: DWARF Debugging Information Format, version 4, section 6.2.

import {Reader, sections} from "./wasm.js";

const STANDARD = {copy: 1, advancePc: 2, advanceLine: 3, setFile: 4,
                  constAddPc: 8, fixedAdvancePc: 9, setPrologueEnd: 10};
const EXTENDED = {endSequence: 1, setAddress: 2};

function text(reader) {
    const start = reader.at;

    while (reader.byte() !== 0) {
        continue;
    }
    return String.fromCharCode(
        ...reader.bytes.subarray(start, reader.at - 1));
}

function number(reader, size) {
    let value = 0;

    for (let i = 0; i < size; i++) {
        value += reader.byte() * 2 ** (8 * i);
    }
    return value;
}

function readHeader(reader) {
    const end = number(reader, 4) + reader.at;
    const version = number(reader, 2);
    const program = number(reader, 4) + reader.at;
    const least = reader.byte();

    if (version !== 4) {
        throw new Error(`line table of version ${version}`);
    }
    reader.at += 2; /* operations per instruction, default of is_stmt */

    const base = (reader.byte() << 24) >> 24;
    const range = reader.byte();
    const opcodeBase = reader.byte();
    const lengths = [0];

    for (let i = 1; i < opcodeBase; i++) {
        lengths.push(reader.byte());
    }
    while (reader.bytes[reader.at] !== 0) {
        text(reader); /* a folder */
    }
    reader.at++;

    const files = [""];

    while (reader.bytes[reader.at] !== 0) {
        files.push(text(reader));
        reader.skipNumber();
        reader.skipNumber();
        reader.skipNumber();
    }
    reader.at = program;
    return {end, least, base, range, opcodeBase, lengths, files};
}

/** Runs one table's program; calls tell(row) for each. */
function runProgram(reader, head, tell) {
    let address = 0;
    let line = 1;
    let file = 1;
    let isBody = false;
    const emit = (isEnd) => {
        tell({address, line, file: head.files[file], isEnd, isBody});
        isBody = false;
    };
    const fresh = () => {
        address = 0;
        line = 1;
        file = 1;
    };

    while (reader.at < head.end) {
        const op = reader.byte();

        if (op >= head.opcodeBase) {
            const step = op - head.opcodeBase;

            address += Math.floor(step / head.range) * head.least;
            line += head.base + step % head.range;
            emit(false);
        }
        else if (op === 0) {
            const end = reader.u32() + reader.at;
            const what = reader.byte();

            if (what === EXTENDED.endSequence) {
                emit(true);
                fresh();
            }
            else if (what === EXTENDED.setAddress) {
                address = number(reader, end - reader.at);
            }
            reader.at = end;
        }
        else if (op === STANDARD.copy) {
            emit(false);
        }
        else if (op === STANDARD.advancePc) {
            address += reader.u32() * head.least;
        }
        else if (op === STANDARD.advanceLine) {
            line += Number(reader.s64());
        }
        else if (op === STANDARD.setFile) {
            file = reader.u32();
        }
        else if (op === STANDARD.constAddPc) {
            address += Math.floor((255 - head.opcodeBase) / head.range) *
                head.least;
        }
        else if (op === STANDARD.fixedAdvancePc) {
            address += number(reader, 2);
        }
        else if (op === STANDARD.setPrologueEnd) {
            isBody = true;
        }
        else {
            for (let i = 0; i < head.lengths[op]; i++) {
                reader.skipNumber();
            }
        }
    }
}

/**
 * The rows of one source file.
 *
 * @param {Uint8Array} module
 * @param {string} source  name of the file, without folders
 * @returns {(offset: number) => number} the line that holds an offset of the
 *     code section's contents; 0 when none of that file does.  Its `bodies`
 *     are the offsets where bodies of functions begin
 */
export function lineTable(module, source) {
    const section = sections(module).find((one) => one.name === ".debug_line");
    const rows = [];
    const bodies = [];

    if (!section) {
        return Object.assign(() => 0, {bodies});
    }
    const reader = new Reader(module, section.start, section.end);

    while (reader.at < section.end) {
        const head = readHeader(reader);

        runProgram(reader, head, ({address, line, file, isEnd, isBody}) => {
            const ours = !isEnd && file.split("/").pop() === source;

            rows.push({address, line: ours ? line : 0});
            if (isBody) {
                bodies.push(address);
            }
        });
        reader.at = head.end;
    }
    rows.sort((a, b) => a.address - b.address);
    const lineOf = (offset) => {
        let low = 0;
        let high = rows.length;

        while (low < high) {
            const middle = (low + high) >> 1;

            if (rows[middle].address <= offset) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low ? rows[low - 1].line : 0;
    };

    return Object.assign(lineOf, {bodies});
}
