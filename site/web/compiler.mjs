// compiler.mjs -- the compiler's package, under node.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Incomplete, Llvm } from "./llvm.js";
import { withRoom } from "./room.mjs";
import { openToolchain } from "./toolchain.js";
import { Reader, SECTION, sections } from "./wasm.js";

const require = createRequire(import.meta.url);

/* Pages that the compiler may have: 512 MiB.  A text can ask for an array of
 * a gigabyte; then the compiler ends, where a browser's tab would. */
const MOST_PAGES = 8192;

/** Where the compiler's package lies, and its version. */
export function compilerPackage() {
    const bundle = require.resolve("@yowasp/clang");
    const folder = join(bundle, "..");
    const { version } = JSON.parse(
        readFileSync(join(folder, "../package.json"), "utf8"));

    return { folder, version };
}

/** Lowers how far a module's memory may grow, in place. */
function limitMemory(bytes) {
    const memory = sections(bytes).find(({ id }) => id === SECTION.memory);
    const reader = new Reader(bytes, memory.start);

    reader.u32();
    reader.byte();
    reader.u32();
    for (let left = MOST_PAGES; reader.at < memory.end; left >>= 7) {
        bytes[reader.at++] =
            (left & 0x7f) | (reader.at < memory.end ? 0x80 : 0);
    }
    return bytes;
}

/** The compiler's module, with the memory that it has in a page. */
export const compilerModule = () => withRoom(limitMemory(new Uint8Array(
    readFileSync(join(compilerPackage().folder, "llvm.core.wasm")))));

export const openCompiler = () =>
    new Llvm(new WebAssembly.Module(compilerModule()));

/** The page's toolchain over files, first part and all; it goes on with the
 * whole compiler when a text needs that.
 * @param {(name: string) => Promise<Uint8Array>} read */
export async function openTools(read) {
    const tools = await openToolchain({ read, compile: async (name) =>
        WebAssembly.compile(await read(name)) });

    return {
        async compile(what) {
            try {
                return await tools.compile(what);
            }
            catch (error) {
                if (!(error instanceof Incomplete)) {
                    throw error;
                }
                await tools.complete();
                return tools.compile(what);
            }
        },
    };
}
