// firefox.mjs -- an exercise solved and failed, an example changed: Firefox.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXERCISES, browser, change, close, open, outputs, read, run, score }
    from "./bench.mjs";
import { end, is, ok } from "./tap.mjs";
import { FIXED_SEED, commandWords, pageWords } from "./words.mjs";

const EXERCISE = "copies/copy-rows";
const state = mkdtempSync(join(tmpdir(), "heapbook-state-"));

async function testExercise(context) {
    const page = await open(context, EXERCISE);
    is(await score(page, read(EXERCISE, "solution.c")), "10/10",
       "the solution gets all points");
    for (const name of readdirSync(join(EXERCISES, EXERCISE, "wrong"))) {
        await score(page, read(EXERCISE, "wrong", name));
        is(await pageWords(page), commandWords(EXERCISE,
            join("exercises", EXERCISE, "wrong", name), state),
           `${name}: the words of the command line`);
    }
    const endless = read(EXERCISE, "starter.c")
        .replace(/\{[^]*\}/, "{ for (;;) { } }");
    is(await score(page, endless), "0/10", "an endless loop ends");
    ok(!page.complaints.length, "the page is quiet",
       page.complaints.join("\n"));
    await page.close();
}

async function testExample(context) {
    const page = await open(context, "list-growth");
    const example = await change(page, "points");
    is(await run(page, example), "It ran.", "an example runs");
    const { shown, printed } = await outputs(example);
    is(printed, shown, "and prints what the site shows");
    ok(await example.locator(".mine svg:visible").count() > 0,
       "with its chart");
    await page.close();
}

const context = await browser.newContext();
await context.addInitScript(FIXED_SEED);
await testExercise(context);
await testExample(context);
await close();
rmSync(state, { recursive: true });
process.exit(end());
