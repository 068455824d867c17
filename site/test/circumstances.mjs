// circumstances.mjs -- checking where something is slow, lost, full, missing,
// open twice, or done a hundred times.

import { readFileSync } from "node:fs";
import { browser, check, close, exercises, line, open, read, score, server,
         type } from "./bench.mjs";
import { end, is, ok } from "./tap.mjs";

const EXERCISE = exercises[0];
const SOLUTION = read(EXERCISE, "solution.c");
const POINTS = /\d+ of \d+ points/;

/** What a first visit fetches, before and after the first Check. */
async function testFirstVisit() {
    const context = await browser.newContext();
    server.asked.length = 0;
    const page = await open(context, EXERCISE);
    await page.waitForLoadState("networkidle");
    const before = server.asked.filter((path) => path.includes("/web"));
    is(before.join(" "), "", "reading fetches nothing of the checker");
    await page.locator(".work .check > .btn").click();
    const agree = page.getByRole("button", { name: "Fetch and check" });
    await agree.waitFor();
    ok(!server.asked.some((path) => /llvm|clang/.test(path)),
       "the compiler is not fetched before consent");
    await page.getByRole("button", { name: "Not now" }).click();
    ok((await line(page).textContent()).startsWith("Not now"),
       "consent can be refused");
    is(await page.evaluate(() => document.activeElement.textContent), "Check",
       "and the keyboard is not lost");
    ok((await check(page)).includes("points"), "and given later");
    await page.reload();
    server.asked.length = 0;
    await page.waitForLoadState("networkidle");
    is(page.workers().length, 0, "who reads again starts nothing");
    const begun = page.waitForEvent("worker");
    await page.locator(".work .cm-content").click();
    await begun;
    ok(true, "who works again starts the compiler that is kept");
    ok((await check(page)).includes("points"), "a second visit checks");
    ok(!server.asked.some((path) => /llvm|clang/.test(path)),
       "without fetching the compiler again");
    await context.setOffline(true);
    ok((await check(page)).includes("points"), "offline it still checks");
    await context.close();
}

/** Runs a check in a browser that lacks something; the Check line. */
async function testLacking(what, script, pattern) {
    const context = await browser.newContext();
    await context.addInitScript(script);
    const page = await open(context, EXERCISE);
    await type(page, SOLUTION);
    const said = await check(page);
    ok(pattern.test(said), `${what}: ${pattern}`, said);
    await context.close();
}

/** The author's answer waits for full marks, and for the author's word. */
async function testSolution() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const solution = page.locator("#results .solution");
    await score(page, read(EXERCISE, "starter.c"));
    is(await solution.count(), 0, "the author's answer is not shown at first");
    await score(page, SOLUTION.replace("PyObject", "PyObject  "));
    is((await solution.locator("code .l").allTextContents())
        .map((one) => one.trimEnd()).join("\n"), SOLUTION.trimEnd(),
       "after full marks it is");
    await score(page, read(EXERCISE, "starter.c"));
    is(await solution.count(), 1, "from then on");
    const kept = exercises.find((one) =>
        !read(one, "README.md").includes("show_solution: true"));
    const other = await open(context, kept);
    const [points, most] = (await score(other, read(kept, "solution.c")))
        .split("/");
    is(points, most, `${kept}, whose author does not allow it, is solved`);
    is(await other.locator("#results .solution").count(), 0,
       "and keeps its answer");
    await context.close();
}

/** Hints come one after the other. */
async function testHints() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const hints = page.locator("[data-hints] details");
    const seen = async () => (await Promise.all((await hints.all()).map(
        (hint) => hint.isVisible()))).filter(Boolean).length;
    is(await seen(), 1, "one hint can be opened");
    await hints.first().locator("summary").click();
    is(await seen(), 2, "then the next");
    await page.reload();
    is(await seen(), 2, "which is remembered");
    await context.close();
}

