// build.mjs -- makes the files that checking in the page needs.
//
//     node web/build.mjs FOLDER HEAPBOOK
//
// keeps objects in FOLDER/objects, leaves in FOLDER/assets what verify.mjs
// reads, and in FOLDER/public the same for a site: compressed, with a
// manifest (pack.mjs) and the scripts of the page (workbench/):
//
//   llvm.wasm, llvm.rest             the compiler: what programs mostly meet,
//                                    and the rest
//   runtime64.wasm, runtime32.wasm   the runtime, for engines with and without
//                                    memories of 64 bits
//   draw64.wasm, draw32.wasm         the generator's drawings
//   numbers.wasm                     numbers as text, and libm
//   layout.json                      where things stand in the runtime
//   headers.json, *.pch              what a program includes
//   exercise-CHAPTER--NAME.json      scenarios and judges, compiled

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compilerModule, compilerPackage, openCompiler }
    from "./compiler.mjs";
import { withDoors } from "./doors.mjs";
import { GIANT, withoutGiants } from "./giants.mjs";
import { bodiesOf, takeApart } from "./halves.js";
import { hash, makeObjects, writeWhole } from "./objects.mjs";
import { pack, writeManifest } from "./pack.mjs";
import { ROOT, RUNTIME, compilerHeaders, programHeaders } from "./sources.mjs";
import { profileMark, usedFunctions } from "./profile.mjs";
import { PROGRAM, linkShared } from "./toolchain.js";
import { PLACES } from "./places.js";
import { rewrite } from "./rewrite.js";
import { typesOf } from "./signatures.js";
import { addresses, exportedNames, tableLeast, tableSlots } from "./wasm.js";
import { buildWorkbench } from "../workbench/build.mjs";

/* libm's functions without a pointer; numbers.wasm exports them, and the
 * runtime imports them. */
const LIBM = (
    "acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 " +
    "expm1 fdim fma fmod hypot ilogb ldexp lgamma log log10 log1p log2 logb " +
    "nextafter pow remainder round scalbn sin sinh tan tanh tgamma").split(" ");

const STACK = 8 << 20;
/* A program may have 256 MiB, as natively (generator/run/worker.c). */
const MOST_MEMORY = PLACES.region + (256 << 20);
const PAGE = 65536;

const objectsOf = (objects, wanted) => Object.fromEntries(
    Object.entries(objects).filter(([name]) => wanted(name)));

function must({ files, said }, what) {
    if (!files) {
        throw new Error(`${what}\n${said}`);
    }
    return files;
}

/** Links a module of its own memory. */
function linkModule(llvm, name, objects, exported) {
    return must(llvm.run([
        "wasm-ld", "-mwasm64", "--no-entry", "--stack-first", "-z",
        `stack-size=${STACK}`, `--initial-memory=${PLACES.region}`,
        `--max-memory=${MOST_MEMORY}`, "--allow-undefined-file=libm.txt",
        ...exported, "-o", "out.wasm", ...Object.keys(objects)],
        { ...objects, "libm.txt": LIBM.join("\n") }), name)["out.wasm"];
}

/** The runtime: all names are to be seen, and programs add functions. */
const linkRuntime = (llvm, objects) =>
    linkModule(llvm, "runtime.wasm", objects,
               ["--export-all", "--export-table", "--growable-table"]);

const namesOf = (module) => Object.keys(
    { ...exportedNames(module), ...addresses(module) });

/** Names of the runtime that a program may not use: natively they are hidden
 * from it (Py_LOCAL_SYMBOL). */
function hiddenNames(llvm, objects, exported) {
    const open = new Set(namesOf(linkModule(llvm, "open.wasm", objects,
                                            ["--export-dynamic"])));

    return exported.filter((name) => !open.has(name));
}

/** The drawings, with the C library. */
const linkDrawing = (llvm, objects) =>
    linkModule(llvm, "draw.wasm", objects,
               ["--gc-sections", "--export=malloc", "--export=hb_draw",
                "--export=hb_chart"]);

