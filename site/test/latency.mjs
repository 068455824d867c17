// latency.mjs -- how long a student waits for a check, in Chromium.
//
//     SITE=FOLDER CHROMIUM=PROGRAM node test/latency.mjs [TIMES [EXERCISE...]]
//
// The site lies on plain static files on this machine.  For each exercise of
// the course, or for those that are named, its solution and its starter are
// checked; printed are milliseconds from the press of the button to the
// points on the page:
//
//   first, cold   with an empty cache, the fetch included
//   first, kept   a new page, the files in the browser's cache
//   later         the text was changed just before; TIMES times
//   after pause   the text was changed, and the student read it once more
//
// A measurement, not a test: other programs of the machine are in it.

import { chromium } from "playwright-core";
import { exercises, read } from "./course.mjs";
import { serveFolder } from "./static_server.mjs";

const [times = "100", ...named] = process.argv.slice(2);
const PAUSE = 1500; /* milliseconds: diagnosed 400 after the last key */
const PAUSES = 5;
const LIMIT = 100;

/** In the page: presses a button and waits for points. */
function press(selector) {
    return new Promise((resolve) => {
        const said = document.querySelector(".work .check output");
        const button = document.querySelector(selector);
        let began = 0;
        let gone = false;
        const watch = new MutationObserver(() => {
            const there = /\d+ of \d+ points/.test(said.textContent);
            gone ||= !there;
            if (gone && there) {
                watch.disconnect();
                resolve(performance.now() - began);
            }
        });
        watch.observe(document.querySelector(".work"), {
            childList: true, subtree: true, characterData: true });
        began = performance.now();
        button.click();
    });
}

async function type(page, text) {
    await page.locator(".cm-content").evaluate((content, pasted) => {
        content.focus();
        document.execCommand("selectAll");
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", pasted);
        content.dispatchEvent(new ClipboardEvent("paste", {
            clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

async function open(context, exercise, text) {
    const page = await context.newPage();
    await page.goto(`${server.url}${exercise}.html`);
    const code = page.locator(".work figure.code pre");
    if (await code.count()) {
        await code.click();
    }
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await type(page, text);
    return page;
}

const BUTTON = ".work .check > .btn";

async function firstCold(page) {
    await page.locator(BUTTON).first().click();
    const agree = page.getByRole("button", { name: "Fetch and check" });
    await agree.waitFor();
    await agree.evaluate((button) => {
        button.id = "agree";
    });
    return page.evaluate(press, "#agree");
}

async function later(page, text, count, pause) {
    const all = [];
    for (let i = 0; i < count; i++) {
        await type(page, `${text}\n/* ${pause} ${i} */\n`);
        await page.waitForTimeout(pause);
        all.push(await page.evaluate(press, BUTTON));
    }
    return all;
}

function tell(name, all) {
    const sorted = [...all].sort((a, b) => a - b);
    const [least, middle, most] = [0, sorted.length >> 1, sorted.length - 1]
        .map((i) => sorted[i].toFixed(0).padStart(6));
    const over = all.filter((one) => one > LIMIT).length;
    console.log(`  ${name.padEnd(14)}${middle} median${least} least${most} ` +
        `most${all.length > 1 ? `, ${over} of ${all.length} over ${LIMIT}` : ""}`);
}

async function measure(exercise, file) {
    const text = read(exercise, file);
    const context = await browser.newContext();
    const page = await open(context, exercise, text);
    console.log(`${exercise} ${file}`);
    tell("first, cold", [await firstCold(page)]);
    tell("later", await later(page, text, Number(times), 0));
    tell("after pause", await later(page, text, PAUSES, PAUSE));
    await page.close();
    const again = await open(context, exercise, text);
    tell("first, kept", [await again.evaluate(press, BUTTON)]);
    await context.close();
}

const server = await serveFolder(process.env.SITE);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
});
for (const exercise of named.length ? named : exercises) {
    await measure(exercise, "solution.c");
    await measure(exercise, "starter.c");
}
await browser.close();
server.close();