/** A slow line: progress, Stop, and what has come is not lost. */
async function testSlow() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    await type(page, SOLUTION);
    server.line.rate = 4e6;
    await page.locator(".work .check > .btn").first().click();
    await page.getByRole("button", { name: "Fetch and check" }).click();
    const bar = page.locator(".work .check progress");
    await bar.waitFor();
    const value = () => bar.evaluate((one) => one.value);
    const before = await value();
    await page.waitForTimeout(700);
    ok(await value() > before, "on a slow line the progress moves");
    await page.getByRole("button", { name: "Stop" }).click();
    await line(page).filter({ hasText: "Stopped." }).waitFor();
    ok(true, "it can be stopped");
    server.line.rate = Infinity;
    ok(POINTS.test(await check(page)), "and begun again");
    await context.close();
}

/** A line that is cut in the middle of the compiler. */
async function testCut() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    await type(page, SOLUTION);
    server.line.cut = 1e6;
    const said = await check(page);
    ok(/could not be fetched.*Your program is kept/.test(said),
       "a line that is cut is told", said);
    server.line.cut = Infinity;
    ok(POINTS.test(await check(page)), "the next try gets there");
    await context.close();
}

/** A program that needs what the first part of the compiler has not. */
async function testRest() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    await score(page, SOLUTION);
    server.asked.length = 0;
    await type(page, `${SOLUTION}\ntypedef float three ` +
        "__attribute__((ext_vector_type(3)));\n" +
        "three turned(three a) { return a.zyx * a; }\n");
    const button = page.locator(".work .check > .btn").first();
    await button.click();
    await page.getByRole("button", { name: "Not now" }).click();
    await line(page).filter({ hasText: "is kept." }).waitFor();
    ok(!server.asked.some((path) => path.includes("llvm")),
       "a rare program fetches nothing unasked");
    ok(POINTS.test(await check(page)), "with the rest it is checked");
    is(server.asked.filter((path) => path.includes("llvm")).map((path) =>
        path.split("/").pop()).join(" "), "llvm.rest.gz",
       "and only the rest was fetched");
    ok(!page.complaints.length, "and is quiet", page.complaints.join("\n"));
    await context.close();
}

/** What the browser keeps goes while it is wanted. */
async function testLostCache() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    await type(page, SOLUTION);
    server.line.rate = 16e6;
    const checked = check(page);
    await page.locator(".work .check progress").waitFor();
    await page.evaluate(() => caches.delete("heapbook:v1:/"));
    ok(POINTS.test(await checked), "a cache lost in the middle of a fetch");
    server.line.rate = Infinity;
    await page.evaluate(() => caches.delete("heapbook:v1:/"));
    ok(POINTS.test(await check(page)), "a cache lost between two checks");
    await page.reload();
    await page.evaluate(() => caches.delete("heapbook:v1:/"));
    ok(POINTS.test(await check(page)), "a cache lost between two visits");
    await context.close();
}

/** Why a test went wrong is found out until the student asks for more. */
async function testStopExplaining() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const slow = read(EXERCISE, "starter.c").replace(/\{[^]*\}/,
        "{ for (int i = 0; i < 2000000; i++) { } " +
        "return PyList_GET_ITEM((PyObject *)0, 3); }");
    await score(page, SOLUTION);
    const begun = page.waitForEvent("worker");
    await score(page, slow);
    const explainer = await begun;
    const ended = new Promise((resolve) => explainer.on("close", resolve));
    ok(POINTS.test(await check(page)), "who checks again meanwhile waits not");
    await ended;
    ok(true, "the explanation is given up");
    await page.locator("#results:not([aria-busy])").waitFor();
    ok((await page.locator("#results").innerText())
        .includes("is given a NULL pointer"), "and made for the later check");
    await context.close();
}

/** Half of a character, which is none. */
async function testLoneSurrogate() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const [points, most] = (await score(page,
        `/* \ud83d */\n${SOLUTION}`)).split("/");
    is(points, most, "half of a character does not harm a check");
    await page.reload();
    await page.locator(".work .cm-content").getByText("\ufffd").waitFor();
    ok(true, "and is kept as what stands for it");
    await context.close();
}

