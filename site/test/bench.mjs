// bench.mjs -- a browser before an exercise: open, type, check.
//
// SITE is the folder of the built site, CHROMIUM the browser.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveFolder } from "./static_server.mjs";

export const EXERCISES = "../exercises";
export const server = await serveFolder(process.env.SITE);
export const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
});

const folders = (path) => readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
export const exercises = folders(EXERCISES).flatMap((chapter) =>
    folders(join(EXERCISES, chapter)).map((name) => `${chapter}/${name}`));
/** A file of an exercise. */
export const read = (...path) => readFileSync(join(EXERCISES, ...path), "utf8");

/** Opens an exercise; what the page complained of is in `complaints`. */
export async function open(context, exercise) {
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
export async function type(page, text) {
    const code = page.locator(".work > figure.code pre");
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

export const line = (page) => page.locator(".work .check output");

/** Presses Check, agrees to the fetch, waits; the text of the Check line. */
export async function check(page) {
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

export async function score(page, text) {
    await type(page, text);
    return /(\d+) of (\d+)/.exec(await check(page))?.[0]
        .replace(" of ", "/") ?? await line(page).textContent();
}

/** The end of every test program: the exit code. */
export async function close() {
    await browser.close();
    server.close();
}
