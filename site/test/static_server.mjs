// static_server.mjs -- a folder over HTTP, with the plain headers of any
// static host: no isolation headers, no compression.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout } from "node:timers/promises";

const TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css",
    ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".wasm": "application/wasm",
    ".woff2": "font/woff2", ".gz": "application/gzip",
};

const PIECE = 64 * 1024;

/** Sends a file at a pace; a line that is cut ends in the middle of it. */
async function send(file, response, { rate, cut }) {
    let sent = 0;
    for await (const piece of createReadStream(file,
            { highWaterMark: PIECE })) {
        response.write(piece);
        sent += piece.length;
        if (sent > cut) {
            response.destroy();
            return;
        }
        if (rate < Infinity) {
            await setTimeout(1000 * piece.length / rate);
        }
    }
    response.end();
}

/**
 * Serves a folder.
 * @returns {Promise<{url: string, asked: string[], count: {bytes: number},
 *   line: {rate: number, cut: number}, close: () => void}>}
 *   asked: the paths of all requests so far; count.bytes: what the answers to
 *   them had; line: bytes a second, and after how many bytes of a file it is cut
 */
export function serveFolder(folder) {
    const asked = [];
    const count = { bytes: 0 };
    const line = { rate: Infinity, cut: Infinity };
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
            count.bytes += size;
            send(file, response, line).catch(() => response.destroy());
        } catch {
            response.writeHead(404).end();
        }
    });
    return new Promise((resolve) => {
        server.listen(0, "127.0.0.1", () => resolve({
            url: `http://127.0.0.1:${server.address().port}/`,
            asked,
            count,
            line,
            close: () => server.close(),
        }));
    });
}