/** The same exercise in two tabs. */
async function testTwoTabs() {
    const context = await browser.newContext();
    const first = await open(context, EXERCISE);
    await type(first, SOLUTION);
    const second = await context.newPage();
    // Every page of this browser believes to have the focus.
    await second.addInitScript("document.hasFocus = () => false");
    await second.goto(first.url());
    const content = second.locator(".cm-content");
    await content.waitFor();
    const line = async () => (await content.innerText()).split("\n")[0];
    is(await line(), SOLUTION.split("\n")[0], "a second tab has the text");
    await type(first, `/* newer */\n${SOLUTION}`);
    await content.getByText("/* newer */").waitFor();
    ok(true, "and follows what is written in the first");
    const both = await Promise.all([check(first), check(second)]);
    ok(both.every((said) => POINTS.test(said)), "both check at once",
       both.join("\n"));
    await context.close();
}

/** A page that is loaded anew while it checks. */
async function testReload() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const endless = read(EXERCISE, "starter.c")
        .replace(/\{[^]*\}/, "{ for (;;) { } }");
    await score(page, SOLUTION);
    await type(page, endless);
    await page.keyboard.press("Control+Enter");
    await line(page).filter({ hasText: /Running/ }).waitFor();
    await page.reload();
    await page.locator(".cm-content").getByText("for (;;)").waitFor();
    ok(true, "loaded anew in the middle of a check the text is there");
    ok(POINTS.test(await check(page)), "and can be checked");
    await context.close();
}

/** A browser that gives the site next to no room. */
async function testQuota() {
    const context = await browser.newContext();
    const page = await open(context, EXERCISE);
    const session = await context.newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", {
        origin: new URL(server.url).origin, quotaSize: 2e6 });
    await type(page, SOLUTION);
    ok(POINTS.test(await check(page)), "with 2 MB of room it checks");
    const room = await page.evaluate(() => navigator.storage.estimate());
    ok(room.usage < 2e6, "and keeps no more than that", room);
    await context.close();
}

/** The memory of all pages' processes, in megabytes. */
async function memory(session) {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter((one) => one.type === "renderer")
        .map((one) => /VmRSS:\s+(\d+)/.exec(
            readFileSync(`/proc/${one.id}/status`, "utf8")))
        .reduce((sum, found) => sum + Number(found[1]) / 1024, 0);
}

/**
 * What a check leaves to the garbage collector comes and goes by more than 100
 * megabytes, so the least of many looks is compared with the least of later
 * ones: that grows only by what is never given back.
 */
async function testHundredChecks() {
    const context = await browser.newContext();
    const session = await browser.newBrowserCDPSession();
    const page = await open(context, EXERCISE);
    await type(page, SOLUTION);
    const seen = [];
    let right = 0;
    for (let i = 0; i < 100; i++) {
        right += /(\d+) of \1 points/.test(await check(page));
        seen.push(await memory(session));
    }
    is(right, 100, "a hundred checks, a hundred times full marks");
    const before = Math.min(...seen.slice(10, 50));
    const after = Math.min(...seen.slice(60));
    ok(after - before < 80, "the tab does not grow from the first checks to "
       + "the last", `${before.toFixed(0)} MB, then ${after.toFixed(0)}`);
    ok(!page.complaints.length, "and is quiet", page.complaints.join("\n"));
    await context.close();
}

await testFirstVisit();
await testHints();
await testSolution();
await testReload();
await testQuota();
await testSlow();
await testCut();
await testLostCache();
await testRest();
await testStopExplaining();
await testLoneSurrogate();
await testTwoTabs();
await testHundredChecks();
await testLacking("no WebAssembly", "delete globalThis.WebAssembly",
                  /cannot run the compiler/);
await testLacking("a full cache",
    "Cache.prototype.put = () => Promise.reject(new Error('quota'))", POINTS);
await testLacking("a clock that turns back",
    "let now = 1e6; performance.now = () => now -= 100;",
    /points\. Checked in 0\.00 s/);
await testLacking("no cache", "delete globalThis.caches", POINTS);
await testLacking("no storage",
    "Storage.prototype.setItem = () => { throw new Error('full'); }", POINTS);
await close();
process.exit(end());
