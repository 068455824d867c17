// wide.mjs -- the recorded facts about CPython in Chromium, whose memories
// have addresses of 64 bits: node's have not, so ../web/verify.mjs observes
// them in modules that were lowered.

import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync }
    from "node:fs";
import { join } from "node:path";
import { openCompiler } from "../web/compiler.mjs";
import { PLAY, SOURCE, checkFacts, linkFacts } from "../web/facts.mjs";
import { server } from "./bench.mjs";
import { ok } from "./tap.mjs";

const WEB = "web";
const ASSETS = ["runtime64.wasm", "numbers.wasm", "layout.json"];

/** Lays the program and what runs it beside the site. */
function layOut(folder, assets) {
    const headers = JSON.parse(readFileSync(join(assets, "headers.json")));

    mkdirSync(folder);
    writeFileSync(join(folder, "index.html"), "<!DOCTYPE html>\n");
    writeFileSync(join(folder, "facts.wasm"),
                  linkFacts(openCompiler(), headers));
    for (const name of readdirSync(WEB).filter((one) => /\.js$/.test(one))) {
        copyFileSync(join(WEB, name), join(folder, name));
    }
    for (const name of ASSETS) {
        copyFileSync(join(assets, name), join(folder, name));
    }
}

/** In the page: the run of the program. */
async function observe({ source, play }) {
    const load = (name) => import(new URL(name, document.baseURI).href);
    const read = async (name) =>
        new Uint8Array(await (await fetch(name)).arrayBuffer());
    const { isWide, openMachine } = await load("machine.js");
    const { finishProgram } = await load("finish.js");
    const { lineTable } = await load("lines.js");
    const machine = await openMachine({ read });
    const module = await read("facts.wasm");
    const { out, err, outcome, reason } = machine.run(
        finishProgram(module, machine.modules.layout,
                      lineTable(module, source)), play);

    return { out, err, outcome, reason, wide: isWide() };
}

/** @param {string} assets  the folder of the web toolchain's files */
export async function testWideFacts(context, assets) {
    layOut(join(process.env.SITE, "facts"), assets);
    const page = await context.newPage();
    await page.goto(`${server.url}facts/`);
    const run = await page.evaluate(observe, { source: SOURCE, play: PLAY });
    ok(run.wide, "Chromium's memories have 64 bits");
    checkFacts(run, "in Chromium");
    await page.close();
}
