// toolchain.js -- the compiler: from a text to a program for the machine.
//
// clang and wasm-ld run here, as WebAssembly themselves (llvm.js).  The parts
// of them that do the work are called directly; the driver that usually calls
// them would start the compiler twice.
//
// A program is one object of the student's, and, for an exercise, one with
// the scenarios that was compiled when the site was built.  It is linked as a
// shared library is: its names that are not its own are the runtime's.

import { guardEnds } from "./ends.js";
import { finishProgram, fits } from "./finish.js";
import { lineTable } from "./lines.js";
import { Llvm, compileWhole } from "./llvm.js";
import { messagesOf } from "./messages.js";
import { imports, KIND } from "./wasm.js";

/** Files of the asset folder that a toolchain reads. */
export const TOOLCHAIN_FILES = ["llvm.wasm", "headers.json", "python.pch",
                                "heapbook.pch", "layout.json"];

/** What it reads when a text needs the whole compiler. */
export const REST_FILES = ["llvm.wasm", "llvm.rest"];

export const TARGET = [
    "-triple", "wasm64-unknown-unknown", "-target-feature", "+bulk-memory",
    "-target-feature", "+bulk-memory-opt", "-target-feature", "+sign-ext",
    /* What does not fit becomes the smallest number, as it does natively. */
    "-target-feature", "-nontrapping-fptoint",
    "-target-feature", "+mutable-globals", "-mlong-double-64",
    "-resource-dir", "/none", "-isystem", "include/std",
    "-isystem", "clang", "-I", "include", "-std=gnu11",
    "-D_GNU_SOURCE", "-fgnuc-version=4.2.1",
];

/** How a program is compiled; the header that is compiled beforehand too. */
export const PROGRAM = [
    ...TARGET, "-O0", "-mrelocation-model", "pic", "-pic-level", "2",
    "-debug-info-kind=line-tables-only", "-dwarf-version=4",
    "-Wall", "-Wextra", "-Wno-unused-parameter",
    "-Werror=implicit-function-declaration",
    /* Warnings of libtcc, and of C compilers for thirty years. */
    ...["implicit-int", "int-conversion", "incompatible-pointer-types",
        "return-mismatch"].map((name) => `-Wno-error=${name}`),
    /* __FILE__ stands in messages: as libtcc has it. */
    "-fmacro-prefix-map=answer.c=<string>",
];

/* What a program looks at of its own arithmetic, to explain a failure
 * (heapbook/undefined.h); natively that is LOOK_AT of
 * generator/run/compile_cc.c. */
const OF_SUMS = "signed-integer-overflow,shift-base,shift-exponent," +
    "array-bounds,float-cast-overflow,vla-bound";

export const LOOKING = [`-fsanitize=${OF_SUMS}`,
                        `-fsanitize-recover=${OF_SUMS}`];

/* How much is said, and how.  The limit is that of clang's driver: a line that
 * a macro repeats can be wrong a hundred thousand times. */
export const SAYING = ["-fno-caret-diagnostics",
                       "-fdiagnostics-print-source-range-info",
                       "-ferror-limit", "20"];

const NAME = "answer.c";
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/* clang and wasm-ld. */
const CALLS = 2;

/** What is said of a compiler that has ended without a word about the text:
 * LLVM ERROR: out of memory, or a trap. */
const gaveUp = (said) => ({
    line: 0, column: 0, error: true, text: `the compiler gave up: ${
        /out of memory/.test(said) ? "out of memory" : said.split("\n")[0]}` });

/** Links objects into a shared module, program.wasm. */
export function linkShared(llvm, objects) {
    return llvm.run([
        "wasm-ld", "-mwasm64", "--experimental-pic", "-shared", "-Bsymbolic",
        "--export-dynamic", "--unresolved-symbols=import-dynamic",
        ...Object.keys(objects), "-o", "program.wasm"], objects);
}

/** @param {string} base64 */
export function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}

/** Arguments for a text that begins with a header which is compiled already.
 * One that defines something before it has it compiled anew. */
