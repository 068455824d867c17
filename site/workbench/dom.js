// dom.js -- elements in one line.

/**
 * Makes an element.  Attributes that are null or false are left out; true
 * gives an empty one; a function under "onclick" becomes a listener.
 * @param {string} tag
 * @param {Object<string, unknown>} attributes
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") {
            made.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== false && value !== undefined) {
            made.setAttribute(name, value === true ? "" : String(value));
        }
    }
    made.append(...children.filter((child) => child != null));
    return made;
}

const PATHS = {
    pass: "M3 8.5l3.2 3.2L13 4.5",
    fail: "M4 4l8 8M12 4l-8 8",
    skip: "M3 8h10",
};

/** The sign of a state; the word beside it is for those who do not see it. */
export function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "i");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", PATHS[name] ?? PATHS.fail);
    svg.append(path);
    return svg;
}
