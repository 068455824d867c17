// checking.mjs -- exercises solved and failed in the page.
//
// Every solution, starter and wrong answer of the course is typed into the
// editor and checked; points and words must be those that the command line
// gives.  Then programs that misbehave, the keyboard, examples, and the facts
// about CPython.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync,
         rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EXERCISES, browser, change, check, close, exercises, line, open,
         outputs, paste, read, run, score, server, type } from "./bench.mjs";
import { HABITS, HABITS_PRINT } from "./habits.mjs";
import { end, is, ok } from "./tap.mjs";
import { testWideFacts } from "./wide.mjs";
import { FIXED_SEED, commandWords, pageWords } from "./words.mjs";

const state = mkdtempSync(join(tmpdir(), "heapbook-state-"));

const promised = (text) => /score:\s*(\d+\/\d+)/.exec(text)?.[1];

/** The report of what was checked last is that of the command line. */
async function testWords(page, exercise, file) {
    is(await pageWords(page),
       commandWords(exercise, join("exercises", exercise, file), state),
       `${exercise}: ${file}, in the same words`);
}

async function testExercise(context, exercise) {
    const page = await open(context, exercise);
    const solved = await score(page, read(exercise, "solution.c"));
    const [points, most] = solved.split("/");
    is(points, most, `${exercise}: the solution gets all points`);
    for (const name of readdirSync(join(EXERCISES, exercise, "wrong"))) {
        const text = read(exercise, "wrong", name);
        is(await score(page, text), promised(text), `${exercise}: ${name}`);
        await testWords(page, exercise, `wrong/${name}`);
    }
    const begun = await score(page, read(exercise, "starter.c"));
    ok(Number(begun.split("/")[0]) < Number(most),
       `${exercise}: the starter loses points`);
    await testWords(page, exercise, "starter.c");
    ok(!page.complaints.length, `${exercise}: the page is quiet`,
       page.complaints.join("\n"));
    await page.close();
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
    is((await score(page, "char room[1 << 30] = {1};\n")).split("/")[0], "0",
       "what a compiler has no room for gets nothing");
    ok((await page.locator("#results").innerText()).includes("out of memory"),
       "and the reason is said");
    ok((await score(page, `${read(exercise, "solution.c")}/* \0 */`))
        .endsWith("has a NUL byte. Your program is kept."),
       "what the command line refuses is not checked");
    await type(page, "int x;\n".repeat(700000));
    ok((await page.locator(".editor").boundingBox()).height < 10000,
       "the editor of a text without end has one");
    await page.locator(".work .check > .btn").first().click();
    await line(page).filter({ hasText: "larger than 256 KiB." }).waitFor();
    ok((await page.locator(".work .under").first().textContent())
        .startsWith("This browser does not keep"),
       "nor are 5 MB, which are not kept");
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

/** Drawings as they look: names that are unique in a page are not. */
const drawn = (place) => place.evaluateAll((all) => all.map((svg) =>
    svg.outerHTML.replace(/(id="|url\(#|labelledby=")[^")]*/g, "")));

/** All examples of a chapter that may be changed give what it shows. */
async function testExamples(context, chapter) {
    const page = await open(context, chapter);
    const ids = await page.locator(".example[data-editable]")
        .evaluateAll((all) => all.map((one) => one.id));
    for (const id of ids) {
        const example = await change(page, id);
        const ended = await run(page, example);
        const { shown, printed } = await outputs(example);
        is(`${ended}\n${printed}`, `It ran.\n${shown}`,
           `${chapter}/${id}: run in the page it prints the same`);
        const charts = page.locator(
            `[data-chart*='"of":"${id}"'] .wide-form svg`);
        is((await drawn(example.locator(".mine .fig .wide-form svg")))
            .filter((svg) => svg.includes("grid")).join("\n"),
           (await drawn(charts)).join("\n"), `${chapter}/${id}: its charts`);
    }
    ok(!page.complaints.length, `${chapter}: the page is quiet`,
       page.complaints.join("\n"));
    await page.close();
}

/** An example that is changed has other output and other drawings. */
async function testChanged(context) {
    const page = await open(context, "list-growth");
    const example = await change(page, "points");
    await run(page, example);
    const before = await drawn(example.locator(".mine svg"));
    const text = (await example.locator(".cm-line").allInnerTexts())
        .map((line) => line.replace(/\n$/, "")).join("\n");
    await paste(page, example, text.replace("n <= 100", "n <= 20"));
    is(await run(page, example), "It ran.", "a changed example runs");
    const { shown, printed } = await outputs(example);
    ok(printed !== shown && shown.startsWith(printed), "with its own output");
    const after = await drawn(example.locator(".mine svg"));
    ok(before.length === after.length && before.every((svg, i) =>
        svg !== after[i]), "and its own chart, in both forms");
    await paste(page, example, `#error changed\n${text}`);
    await run(page, example);
    ok(await example.locator(".cm-lintRange-error").count() > 0,
       "a mistake in it is marked");
    await paste(page, example, text.replace(/HB_EXAMPLE \{/,
        "HB_EXAMPLE {\n    abort();"));
    ok(/abort/.test(await run(page, example)), "a crash is told");
    await paste(page, example, HABITS);
    await run(page, example);
    is((await outputs(example)).printed, HABITS_PRINT.trim(),
       "an extension's habits do what they do natively");
    await page.close();
}

/** The file, taken in by another browser. */
async function testImport(file, text) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}progress.html`);
    await page.locator("[data-import]").setInputFiles(file);
    await page.locator("[data-total]").filter({ hasText: text }).waitFor();
    ok(true, "another browser takes the file in");
    await context.close();
}

/** The file, graded again by the instructor's command. */
function testGrade(file, grades) {
    const { status, stdout, stderr } = spawnSync(
        process.env.HEAPBOOK ?? "../.build/heapbook",
        ["grade", "-C", "..", "--output", grades, file],
        { encoding: "utf8" });
    const said = stdout + stderr;
    ok(status === 0 && said.includes(`${exercises.length} answers graded`) &&
       !/differ|claimed/.test(said),
       "heapbook grade finds the same points", said);
}

/** The page of progress knows what was done on all others. */
async function testProgress(context) {
    const page = await context.newPage();
    await page.goto(`${server.url}progress.html`);
    const text = await page.locator("[data-total]").textContent();
    ok(/\d+ of \d+ points, \d+ of \d+ solved/.test(text),
       "the page of progress counts", text);
    const [file] = await Promise.all([page.waitForEvent("download"),
        page.locator("[data-export]").click()]);
    const folder = mkdtempSync(join(tmpdir(), "heapbook-progress-"));
    const path = join(folder, "ada.json");
    await file.saveAs(path);
    const kept = JSON.parse(readFileSync(path, "utf8"));
    is(kept.format, "heapbook progress", "the file can be saved");
    is(Object.keys(kept.exercises).length, exercises.length,
       "with every exercise in it");
    await page.close();
    await testImport(path, text);
    testGrade(path, join(folder, "grades"));
    rmSync(folder, { recursive: true });
}

const context = await browser.newContext({ acceptDownloads: true });
await context.addInitScript(FIXED_SEED);
for (const exercise of exercises) {
    if (existsSync(join(EXERCISES, exercise, "wrong"))) {
        await testExercise(context, exercise);
    }
}
await testHostile(context);
await testKeyboard(context);
for (const chapter of new Set(exercises.map(dirname))) {
    await testExamples(context, chapter);
}
await testChanged(context);
await testProgress(context);
await testWideFacts(context, process.env.ASSETS);
await close();
rmSync(state, { recursive: true });
process.exit(end());
