// static_server.mjs -- a folder over HTTP, with the plain headers of any
// static host: no isolation headers, no compression.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css",
    ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".wasm": "application/wasm",
    ".woff2": "font/woff2", ".gz": "application/gzip",
};

/**
 * Serves a folder.
 * @returns {Promise<{url: string, asked: string[], close: () => void}>}
 *   asked: the paths of all requests so far
 */
export function serveFolder(folder) {
    const asked = [];
    const server = createServer((request, response) => {
        const path = normalize(decodeURIComponent(
            new URL(request.url, "http://x").pathname));
        const file = join(folder, path.endsWith("/") ? `${path}index.html`
            : path);
        asked.push(path);
        try {
            const { size } = statSync(file);
            response.writeHead(200, {
                "Content-Type": TYPES[extname(file)] ??
                    "application/octet-stream",
                "Content-Length": size });
            createReadStream(file).pipe(response);
        } catch {
            response.writeHead(404).end();
        }
    });
    return new Promise((resolve) => {
        server.listen(0, "127.0.0.1", () => resolve({
            url: `http://127.0.0.1:${server.address().port}/`,
            asked,
            close: () => server.close(),
        }));
    });
}
