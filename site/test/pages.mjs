// pages.mjs -- every page, opened from disk as a reader would.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { end, is, ok } from "./tap.mjs";

const site = process.env.SITE;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"),
                         "utf8");

/** All files below a folder whose names end so. */
function files(folder, ending) {
    return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) {
            return files(path, ending);
        }
        return name.endsWith(ending) ? [path] : [];
    }).sort();
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run",
           "--disable-background-networking", "--disable-component-update",
           "--disable-sync"],
});

/** Opens a page; what it complained of is in `complaints`. */
async function open(path, options = {}) {
    const context = await browser.newContext({ bypassCSP: true, ...options });
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error") {
            complaints.push(message.text());
        }
    });
    page.on("request", (request) => {
        if (!/^(file|data|blob):/.test(request.url())) {
            complaints.push(`asks the network: ${request.url()}`);
        }
    });
    await page.goto(pathToFileURL(path).href);
    return { page, context, complaints };
}

/** The rules that a page breaks, with the first place of each. */
async function violations(page) {
    const found = await page.evaluate(() => globalThis.axe.run(document, {
        preload: false, resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                  "best-practice"],
    }));
    return found.violations.map((rule) =>
        `${rule.id}: ${rule.nodes.length} x ${rule.nodes[0].html.slice(0, 160)}`);
}

/** All rules, in both themes and as wide as a phone and a desk; then how
 * narrow it can be. */
async function testLooks({ page, complaints }, name) {
    await page.evaluate(() => {
        for (const part of document.querySelectorAll("details")) {
            part.open = true;
        }
    });
    await page.evaluate(axe);
    for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            const broken = await violations(page);
            ok(!broken.length, `${name}: axe, ${colorScheme}, ${width} px`,
               broken.join("\n"));
        }
    }
    await page.setViewportSize({ width: 320, height: 900 });
    const overflow = await page.evaluate(() =>
        document.documentElement.scrollWidth - innerWidth);
    ok(overflow <= 0, `${name}: fits 320 px`, `${overflow} px too wide`);
    ok(!complaints.length, `${name}: quiet`, complaints.join("\n"));
}

/** Without JavaScript the text, the output, every picture are there. */
async function testWithoutScript(path) {
    const { page, context } = await open(path, { javaScriptEnabled: false });
    const name = relative(site, path);
    const steps = page.locator(".steps").first();
    ok(await page.locator("samp").first().isVisible(),
       `${name}: without script the output stands`);
    if (await steps.count()) {
        is(await steps.locator(".step:visible").count(), 1,
           `${name}: without script one step shows`);
        await steps.locator(".pick label").first().click();
        ok(await steps.locator(".step").first().isVisible(),
           `${name}: without script the steps can be chosen`);
    }
    await context.close();
}

async function testKeyboard(path) {
    const { page, context } = await open(path);
    const name = relative(site, path);
    await page.keyboard.press("Tab");
    is(await page.evaluate(() => document.activeElement.className),
       "skip-link", `${name}: the first stop is the skip link`);
    await page.keyboard.press("Enter");
    is(await page.evaluate(() => location.hash), "#main",
       `${name}: it leads to the text`);
    const button = page.locator("[data-theme-button]");
    await button.focus();
    await page.keyboard.press("Enter");
    is(await page.evaluate(() => document.documentElement.dataset.theme),
       "light", `${name}: the theme can be chosen with the keyboard`);
    await context.close();
}

async function testPrediction({ page }, name) {
    const ask = page.locator(".ask").first();
    const told = async (text, verdict) => {
        await ask.locator("textarea").fill(text);
        await ask.locator("summary").click();
        const said = ask.locator(".verdict").filter({ hasText: verdict });
        return said.waitFor({ timeout: 9000 }).then(() => true, () => false);
    };
    if (await ask.count()) {
        const key = await ask.locator("samp").evaluate((samp) =>
            samp.textContent);
        ok(await told(key, /^Yes/),
           `${name}: the right prediction is told so`);
        await ask.locator("summary").click();
        ok(await told("something else", "something else"),
           `${name}: a wrong prediction is told so`);
    }
}

const pages = files(site, ".html");
ok(pages.length > 5, `there are ${pages.length} pages`);
for (const path of pages) {
    const opened = await open(path);
    await testPrediction(opened, relative(site, path));
    await testLooks(opened, relative(site, path));
    await opened.context.close();
}
for (const path of pages.filter((one) => readFileSync(one, "utf8")
                                    .includes('class="example'))) {
    await testWithoutScript(path);
}
await testKeyboard(join(site, "index.html"));
await browser.close();
process.exit(end());
