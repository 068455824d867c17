"use strict";
// What the pages gain from JavaScript.  Everything here is an addition:
// without it the text, the figures, the steps and the answers are all there.
{
    const root = document.documentElement;
    /* What is kept is named after the folder of the site: an origin may have
     * several (site/workbench/site.js). */
    const site = location.protocol === "file:" ? "/"
        : new URL("../", document.currentScript.src).pathname;
    const all = (selector, within = document) =>
        [...within.querySelectorAll(selector)];

    /** Keeps a small value in this browser; silently not, where refused. */
    const kept = {
        get(key) {
            try {
                return localStorage.getItem(key);
            } catch {
                return null;
            }
        },
        set(key, value) {
            try {
                if (value === null) {
                    localStorage.removeItem(key);
                } else {
                    localStorage.setItem(key, value);
                }
            } catch {
                // Not kept: the page works all the same.
            }
        },
    };

    /** The theme button goes round: system, light, dark. */
    function theme(button) {
        const names = ["system", "light", "dark"];
        const label = button.querySelector("span");
        const show = () => {
            label.textContent = `Theme: ${root.dataset.theme ?? "system"}`;
        };
        button.addEventListener("click", () => {
            const now = names.indexOf(root.dataset.theme ?? "system");
            const next = names[(now + 1) % names.length];
            if (next === "system") {
                delete root.dataset.theme;
            } else {
                root.dataset.theme = next;
            }
            kept.set("theme", next === "system" ? null : next);
            show();
        });
        show();
    }

    /** Copies a program as it is shown, line by line. */
    function copy(button) {
        button.addEventListener("click", async () => {
            const code = button.closest(".code").querySelector("code");
            const lines = all(".l", code);
            const text = lines.length
                ? lines.map((line) => line.textContent.trimEnd()).join("\n")
                : code.textContent;
            try {
                await navigator.clipboard.writeText(text + "\n");
                button.textContent = "Copied";
            } catch {
                button.textContent = "Not allowed";
            }
            setTimeout(() => {
                button.textContent = "Copy";
            }, 1500);
        });
    }

    /** Pointing at a thing lights what it touches: the line that printed a
     * line, the object that an arrow ends at. */
    function light(scope) {
        const names = (part) => part.dataset.o.split(" ");
        const on = (event) => {
            const part = event.target.closest?.("[data-o]");
            const first = part ? names(part)[0] : null;
            for (const other of all("[data-o]", scope)) {
                const lit = first !== null && names(other).includes(first);
                other.classList.toggle("lit", lit);
            }
        };
        scope.addEventListener("pointerover", on);
        scope.addEventListener("focusin", on);
        scope.addEventListener("pointerleave", on);
    }

    const clean = (text) =>
        text.trim().split("\n").map((line) => line.trimEnd()).join("\n");

    /** Compares a prediction with the captured run when it is opened. */
    function predict(details) {
        const question = details.closest(".ask");
        const field = question.querySelector("textarea");
        const verdict = details.querySelector(".verdict");
        details.addEventListener("toggle", () => {
            if (!details.open || !field || !field.value.trim()) {
                return;
            }
            const run = details.querySelector("samp").textContent;
            const same = clean(field.value) === clean(run);
            verdict.className = `verdict ${same ? "is-pass" : "is-fail"}`;
            verdict.textContent = same
                ? "Yes: the run printed exactly that."
                : "The run printed something else.";
        });
    }

    /** Marks the heading that is being read in the contents of the page. */
    function place(links) {
        const seen = new IntersectionObserver((entries) => {
            for (const entry of entries.filter((one) => one.isIntersecting)) {
                for (const link of links) {
                    if (link.hash === `#${entry.target.id}`) {
                        link.setAttribute("aria-current", "location");
                    } else {
                        link.removeAttribute("aria-current");
                    }
                }
            }
        }, { rootMargin: "0px 0px -75% 0px" });
        for (const link of links) {
            const heading = document.getElementById(link.hash.slice(1));
            if (heading) {
                seen.observe(heading);
            }
        }
    }

    /** Remembers which chapters were read to their end, and shows it. */
    function progress(course) {
        const items = all("[data-chapter]", course);
        const read = new Set((kept.get("read") ?? "").split(" ").filter(Boolean));
        const show = () => {
            const done = items.filter((item) => read.has(item.dataset.chapter));
            const strip = all(".strip i", course);
            items.forEach((item, i) => {
                const isRead = read.has(item.dataset.chapter);
                item.classList.toggle("read", isRead);
                strip[i]?.classList.toggle("on", isRead);
            });
            const place = course.querySelector("[data-progress]");
            place.textContent =
                `${done.length} of ${items.length} ${place.dataset.progress} read`;
        };
        const here = course.querySelector(".here");
        const end = document.querySelector(".page .pn");
        if (here && end) {
            new IntersectionObserver((entries) => {
                if (entries.some((entry) => entry.isIntersecting)) {
                    read.add(here.dataset.chapter);
                    kept.set("read", [...read].join(" "));
                    show();
                }
            }).observe(end);
        }
        show();
    }

    /** A hint waits until the one before it was opened. */
    function hints(section) {
        const key = `heapbook:hints:${site}:${section.dataset.hints}`;
        const stages = all("details", section);
        let opened = Number(kept.get(key));
        const show = () => stages.forEach((stage, i) => {
            stage.hidden = i > opened;
        });
        stages.forEach((stage, i) => stage.addEventListener("toggle", () => {
            if (stage.open && i >= opened) {
                opened = i + 1;
                kept.set(key, String(opened));
                show();
            }
        }));
        show();
    }

    /** How many exercises this browser knows to be solved. */
    function solved(place) {
        const count = Number(kept.get(`heapbook:solved:${site}`));
        place.textContent = count > 0 ? `, ${count} solved` : "";
    }

    let workbench = null;

    /** Fetches the workbench once and asks it for this place; `wish` is what
     * the touch asked for: "edit", "check" or "show". */
    async function ask(place, wish) {
        const base = place.dataset.web;
        workbench ??= new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = `${base}workbench.js`;
            script.onload = resolve;
            script.onerror = reject;
            document.head.append(script);
        });
        try {
            await workbench;
        } catch {
            workbench = null;
            return false;
        }
        place.dispatchEvent(new CustomEvent("workbench", {
            bubbles: true, detail: { base, wish } }));
        return true;
    }

    /** The starter of an exercise becomes an editor when it is touched, or
     * at once where this browser remembers an answer. */
    function exercise(work) {
        const code = work.querySelector("figure.code pre");
        const check = work.querySelector("[data-check]");
        let asked = false;
        const want = async (wish) => {
            if (asked) {
                return;
            }
            asked = true;
            asked = await ask(work, wish);
            if (!asked) {
                work.querySelector(".check output").textContent =
                    "The editor could not be fetched: no connection.";
            }
        };
        check.addEventListener("click", () => want("check"));
        code.addEventListener("pointerdown", () => want("edit"));
        code.addEventListener("keydown", (event) => {
            if (event.key === "Enter") {
                want("edit");
            }
        });
        if (kept.get(`heapbook:v1:${site}:${work.dataset.exercise}`)) {
            want("show");
        }
    }

    /** An example that may be changed gets a button that says so. */
    function example(section) {
        const line = document.createElement("p");
        const button = document.createElement("button");
        line.className = "check";
        button.className = "btn quiet";
        button.type = "button";
        button.textContent = "Change it and run it";
        button.addEventListener("click", async () => {
            button.disabled = true;
            if (await ask(section, "edit")) {
                line.remove();
            } else {
                button.disabled = false;
            }
        });
        line.append(button);
        section.append(line);
    }

    all("[data-theme-button]").forEach(theme);
    all(".copy").forEach(copy);
    all("[data-light]").forEach(light);
    all(".ask details").forEach(predict);
    all(".course").forEach(progress);
    all("[data-solved]").forEach(solved);
    all("[data-hints]").forEach(hints);
    all(".work[data-web]").forEach(exercise);
    all(".example[data-editable][data-web]").forEach(example);
    place(all(".toc a"));
}
