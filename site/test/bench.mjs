// bench.mjs -- a browser before an exercise: open, type, check.
//
// SITE is the folder of the built site; CHROMIUM the browser, or FIREFOX:
// Debian's, which playwright drives over WebDriver BiDi (its own name for
// that is still private).

import playwright from "playwright-core";
import { serveFolder } from "./static_server.mjs";

export { EXERCISES, exercises, read } from "./course.mjs";

export const server = await serveFolder(process.env.SITE);

const launchFirefox = () => playwright._bidiFirefox.launch({
    executablePath: process.env.FIREFOX,
    env: { ...process.env, MOZ_DISABLE_CONTENT_SANDBOX: "1" },
});
const launchChromium = () => playwright.chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
});

export const browser = await (process.env.FIREFOX ? launchFirefox
    : launchChromium)();

/** Opens a page; all that its console says is in `complaints`. */
export async function open(context, path) {
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (message) => page.complaints.push(message.text()));
    await page.goto(`${server.url}${path}.html`);
    return page;
}

/** Puts a text into an editor, as a student who pastes it. */
export async function paste(page, place, text) {
    const content = place.locator(".cm-content");
    await content.click();
    await page.keyboard.press("Control+a");
    await content.evaluate((editor, pasted) => {
        const event = new Event("paste", { bubbles: true, cancelable: true });
        event.clipboardData = { getData: () => pasted, files: [] };
        editor.dispatchEvent(event);
    }, text);
}

/** The same for an exercise, whose editor comes at the first touch. */
export async function type(page, text) {
    const code = page.locator(".work > figure.code pre");
    if (await code.count()) {
        await code.click();
    }
    await paste(page, page.locator(".work"), text);
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

/** Gives an example its editor, once. */
export async function change(page, id) {
    const example = page.locator(`[id="${id}"]`);
    const button = example.getByRole("button",
                                     { name: "Change it and run it" });
    if (await button.count()) {
        await button.click();
    }
    await example.locator(".cm-content").waitFor();
    return example;
}

/** Presses Run below an example, agrees to the fetch, waits for an end. */
export async function run(page, example) {
    const said = example.locator(".check output");
    await example.getByRole("button", { name: "Run" }).click();
    const agree = page.getByRole("button", { name: "Fetch and check" });
    const ended = said.filter({ hasNotText: /\u2026|needs a compiler/ });
    await agree.or(ended).first().waitFor({ timeout: 60000 });
    if (await agree.count()) {
        await agree.click();
    }
    await ended.waitFor({ timeout: 60000 });
    return said.textContent();
}

/** What the page shows below an example, and what the last run printed. */
export async function outputs(example) {
    const all = await example.locator("figure.output samp").allInnerTexts();
    return { shown: all[0].trim(), printed: all.at(-1).trim() };
}

/** The end of every test program: the exit code. */
export async function close() {
    await browser.close();
    server.close();
}