export function compiledHeader(text) {
    const found = /^[ \t]*#\s*include\s+["<](Python|heapbook)\.h[">]/m.exec(text);
    const before = found && text.slice(0, found.index)
        .replace(/^\s*#\s*define\s+PY_SSIZE_T_CLEAN\s*$/m, "");

    if (!found || /^\s*#\s*(define|undef|if|pragma)/m.test(before)) {
        return [];
    }
    return ["-include-pch",
            /^[ \t]*#\s*include\s+["<]heapbook\.h[">]/m.test(text)
                ? "heapbook.pch" : "python.pch"];
}

export class Toolchain {
    #llvm;
    #files;
    #layout;
    #read;
    #scenarios = new Map();
    #last = null;

    constructor(llvm, files, layout, read) {
        this.#llvm = llvm;
        this.#files = files;
        this.#layout = layout;
        this.#read = read;
    }

    #compileText(text, more) {
        return this.#llvm.run([
            "clang", "-cc1", ...PROGRAM,
            ...compiledHeader(text), ...SAYING, ...more, NAME], { [NAME]: text }, this.#files);
    }

    /** Gets ready for the next text, while nobody waits.
     * @returns {boolean} whether there was something to do */
    prepare() {
        return this.#llvm.prepare(CALLS);
    }

    /** Goes on with the whole compiler. @param {Function} read */
    async complete(read = this.#read) {
        this.#llvm = await compileWhole(
            ...await Promise.all(REST_FILES.map(read)));
    }

    /** What the compiler says of a text.  What is diagnosed while a student
     * pauses is compiled to its end: a check of the same text finds it. */
    async diagnose(what) {
        await this.compile(what);
        return this.#last.diagnosed;
    }

    /** Names that neither the program nor the runtime has to show. */
    #missing(module) {
        const { functions, data, hidden, libm } = this.#layout;
        const isThere = (name) =>
            Object.hasOwn(functions, name) || Object.hasOwn(data, name);

        return imports(module).filter(({ module: from, name, kind }) =>
            (kind === KIND.func || from.startsWith("GOT.")) &&
            (!isThere(name) || hidden.includes(name)) &&
            !libm.includes(name))
            .map(({ name }) => name);
    }

    /**
     * Makes a program.
     *
     * @param {object} what
     * @param {string} what.text
     * @param {string} [what.exercise]  whose scenarios are linked with it
     * @param {boolean} [what.looking]  at its own arithmetic: for an Explainer
     * @returns {Promise<{ok: boolean, messages: object[],
     *     program: Uint8Array?}>}
     * @throws {Incomplete}  until complete()
     */
    async compile({ text, exercise, looking = false }) {
        const key = `${exercise ?? ""}\n${text}`;
        const isLast = this.#last?.key === key && !looking;
        const scenarios = !isLast && exercise &&
            await this.#scenariosOf(exercise);

        if (looking) {
            return this.#make(text, scenarios, LOOKING);
        }
        if (!isLast) {
            this.#last = { key, ...this.#make(text, scenarios, []) };
        }
        return this.#last;
    }

    /** The object with an exercise's scenarios. */
    async #scenariosOf(id) {
        if (!this.#scenarios.has(id)) {
            const name = `exercise-${id.replace("/", "--")}.json`;
            const { scenarios } = JSON.parse(
                decoder.decode(await this.#read(name)));

            this.#scenarios.set(id, bytesOf(scenarios));
        }
        return this.#scenarios.get(id);
    }

    #make(text, scenarios, more) {
        const options = [...more, "-emit-obj", "-o", "answer.o"];
        const { files: plain, said } = this.#compileText(text, options);
        const diagnosed = messagesOf(said, NAME);
        const guarded = plain && guardEnds(text, diagnosed);
        const files = (guarded &&
            this.#compileText(guarded, options).files) ?? plain;
        const messages = [...diagnosed];

        if (!files && !messages.some(({ error }) => error)) {
            messages.push(gaveUp(said));
        }
        if (!files) {
            return { ok: false, messages, diagnosed, program: null };
        }
        const objects = { "answer.o": files["answer.o"] };

        if (scenarios) {
            objects["scenarios.o"] = scenarios;
        }

        const program = this.#link(objects, messages);

        return { ok: Boolean(program), messages, diagnosed, program };
    }

    /** Links objects into a program; null, with messages, when it cannot. */
    #link(objects, messages) {
        const { files, said } = linkShared(this.#llvm, objects);

        if (!files) {
            messages.push({ line: 0, column: 0, error: true,
                            text: said.trim() });
            return null;
        }
        const module = files["program.wasm"];
        const missing = this.#missing(module);

        for (const name of missing) {
            messages.push({ line: 0, column: 0, error: true,
                            text: `undefined symbol '${name}'` });
        }
        if (!fits(module)) {
            messages.push({ line: 0, column: 0, error: true, text:
                "more than 4 MiB of static data: there is no room here" });
        }
        return missing.length || !fits(module) ? null
            : finishProgram(module, this.#layout, lineTable(module, NAME));
    }
}

/**
 * @param {object} from
 * @param {(name: string) => Promise<Uint8Array>} from.read
 * @param {(name: string) => Promise<WebAssembly.Module>} from.compile
 */
export async function openToolchain({ read, compile }) {
    const [llvm, headers, python, heapbook, layout] = await Promise.all([
        compile("llvm.wasm").then((made) => new Llvm(made)),
        ...["headers.json", "python.pch", "heapbook.pch", "layout.json"]
            .map(read)]);
    const json = (bytes) => JSON.parse(decoder.decode(bytes));
    const files = new Map(Object.entries(json(headers)).map(
        ([path, text]) => [path, encoder.encode(text)]));

    files.set("python.pch", python);
    files.set("heapbook.pch", heapbook);
    return new Toolchain(llvm, files, json(layout), read);
}