/** A module for engines with and without memories of 64 bits. */
function writeBoth(assets, name, module, watch, finish = (bytes) => bytes) {
    const write = (bits, options) =>
        writeWhole(join(assets, `${name}${bits}.wasm`),
                   finish(rewrite(module, { ...watch, ...options }).bytes));

    write(64, {});
    write(32, { lower: true, memoryMost: MOST_MEMORY / PAGE });
}

/** Makes assets that are dear, where what they are made of has changed. */
async function makeOnce(assets, name, from, make) {
    const mark = join(assets, "..", `${name}.txt`);

    if (existsSync(mark) && readFileSync(mark, "utf8") === from) {
        return;
    }
    step(name);
    for (const [one, bytes] of Object.entries(await make())) {
        writeWhole(join(assets, one), bytes);
    }
    writeWhole(mark, from);
}

/** The compiler in two parts (halves.js).  Without a profile of this version
 * the first part is the whole. */
function compilerParts() {
    const module = compilerModule();
    const profile = usedFunctions(module);
    const isUsed = profile ?? (() => true);
    const all = bodiesOf(module).length;
    const { first, rest } = takeApart(withoutGiants(module, isUsed),
                                      (i) => i >= all || isUsed(i));

    if (!profile) {
        step("the compiler is whole: llvm.profile is of another version");
    }
    return { "llvm.wasm": first, "llvm.rest": rest };
}

/** The types of the runtime's functions, numbered from 1 on, in a byte. */
function typeList(runtime) {
    const types = ["", ...new Set(typesOf(runtime))];

    if (types.length > 255) {
        throw new Error(`${types.length} types of functions`);
    }
    return types;
}

function layoutOf(runtime) {
    const data = addresses(runtime);
    const text = (name) => String(data[name]);

    return { line: text("hb_web_line"), fault: text("hb_web_fault"),
             verb: text("hb_web_verb"), walls: text("hb_web_walls"),
             fuel: text("hb_web_fuel"), types: text("hb_web_types"),
             typeList: typeList(runtime), tableBase: tableLeast(runtime),
             slots: tableSlots(runtime), functions: exportedNames(runtime),
             data, libm: LIBM };
}

const NUMBERS = readFileSync(join(RUNTIME, "web/numbers.c"), "utf8");

/** The module of numbers, for 32-bit addresses, from the package's own
 * C library. */
async function makeNumbers() {
    const { runClang } = await import("@yowasp/clang");
    let said = "";
    const hear = (bytes) => {
        said += bytes ? new TextDecoder().decode(bytes) : "";
    };

    try {
        const files = await runClang([
            "clang", "--target=wasm32-wasip1", "-O1", "-mexec-model=reactor",
            "numbers.c", "-o", "numbers.wasm", "-Wl,--strip-all",
            ...LIBM.map((name) => `-Wl,--export=${name}`)],
            { "numbers.c": NUMBERS },
            { stdout: hear, stderr: hear, fetchProgress: () => {} });

        return { "numbers.wasm": files["numbers.wasm"] };
    }
    catch (error) {
        throw new Error(`numbers.wasm\n${said || error.message}`);
    }
}

export function treeOf(headers) {
    const tree = {};

    for (const [path, text] of Object.entries(headers)) {
        const parts = path.split("/");
        const name = parts.pop();
        const folder = parts.reduce((at, part) => at[part] ??= {}, tree);

        folder[name] = text;
    }
    return tree;
}

/** The headers that programs begin with, compiled; the second stands on the
 * first. */
function compileHeaders(llvm, headers) {
    const tree = treeOf(headers);
    const made = {};

    for (const [header, before] of [["Python", []],
                                    ["heapbook", ["python.pch"]]]) {
        const name = `${header.toLowerCase()}.pch`;

        made[name] = must(llvm.run([
            "clang", "-cc1", ...PROGRAM, "-x", "c-header", "-emit-pch",
            ...before.flatMap((one) => ["-include-pch", one]),
            "-o", name, `include/${header}.h`], { ...tree, ...made }),
            name)[name];
    }
    return made;
}

/* ---- exercises ------------------------------------------------------------ */

const base64 = (bytes) => Buffer.from(bytes).toString("base64");

