// printed.js -- what a program has printed, as a report holds it: the same
// characters as generator/grade/report_text.c and findings.c make of it.
//
// A NUL is shown as \x00, a byte that is no UTF-8 and a character that XML
// does not have as U+FFFD, and what is longer than 16 KiB is cut.

const MOST = 16 << 10;

/* Bytes of the UTF-8 sequence at `at`; 0 when it is not one. */
function sequenceLength(bytes, at) {
    const [first, second] = [bytes[at], bytes[at + 1]];
    const length = first < 0x80 ? 1 : first < 0xC2 || first > 0xF4 ? 0
        : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

    for (let i = 1; i < length; i++) {
        if ((bytes[at + i] & 0xC0) !== 0x80) {
            return 0;
        }
    }
    return (first === 0xE0 && second < 0xA0) ||
        (first === 0xF0 && second < 0x90) ||
        (first === 0xED && second > 0x9F) ||
        (first === 0xF4 && second > 0x8F) ? 0 : length;
}

function withoutNuls(bytes) {
    const shown = [];

    for (const byte of bytes) {
        shown.push(...byte ? [byte] : [0x5C, 0x78, 0x30, 0x30]);
    }
    return Uint8Array.from(shown);
}

/* The end of the last character that ends within the most. */
function cutAt(bytes) {
    let cut = MOST;

    while (MOST - cut < 4 && (bytes[cut] & 0xC0) === 0x80) {
        cut--;
    }
    return cut;
}

const isHexDigit = (byte) => (byte >= 0x30 && byte <= 0x39) ||
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);

const MASK = new TextEncoder().encode("0x\u2026");

/** What was printed without addresses, which no two runs share
 * (addresses_mask() of generator/run/messages.c).
 * @param {Uint8Array} bytes */
export function withoutAddresses(bytes) {
    const shown = bytes.slice();
    let to = 0;

    for (let from = 0; from < bytes.length;) {
        let end = from + 2;

        while (bytes[from] === 0x30 && bytes[from + 1] === 0x78 &&
               isHexDigit(bytes[end])) {
            end++;
        }
        const isAddress = end - from >= 11 && end - from <= 14;

        shown.set(isAddress ? MASK : [bytes[from]], to);
        to += isAddress ? MASK.length : 1;
        from = isAddress ? end : from + 1;
    }
    return shown.subarray(0, to);
}

/** @param {Uint8Array} bytes */
export function printedText(bytes) {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const all = bytes.includes(0) ? withoutNuls(bytes) : bytes;
    const end = all.length > MOST ? cutAt(all) : all.length;
    const kept = all.subarray(0, end);
    let text = "";

    for (let at = 0, from = 0; at <= end; at++) {
        const length = at < end ? sequenceLength(kept, at) : 0;

        if (length) {
            at += length - 1;
        }
        else {
            text += decoder.decode(kept.subarray(from, at)) +
                (at < end ? "\uFFFD" : "");
            from = at + 1;
        }
    }
    text = text.replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
    return end < all.length
        ? `${text}\n... ${all.length - end} more bytes` : text;
}
