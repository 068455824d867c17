// checking.mjs -- exercises solved and failed in the page.
//
// Every solution, starter and wrong answer of the course is typed into the
// editor and checked; the points must be those that the command line gives.
// Then programs and browsers that misbehave.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync,
         rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { chromium } from "playwright-core";
import { packOffline } from "../workbench/offline.mjs";
import { serveFolder } from "./static_server.mjs";
import { end, is, ok } from "./tap.mjs";

const EXERCISES = "../exercises";
const server = await serveFolder(process.env.SITE);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
});

const folders = (path) => readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
const exercises = folders(EXERCISES).flatMap((chapter) =>
    folders(join(EXERCISES, chapter)).map((name) => `${chapter}/${name}`));
const read = (...path) => readFileSync(join(EXERCISES, ...path), "utf8");

/** Opens an exercise; what the page complained of is in `complaints`. */
async function open(context, exercise) {
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error") {
            page.complaints.push(message.text());
        }
    });
    await page.goto(`${server.url}${exercise}.html`);
    return page;
}

/** Puts a text into the editor, as a student who pastes it. */
async function type(page, text) {
    const code = page.locator(".work figure.code pre");
    if (await code.count()) {
        await code.click();
    }
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.locator(".cm-content").evaluate((content, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", pasted);
        content.dispatchEvent(new ClipboardEvent("paste", {
            clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

const line = (page) => page.locator(".work .check output");

/** Presses Check, agrees to the fetch, waits; the text of the Check line. */
async function check(page) {
    await page.locator(".work .check > .btn").first().click();
    const agree = page.getByRole("button", { name: "Fetch and check" });
    const done = page.locator(".work .check output")
        .filter({ hasText: /points|kept\.|Stopped/ });
    await agree.or(done.first()).first().waitFor({ timeout: 60000 });
    if (await agree.count()) {
        await agree.click();
    }
    await page.waitForFunction(() => {
        const said = document.querySelector(".work .check output").textContent;
        return /\d+ of \d+ points|is kept\.$|Stopped/.test(said);
    }, null, { timeout: 60000 });
    return line(page).textContent();
}

async function score(page, text) {
    await type(page, text);
    return /(\d+) of (\d+)/.exec(await check(page))?.[0]
        .replace(" of ", "/") ?? await line(page).textContent();
}

const promised = (text) => /score:\s*(\d+\/\d+)/.exec(text)?.[1];

async function testExercise(context, exercise) {
    const page = await open(context, exercise);
    const solved = await score(page, read(exercise, "solution.c"));
    const [points, most] = solved.split("/");
    is(points, most, `${exercise}: the solution gets all points`);
    for (const name of readdirSync(join(EXERCISES, exercise, "wrong"))) {
        const text = read(exercise, "wrong", name);
        is(await score(page, text), promised(text), `${exercise}: ${name}`);
    }
    const begun = await score(page, read(exercise, "starter.c"));
    ok(Number(begun.split("/")[0]) < Number(most),
       `${exercise}: the starter loses points`);
    ok(!page.complaints.length, `${exercise}: the page is quiet`,
       page.complaints.join("\n"));
    await page.close();
}

/** What a first visit fetches, before and after the first Check. */
async function testFirstVisit() {
    const context = await browser.newContext();
    server.asked.length = 0;
    const page = await open(context, exercises[0]);
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
    ok((await check(page)).includes("points"), "and given later");
    await page.reload();
    server.asked.length = 0;
    ok((await check(page)).includes("points"), "a second visit checks");
    ok(!server.asked.some((path) => /llvm|clang/.test(path)),
       "without fetching the compiler again");
    await context.setOffline(true);
    ok((await check(page)).includes("points"), "offline it still checks");
    await context.close();
}

/** Programs that misbehave cost their points, not the page. */
async function testHostile(context) {
    const exercise = "copies/copy-rows";
    const page = await open(context, exercise);
    const body = (code) => read(exercise, "starter.c")
        .replace(/\{[^]*\}/, `{ ${code} }`)
        .replace("#include", "#include <stdlib.h>\n#include <stdio.h>\n" +
                 "#include");
    const programs = {
        "an endless loop": "for (;;) { }",
        "exit(0)": "exit(0);",
        "abort()": "abort();",
        "a NULL pointer": "return PyList_GET_ITEM((PyObject *)0, 3);",
        "endless output": "for (;;) { puts(\"again\"); }",
        "endless memory": "for (;;) { ((char *)malloc(1 << 20))[0] = 1; }",
        "endless recursion": "return copy_rows(matrix) + 1;",
        "another prototype": "return ((PyObject *(*)(void))copy_rows)();",
    };
    for (const [name, code] of Object.entries(programs)) {
        is((await score(page, body(code))).split("/")[0], "0",
           `${name} gets nothing`);
    }
    ok((await score(page, "char room[1 << 30] = {1};\n")).includes("no end"),
       "what a compiler cannot end is stopped");
    is(await score(page, read(exercise, "solution.c")), "10/10",
       "afterwards a right answer gets all points");
    ok((await score(page, "int broken(")).startsWith("0/"),
       "what does not compile gets nothing");
    ok(await page.locator(".cm-lintRange-error").count() > 0,
       "and its place is marked");
    await page.close();
}

async function testKeyboard(context) {
    const page = await open(context, exercises[0]);
    await type(page, read(exercises[0], "solution.c"));
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => /\d+ of \d+ points/.test(
        document.querySelector(".work .check output").textContent));
    ok(true, "Ctrl+Enter checks");
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Tab");
    ok(await page.evaluate(() => document.activeElement.shadowRoot !== null),
       "Tab stays in the editor");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    ok(await page.evaluate(() => document.activeElement.shadowRoot === null),
       "Escape, then Tab, leaves it");
    await page.reload();
    await page.locator(".cm-content").waitFor();
    is((await page.locator(".cm-content").innerText()).split("\n")[0],
       read(exercises[0], "solution.c").split("\n")[0],
       "the text is there after a reload");
    await page.close();
}

/** Runs a check in a browser that lacks something; the Check line. */
async function testLacking(what, script, pattern) {
    const context = await browser.newContext();
    await context.addInitScript(script);
    const page = await open(context, exercises[0]);
    await type(page, read(exercises[0], "solution.c"));
    const said = await check(page);
    ok(pattern.test(said), `${what}: ${pattern}`, said);
    await context.close();
}

/** An example that may be changed prints what the page shows, then more. */
async function testExample(context) {
    const page = await open(context, "copies");
    const example = page.locator(".example[data-editable]").first();
    const shown = await example.locator("figure.output samp").first()
        .innerText();
    await example.getByRole("button", { name: "Change it and run it" })
        .click();
    await example.getByRole("button", { name: "Run" }).click();
    const agree = page.getByRole("button", { name: "Fetch and check" });
    const output = example.locator("figure.output samp").last();
    const ran = example.locator("output").filter({ hasText: "It ran." });
    await agree.or(ran).first().waitFor({ timeout: 60000 });
    if (await agree.count()) {
        await agree.click();
    }
    await ran.waitFor({ timeout: 60000 });
    is((await output.innerText()).trim(), shown.trim(),
       "an example prints in the page what the site shows");
    ok(await example.locator(".fig svg:visible").count() > 0,
       "with its heap drawn");
    await example.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("#error changed\n");
    await example.getByRole("button", { name: "Run" }).click();
    await example.locator("output").filter({ hasText: "does not compile" })
        .waitFor({ timeout: 60000 });
    ok(await example.locator(".cm-lintRange-error").count() > 0,
       "a mistake in it is marked");
    ok(!page.complaints.length, "the chapter's page is quiet",
       page.complaints.join("\n"));
    await page.close();
}

/** The copy of the site that works by double click, from disk. */
async function testOffline() {
    const folder = mkdtempSync(join(tmpdir(), "heapbook-offline-"));
    const zip = packOffline(process.env.SITE);
    ok(Buffer.compare(zip, packOffline(process.env.SITE)) === 0,
       "packing the site twice gives the same bytes");
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
    }
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(
        join(folder, "heapbook", `${exercises[0]}.html`)).href);
    const said = await score(page, read(exercises[0], "solution.c"));
    const [points, most] = said.split("/");
    is(points, most, "from disk, offline: the solution gets all points");
    await context.close();
    rmSync(folder, { recursive: true });
}

async function testProgress(context) {
    const page = await context.newPage();
    await page.goto(`${server.url}progress.html`);
    const text = await page.locator("[data-total]").textContent();
    ok(/\d+ of \d+ points, \d+ of \d+ solved/.test(text),
       "the page of progress counts", text);
    const [file] = await Promise.all([page.waitForEvent("download"),
        page.locator("[data-export]").click()]);
    const kept = JSON.parse(readFileSync(await file.path(), "utf8"));
    is(kept.format, "heapbook progress", "the file can be saved");
    is(Object.keys(kept.exercises).length, exercises.length,
       "with every exercise in it");
    await page.close();
}

const context = await browser.newContext({ acceptDownloads: true });
await testFirstVisit();
for (const exercise of exercises) {
    if (existsSync(join(EXERCISES, exercise, "wrong"))) {
        await testExercise(context, exercise);
    }
}
await testHostile(context);
await testKeyboard(context);
await testExample(context);
await testProgress(context);
await testOffline();
await testLacking("no WebAssembly", "delete globalThis.WebAssembly",
                  /cannot run the compiler/);
await testLacking("a full cache",
    "Cache.prototype.put = () => Promise.reject(new Error('quota'))",
    /\d+ of \d+ points/);
await testLacking("no cache", "delete globalThis.caches", /\d+ of \d+ points/);
await testLacking("no storage",
    "Storage.prototype.setItem = () => { throw new Error('full'); }",
    /\d+ of \d+ points/);
await browser.close();
server.close();
process.exit(end());