/** Compiles a half of a check. @returns {Uint8Array} an object */
function compileHalf(llvm, tree, text, what, more) {
    return must(llvm.run([
        "clang", "-cc1", ...PROGRAM, ...more, "-emit-obj", "-o", "half.o",
        "check.c"], { ...tree, "check.c": text }), what)["half.o"];
}

/** What the page reads of an exercise: its scenarios as an object, its judges
 * as a shared module. */
export function makeExercise(llvm, tree, exercise) {
    const { id, tests, scenarios, judges, solution } = exercise;
    const object = compileHalf(llvm, tree, judges, `${id}: judges`,
                               ["-DHB_CHECK_JUDGES"]);
    const linked = must(linkShared(llvm, { "judges.o": object }),
                        `${id}: judges`)["program.wasm"];

    return { id, tests, solution,
             scenarios: base64(compileHalf(llvm, tree, scenarios,
                                           `${id}: scenarios`, [])),
             judges: base64(linked) };
}

/** The halves of all checks, as heapbook takes them apart; its version and
 * the runtime's. */
function readChecks(heapbook) {
    return JSON.parse(execFileSync(heapbook, ["twin", "--checks", "-C", ROOT],
                                   { maxBuffer: 1 << 28 }));
}

const step = (text) => console.log(`WEB     ${text}`);

/** Makes everything; only what changed is compiled. */
export async function buildWeb(folder, heapbook) {
    const compiler = compilerPackage();
    const archive = readFileSync(join(compiler.folder, "llvm-resources.tar"));
    const headers = programHeaders(archive);
    const assets = join(folder, "assets");

    mkdirSync(assets, { recursive: true });

    const objects = await makeObjects(
        join(folder, "objects"), compiler.version, compilerHeaders(archive),
        step);
    const llvm = openCompiler();

    step("runtime.wasm");
    const parts = objectsOf(objects, (name) => !/^(draw|page)-/.test(name));
    const runtime = linkRuntime(llvm, parts);
    const { exercises, ...version } = readChecks(heapbook);
    const layout = { ...layoutOf(runtime), ...version };

    layout.hidden = hiddenNames(llvm, parts, namesOf(runtime));
    /* With names, stacks of calls can be read: HB_WEB_NAMES=1. */
    const watch = {
        fault: BigInt(layout.fault),
        names: Boolean(process.env.HB_WEB_NAMES),
        adapt: { base: layout.tableBase, places: layout.types,
                 types: typesOf(runtime).map((one) =>
                     layout.typeList.indexOf(one)),
                 call: layout.functions.hb_web_adapt },
    };

    await makeOnce(assets, "llvm.wasm",
                   `${compiler.version} ${profileMark()} ${GIANT}`, compilerParts);
    writeBoth(assets, "runtime", runtime, watch, (bytes) =>
        withDoors(bytes, Object.values(layout.functions)));
    step("draw.wasm");
    writeBoth(assets, "draw", linkDrawing(llvm, objectsOf(
        objects, (name) => /^(draw|page|web-libc)-/.test(name))), {});
    writeWhole(join(assets, "layout.json"), JSON.stringify(layout));
    writeWhole(join(assets, "headers.json"), JSON.stringify(headers));
    await makeOnce(assets, "numbers.wasm",
                   hash(`${compiler.version} ${NUMBERS} ${LIBM}`),
                   makeNumbers);
    for (const [name, made] of Object.entries(
        compileHeaders(llvm, headers))) {
        step(name);
        writeWhole(join(assets, name), made);
    }
    for (const exercise of exercises) {
        step(`exercises/${exercise.id}`);
        writeWhole(
            join(assets, `exercise-${exercise.id.replace("/", "--")}.json`),
            JSON.stringify(makeExercise(llvm, treeOf(headers), exercise)));
    }
    step("public");

    const files = pack(folder);
    const scripts = await buildWorkbench(join(folder, "public"));

    return writeManifest(folder, files, scripts);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    if (process.argv.length !== 4) {
        console.error("usage: node web/build.mjs FOLDER HEAPBOOK");
        process.exit(2);
    }
    await buildWeb(process.argv[2], process.argv[3]);
}
