// compiler.mjs -- the compiler in two parts, its host, and what is kept of
// it: without a browser.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withoutGiants } from "../web/giants.mjs";
import { bodiesOf, putTogether, takeApart } from "../web/halves.js";
import { Incomplete, Life, Llvm } from "../web/llvm.js";
import { clearPages, layPages, pagesOf } from "../web/pages.js";
import { withRoom } from "../web/room.mjs";
import { PROGRAM, openToolchain } from "../web/toolchain.js";
import { Assets } from "../workbench/assets.js";
import { siteOf } from "../workbench/site.js";
import { end, is, ok } from "./tap.mjs";

const [folder] = process.argv.slice(2);
const read = async (name) =>
    new Uint8Array(readFileSync(join(folder, name)));
const compile = async (name) => WebAssembly.compile(await read(name));

/* Needs what is in no profile: a vector unit that is not there. */
const RARE = "typedef float v __attribute__((ext_vector_type(3)));\n" +
    "v f(v a) { return a.zyx * a; }\n";
const PLAIN = "#include \"Python.h\"\nint f(PyObject *a) " +
    "{ return Py_REFCNT(a) > 1; }\n";

const same = (one, other) => Buffer.compare(one, other) === 0;

/** A module of two functions that give 1 and 2, and a stack pointer. */
const TWO = new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f,
    3, 3, 2, 0, 0, 6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b,
    7, 13, 2, 3, 0x6f, 0x6e, 0x65, 0, 0, 3, 0x74, 0x77, 0x6f, 0, 1,
    10, 11, 2, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b]);

const called = (bytes, name) => {
    const { exports } = new WebAssembly.Instance(
        new WebAssembly.Module(bytes));
    try {
        return `${exports[name]()} ${exports.hb_missing?.value}`;
    } catch {
        return `trap ${exports.hb_missing.value}`;
    }
};

function testHalves() {
    const { first, rest } = takeApart(TWO, (index) => index === 0);
    is(called(first, "one"), "1 0", "the first part does what is in it");
    is(called(first, "two"), "trap 1", "and says what is not");
    const whole = putTogether(first, rest);
    is(called(whole, "two"), "2 0", "with the rest it does all");
    const code = (bytes) => Buffer.concat(bodiesOf(bytes));
    ok(same(code(whole), code(TWO)), "its code is what it was");
}

/** f(x) gives 7 for 1 by a return, 8 for 2 by a branch out of it, traps for 3
 * and gives 9 else; g(x) returns at once for 0, else counts in n. */
const ENDS = new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    1, 10, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0, 3, 3, 2, 0, 1,
    6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b,
    7, 13, 3, 1, 0x66, 0, 0, 1, 0x67, 0, 1, 1, 0x6e, 3, 0,
    10, 53, 2, 34, 0,
    0x20, 0, 0x41, 1, 0x46, 0x04, 0x40, 0x41, 7, 0x0f, 0x0b,
    0x41, 8, 0x20, 0, 0x41, 2, 0x46, 0x0d, 0, 0x1a,
    0x20, 0, 0x41, 3, 0x46, 0x04, 0x40, 0, 0x0b, 0x41, 9, 0x0b,
    16, 0, 0x20, 0, 0x45, 0x04, 0x40, 0x0f, 0x0b,
    0x23, 0, 0x41, 1, 0x6a, 0x24, 0, 0x0b]);

const RETURN = 0x0f;

/** Functions that end by an exception do what they did. */
function testGiants() {
    const ends = (bytes) => {
        const { exports } = new WebAssembly.Instance(
            new WebAssembly.Module(bytes));
        const f = (x) => {
            try {
                return exports.f(x);
            } catch (error) {
                return error.message;
            }
        };
        exports.g(0);
        exports.g(1);
        return `${[0, 1, 2, 3].map(f).join()} ${exports.n.value}`;
    };
    const made = withoutGiants(ENDS, () => true, 1);
    is(bodiesOf(made).length, 4, "large functions are taken in two");
    is(ends(made), ends(ENDS), "and end as they did");
    ok(!bodiesOf(made).slice(2).some((body) => body.includes(RETURN)),
       "without a return");
    is(bodiesOf(withoutGiants(ENDS, (i) => i === 1, 1)).length, 3,
       "but for those that are not used");
    const sizes = bodiesOf(withoutGiants(ENDS, () => true, 20))
        .map(({ length }) => length);
    is(sizes[1], 16, "and small ones");
}

/** A module with one page of memory at first and 2,000 at most, which says
 * how much it has and asks for more. */
const ROOM = new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    1, 10, 2, 0x60, 0, 1, 0x7f, 0x60, 1, 0x7f, 1, 0x7f, 3, 3, 2, 0, 1,
    5, 5, 1, 1, 1, 0xd0, 0x0f, 6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b,
    7, 24, 3, 4, 0x73, 0x69, 0x7a, 0x65, 0, 0, 4, 0x67, 0x72, 0x6f, 0x77, 0, 1,
    6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0,
    10, 13, 2, 4, 0, 0x3f, 0, 0x0b, 6, 0, 0x20, 0, 0x40, 0, 0x0b]);

