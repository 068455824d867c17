// build.mjs -- bundles the workbench into classic scripts.
//
//     node workbench/build.mjs FOLDER
//
// writes into FOLDER: workbench.js and progress.js, which pages load,
// compiler.js and runner.js, the Workers, and service.js, for the site's
// sw.js.  Classic, not modules: a page that was opened from disk may load no
// module.  The same sources give the same bytes.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { headerNames } from "./headers.mjs";
import { ownership } from "./ownership.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** `import names from "heapbook:names"`: read out of the headers. */
const names = {
    name: "names",
    setup(build_) {
        build_.onResolve({ filter: /^heapbook:names$/ },
            ({ path }) => ({ path, namespace: "names" }));
        build_.onLoad({ filter: /.*/, namespace: "names" }, () => ({
            loader: "json",
            contents: JSON.stringify(
                headerNames(join(here, "../../runtime/include"))
                    .map((entry) => ({ ...entry, owns: ownership(entry) }))),
        }));
    },
};

const SCRIPTS = {
    workbench: "main.js",
    progress: "progress.js",
    compiler: "compiler_worker.js",
    runner: "runner_worker.js",
    service: "service_worker.js",
};

/** Bundles all scripts into a folder; returns their names. */
export async function buildWorkbench(folder) {
    await build({
        entryPoints: Object.entries(SCRIPTS).map(([out, file]) =>
            ({ out, in: join(here, file) })),
        outdir: folder, bundle: true, format: "iife", minify: true,
        target: ["chrome120", "firefox120", "safari17.5"],
        charset: "utf8", legalComments: "none", plugins: [names],
        /* The compiler's script: where it lies does not matter, it asks
         * web/toolchain.js for its files; under node it reads them itself. */
        define: { "import.meta.url": "\"https://heapbook.invalid/\"" },
        external: ["node:fs/promises"],
    });
    return Object.keys(SCRIPTS).map((name) => `${name}.js`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    if (process.argv.length !== 3) {
        console.error("usage: node workbench/build.mjs FOLDER");
        process.exit(2);
    }
    console.log((await buildWorkbench(process.argv[2])).join("\n"));
}
