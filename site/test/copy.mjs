// copy.mjs -- what a browser fetches to read, and what it keeps to read and
// check without a network: hosted, and from disk.

import { mkdirSync, mkdtempSync, readFileSync, rmSync,
         writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { packOffline } from "../workbench/offline.mjs";
import { browser, change, check, close, exercises, open, outputs, read,
         run, score, server, type } from "./bench.mjs";
import { end, is, ok } from "./tap.mjs";

const SITE = process.env.SITE;
const EXERCISE = exercises[0];
const OTHER = exercises.at(-1);
const SOLUTION = read(EXERCISE, "solution.c");
const POINTS = /\d+ of \d+ points/;

/** What a page may weigh before the first touch: text compressed, faces as
 * they are. */
const MOST_READ = 150e3;

function weightOf(path) {
    const bytes = readFileSync(join(SITE, path));
    return path.endsWith(".woff2") ? bytes.length : gzipSync(bytes).length;
}

/** Who reads fetches the page, its style, its faces: not a byte more. */
async function testWeight() {
    const context = await browser.newContext();
    for (const path of ["index", EXERCISE, "list-growth"]) {
        server.asked.length = 0;
        const page = await open(context, path);
        await page.mouse.wheel(0, 20000);
        await page.waitForLoadState("networkidle");
        const asked = [...new Set(server.asked)];
        is(asked.filter((one) => /web-|sw\.js/.test(one)).join(" "), "",
           `${path}: to read it fetches nothing of the checker`);
        const bytes = asked.reduce((sum, one) => sum + weightOf(one), 0);
        ok(bytes < MOST_READ, `${path}: in all less than ${MOST_READ} bytes`,
           `${bytes}: ${asked.join(" ")}`);
        ok(!page.complaints.length, `${path}: quiet`,
           page.complaints.join("\n"));
        await page.close();
    }
    await context.close();
}

/** The names of everything that is kept of the site. */
const keptKeys = (page) => page.evaluate(async () => {
    const cache = await caches.open("heapbook:site:/");
    return (await cache.keys()).map(({ url }) => new URL(url))
        .map(({ pathname, search }) => pathname + search);
});

/** Waits until the copy is whole and in use. */
const whole = (page) => page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated" ||
           !navigator.serviceWorker.controller) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
});

/** Every page can be read and every exercise checked, once one was. */
async function testCopy(context) {
    const page = await open(context, EXERCISE);
    is((await context.serviceWorkers()).length, 0,
       "nothing is kept before the consent");
    await type(page, SOLUTION);
    ok(POINTS.test(await check(page)), "after it the exercise is checked");
    await whole(page);
    await context.setOffline(true);
    const other = await open(context, OTHER);
    const most = /points: (\d+)/.exec(read(OTHER, "README.md"))[1];
    is(await score(other, read(OTHER, "solution.c")), `${most}/${most}`,
       "offline another exercise is opened and solved");
    const chapter = await open(context, "list-growth");
    const example = await change(chapter, "points");
    is(await run(chapter, example), "It ran.", "an example runs offline");
    await chapter.goto(server.url);
    ok(await chapter.locator("h1").count(), "the folder is its front page");
    ok(!other.complaints.length, "and all is quiet",
       other.complaints.join("\n"));
    await Promise.all([other.close(), chapter.close()]);
    await context.setOffline(false);
    return page;
}

/** A new version of the site: fetched anew what changed, the rest deleted. */
async function testNewVersion(page) {
    const before = await keptKeys(page);
    const front = join(SITE, "index.html");
    const list = join(SITE, "sw.js");
    const was = [front, list].map((file) => readFileSync(file, "utf8"));
    writeFileSync(front, was[0].replace("</h1>", ", again</h1>"));
    writeFileSync(list, was[1].replace(/"index.html":"\w+"/,
                                       '"index.html":"0123456789ab"'));
    server.asked.length = 0;
    await page.evaluate(async () => {
        const site = await navigator.serviceWorker.ready;
        await site.update();
        while (site.installing || site.waiting ||
               site.active.state !== "activated") {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    });
    const after = await keptKeys(page);
    is(server.asked.filter((one) => one.endsWith(".html")).join(" "),
       "/index.html", "of a new version it fetches what changed");
    is(after.filter((one) => one.startsWith("/index.html")).join(" "),
       "/index.html?0123456789ab", "and deletes what that replaced");
    is(after.length, before.length, "all else is kept");
    writeFileSync(front, was[0]);
    writeFileSync(list, was[1]);
}

/** The copy of the site that works by double click, from disk. */
async function testDisk() {
    const folder = mkdtempSync(join(tmpdir(), "heapbook-offline-"));
    const zip = packOffline(SITE);
    ok(Buffer.compare(zip, packOffline(SITE)) === 0,
       "packing the site twice gives the same bytes");
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
    }
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    const go = (name) => page.goto(pathToFileURL(
        join(folder, "heapbook", `${name}.html`)).href);
    await go(EXERCISE);
    const [points, most] = (await score(page, SOLUTION)).split("/");
    is(points, most, "from disk: the solution gets all points");
    ok(await page.locator(".solution").count(), "and unlocks the author's");
    await score(page, read(EXERCISE, "starter.c"));
    ok(await page.locator("#results .fig svg:visible").count(),
       "from disk: a failed test has its heap drawn");
    await go("list-growth");
    const example = await change(page, "points");
    is(await run(page, example), "It ran.", "from disk: an example runs");
    const { shown, printed } = await outputs(example);
    is(printed, shown, "and prints what the page shows");
    ok(await example.locator(".mine svg:visible").count(), "with its chart");
    ok(!complaints.length, "from disk all is quiet", complaints.join("\n"));
    await context.close();
    rmSync(folder, { recursive: true });
}

await testWeight();
const context = await browser.newContext();
await testNewVersion(await testCopy(context));
await context.close();
await testDisk();
await close();
process.exit(end());