/** A module believes what its global says, until there is no more. */
function testRoom() {
    const { exports } = new WebAssembly.Instance(
        new WebAssembly.Module(withRoom(ROOM.slice())));
    const real = () => exports.memory.buffer.byteLength >> 16;
    const spare = real();
    is(exports.size(), 1, "a module sees its own memory");
    is(`${exports.grow(2)} ${exports.size()} ${real()}`, `1 3 ${spare}`,
       "what it asks for is there already");
    is(`${exports.grow(1000)} ${exports.size()} ${real()}`, "3 1003 1003",
       "more of it comes from the engine");
    is(`${exports.grow(1000)} ${exports.size()}`, "-1 1003",
       "up to the most");
    exports.hb_pages.value = 1n;
    is(`${exports.size()} ${exports.grow(5)} ${real()}`, "1 1 1003",
       "put back, it asks again, for what is there");
}

/** A heap goes as the pages that are not zero. */
function testPages() {
    const bytes = new Uint8Array(3 * 4096 + 16);
    bytes[4096 + 9] = 1;
    bytes[3 * 4096 + 15] = 2;
    const pages = pagesOf(bytes);
    is(`${pages.size} ${[...pages.places]}`, "12304 4096,12288",
       "pages that are not zero are kept");
    const into = new Uint8Array(bytes.length);
    layPages(pages, into);
    ok(same(into, bytes), "laid elsewhere they are the same bytes");
    clearPages(pages, into);
    ok(into.every((byte) => byte === 0), "and can be taken away");
    const before = bytes.slice(0, 2 * 4096);
    bytes[0] = 3;
    is([...pagesOf(bytes, before).places].join(), "0,12288",
       "what was there before is not kept");
}

const wrong = (made) => made.messages.map(({ text }) => text).join("\n");

async function testRest() {
    const tools = await openToolchain({ read, compile });
    const first = await tools.compile({ text: PLAIN });
    ok(first.ok, "the first part compiles", wrong(first));
    let met = null;
    await tools.compile({ text: RARE }).catch((error) => {
        met = error;
    });
    ok(met instanceof Incomplete, "a rare program needs the rest",
       String(met));
    await tools.complete();
    const rare = await tools.compile({ text: RARE });
    ok(rare.ok, "with it it is compiled", wrong(rare));
    const again = await tools.compile({ text: PLAIN });
    ok(same(first.program, again.program), "and all else is as before");
}

/** An instance that begins again is what a new one is. */
async function testAgain() {
    const module = await compile("llvm.wasm");
    const args = ["clang", "-cc1", ...PROGRAM, "-emit-obj", "-o", "a.o", "a.c"];
    const life = new Life(module);
    const image = life.image();
    const pages = () => new Uint8Array(life.memory);
    const before = pages().slice();
    life.host.begin(life.exports.memory, args,
                    [new Map([["a.c", new TextEncoder().encode("int x")]])]);
    try {
        life.exports._start();
    } catch {
        // It has exited.
    }
    ok(!same(before, pages()), "a call changes memory");
    life.restore(image);
    ok(same(before, pages()), "which is what it was when it begins again");
    is(life.exports.hb_stack.value, new Life(module).stack, "with the stack where it was");
    const llvm = new Llvm(module);
    const said = ["int broken(", "int f(void) { return 1; }", "int broken("]
        .map((text) => llvm.run(args, { "a.c": text }).said);
    is(said[1], "", "a call says nothing of the one before");
    is(said[2], said[0], "but the same of the same text");
}

/** Caches, as a browser has them for one origin. */
function fakeCaches() {
    const all = new Map();
    return { all, async open(name) {
        const kept = all.get(name) ?? new Map();
        all.set(name, kept);
        return {
            keys: async () => [...kept.keys()].map((path) =>
                ({ url: `https://x.example${path}` })),
            delete: async ({ url }) => kept.delete(new URL(url).pathname),
            match: async (path) => kept.get(path)?.clone(),
            put: async (path, response) => {
                kept.set(path, new Response(await response.arrayBuffer()));
            },
        };
    } };
}

/** Two courses of one origin, each with its files; a new version of one. */
async function testSites() {
    const caches = fakeCaches();
    const { fetch } = globalThis;
    const manifest = (hash) => JSON.stringify({ version: hash, files: {
        "a.json": { file: "a.json", bytes: 2, hash } } });
    globalThis.caches = caches;
    globalThis.fetch = async (url) => new Response(
        url.endsWith("manifest.json")
            ? manifest(/web-(\w+)/.exec(url)[1]) : "{}");
    const visit = async (site, version) => {
        const assets = await Assets.open(
            `https://x.example/${site}assets/web-${version}/`);
        const size = await assets.missing(["a.json"]);
        await assets.read("a.json");
        return size;
    };
    const kept = () => [...caches.all].map(([name, files]) =>
        `${name} ${[...files.keys()]}`).sort().join("\n");
    is(siteOf("https://x.example/c/assets/web-1/"), "/c/",
       "a site is the folder that it begins in");
    await visit("", "v1");
    await visit("c/", "v2");
    is(await visit("", "v1"), 0, "another course deletes nothing");
    await visit("c/", "v3");
    is(kept(), "heapbook:v1:/ /heapbook-assets/v1\n" +
        "heapbook:v1:/c/ /heapbook-assets/v3",
       "a new version of a course replaces its own");
    globalThis.fetch = fetch;
    delete globalThis.caches;
}

testHalves();
testGiants();
testRoom();
testPages();
await testRest();
await testAgain();
await testSites();
process.exit(end());
