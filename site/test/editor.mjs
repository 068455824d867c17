// editor.mjs -- the editor: completion, help, messages while one types, undo,
// what is kept, what a screen reader is told, touch.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browser, check, close, exercises, open, paste, read, type }
    from "./bench.mjs";
import { end, is, ok } from "./tap.mjs";

const EXERCISE = exercises[0];
const STARTER = read(EXERCISE, "starter.c");
const SOLUTION = read(EXERCISE, "solution.c");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"),
                         "utf8");

const content = (page) => page.locator(".work .cm-content");

/** The text in the editor. */
const textOf = async (page) =>
    (await content(page).locator(".cm-line").allTextContents()).join("\n");

/** Types into the body of a function, letter by letter. */
async function typeBody(page, text) {
    await paste(page, page.locator(".work"), "#include <Python.h>\n\n" +
        "PyObject *\ncopy_rows(PyObject *matrix)\n{\n    \n}\n");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.type(text);
}

async function testCompletion(page) {
    await typeBody(page, "PyList_GetI");
    const list = page.locator(".work .cm-tooltip-autocomplete");
    await list.locator("li[aria-selected]").filter({
        hasText: "PyList_GetItem" }).waitFor();
    const about = await page.locator(".work .cm-completionInfo").innerText();
    ok(/Py_ssize_t index/.test(about) && /borrowed/.test(about),
       "completion says how a function is called and who owns what", about);
    ok(await content(page).getAttribute("aria-activedescendant") !== null,
       "a screen reader is told of the choice");
    await page.waitForTimeout(200); // a list that has just come is not taken
    await page.keyboard.press("Enter");
    ok((await textOf(page)).includes("    PyList_GetItem\n"),
       "Enter takes it");
    await page.keyboard.type("(");
    await page.locator(".work .cm-line span, .work .cm-line").getByText(
        "PyList_GetItem").first().hover({ position: { x: 60, y: 8 } });
    await page.locator(".work .cm-help").waitFor();
    ok((await page.locator(".work .cm-help").innerText())
        .includes("borrowed reference"), "pointing at a name shows the same");
    await typeBody(page, "/* PyList_GetI");
    await page.waitForTimeout(300);
    is(await list.count(), 0, "a comment is not completed");
}

/** Messages come while one types, once the compiler is there. */
async function testMessages(page) {
    await typeBody(page, "return missing;");
    await page.locator(".work .cm-lintRange-error").getByText("missing")
        .waitFor();
    ok(true, "a mistake is marked while one types");
    await page.locator(".work .cm-lint-marker-error").waitFor();
    ok(true, "beside its line, too");
    await page.keyboard.press("Control+Shift+M");
    await page.locator(".work .cm-panel-lint").waitFor();
    ok(/missing/.test(await page.locator(".work .cm-panel-lint").innerText()),
       "the keyboard opens a list of them");
    await page.keyboard.press("Escape");
    await typeBody(page, "return Py_NewRef(matrix);");
    await page.waitForFunction(() => !document.querySelector(".work .host")
        .shadowRoot.querySelector(".cm-lintRange-error"));
    ok(true, "and none where there is none");
}

/** Format and Reset are steps that undo takes back, even later. */
async function testUndo(page) {
    const button = (name) => page.locator(".work .editor")
        .getByRole("button", { name });
    const messy = SOLUTION.replace(/^ {4}/gm, "  ");
    await type(page, messy);
    await button("Format").click();
    is(await textOf(page), SOLUTION, "Format lays the program out");
    await button("Reset").click();
    is(await textOf(page), STARTER, "Reset brings the starter back");
    await page.reload();
    await content(page).waitFor();
    await content(page).focus();
    await page.keyboard.press("Control+z");
    is(await textOf(page), SOLUTION, "undo reaches back over a reload");
    await page.keyboard.press("Control+z");
    is(await textOf(page), messy, "and on");
}

/** With the compiler kept, the first edit of a visit starts it. */
async function testWarm(page) {
    await page.reload();
    await content(page).waitFor();
    await typeBody(page, "return missing;");
    await page.locator(".work .cm-lintRange-error").waitFor();
    ok(true, "on a second visit messages come before the first check");
    ok(/points/.test(await check(page)), "and it checks");
}

/** What a screen reader is told, and how it looks at all sizes. */
async function testAccess(page) {
    is(await page.locator(".work .check output").getAttribute("aria-live"),
       "polite", "the Check line is told as it changes");
    for (const width of [360, 820, 1280]) {
        for (const colorScheme of ["light", "dark"]) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme });
            const broken = await page.evaluate(async () =>
                (await globalThis.axe.run(document, {
                    preload: false,
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                              "wcag22aa", "best-practice"],
                })).violations.map((rule) => `${rule.id}: ` +
                    rule.nodes[0].html.slice(0, 160)));
            ok(!broken.length, `axe with a report: ${colorScheme}, ` +
               `${width} px`, broken.join("\n"));
        }
        is(await page.locator("button, summary, .brand").evaluateAll((all) =>
            all.filter((one) => one.offsetHeight > 0 && one.offsetHeight < 24)
                .map((one) => one.textContent.trim()).join()), "",
           `and what is pressed is 24 pixels high, ${width} px`);
        const over = await page.evaluate(() =>
            document.documentElement.scrollWidth - innerWidth);
        ok(over <= 0, `it fits ${width} px`, `${over} px too wide`);
    }
}

/** A tablet: taps only. */
async function testTouch() {
    const context = await browser.newContext({
        hasTouch: true, isMobile: true,
        viewport: { width: 820, height: 1180 } });
    const page = await open(context, EXERCISE);
    await page.locator(".work > figure.code pre").tap();
    await content(page).tap();
    ok(await page.evaluate(() => document.activeElement.matches(".host")),
       "a tap puts the caret into the program");
    await page.locator(".work .check > .btn").first().tap();
    await page.getByRole("button", { name: "Fetch and check" }).tap();
    await page.locator(".work .check output")
        .filter({ hasText: /\d+ of \d+ points/ }).waitFor();
    ok(true, "and taps check it");
    await context.close();
}

const context = await browser.newContext({ bypassCSP: true });
const page = await open(context, EXERCISE);
await type(page, STARTER);
await check(page);
await testCompletion(page);
await testMessages(page);
await testUndo(page);
await testWarm(page);
await page.evaluate(axe);
await testAccess(page);
ok(!page.complaints.length, "all the while the page is quiet",
   page.complaints.join("\n"));
await context.close();
await testTouch();
await close();
process.exit(end());
