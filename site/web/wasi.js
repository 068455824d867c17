// wasi.js -- files and a world for a command of WASI, preview 1.
//
// What clang and wasm-ld ask for, and no more: arguments, files in folders,
// two streams to write to, an end.  What they do not need is answered with
// NOSYS.
//
//   F1  paths are names with slashes, from the root, which is also where the
//       command stands; "." and ".." are taken out
//   F2  given files are read only by their bytes: writing makes a file anew
//   F3  an instance is made before it is known what it will work on: begin()
//       says it
//
// Source: the numbers and layouts of WASI's preview 1.

const OK = 0;
const BADF = 8;
const EXIST = 20;
const ISDIR = 31;
const NOENT = 44;
const NOSYS = 52;

const KIND = { unknown: 0, folder: 3, file: 4 };
const OPEN = { create: 1, folder: 2, exclusive: 4, truncate: 8 };
const APPEND = 1;
const ALL_RIGHTS = 0x1fffffffn;

/* Descriptor of the root; files come after it. */
const ROOT = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The command has ended. */
export class Exit extends Error {
    constructor(code) {
        super(`exit code ${code}`);
        this.code = code;
    }
}

function cleanPath(path) {
    const parts = [];

    for (const part of path.split("/")) {
        if (part === "..") {
            parts.pop();
        }
        else if (part && part !== ".") {
            parts.push(part);
        }
    }
    return parts.join("/");
}

/** A tree of objects, texts and bytes as a flat map: path to bytes.
 * @returns {Map<string, Uint8Array>} */
export function flatten(tree, into = new Map(), before = "") {
    for (const [name, one] of Object.entries(tree)) {
        if (typeof one === "string") {
            into.set(before + name, encoder.encode(one));
        }
        else if (one instanceof Uint8Array) {
            into.set(before + name, one);
        }
        else {
            flatten(one, into, `${before}${name}/`);
        }
    }
    return into;
}

/** Bytes that grow at their end by doubling. */
class Growing {
    constructor(bytes = new Uint8Array(0)) {
        this.room = bytes;
        this.size = bytes.length;
    }

    get bytes() {
        return this.room.subarray(0, this.size);
    }

    resize(size) {
        if (size > this.room.length) {
            const room = new Uint8Array(Math.max(size, 2 * this.size, 4096));

            room.set(this.bytes);
            this.room = room;
        }
        this.size = size;
    }

    put(at, bytes) {
        if (at + bytes.length > this.size) {
            this.resize(at + bytes.length);
        }
        this.room.set(bytes, at);
    }
}

/** Files and folders as a command sees them. */
class Files {
    #numbers = new Map();
    written = new Map();

    /** @param {Map<string, Uint8Array>[]} given  the first that has it counts */
    constructor(given) {
        this.given = given;
        this.folders = new Set([""]);
        for (const path of given.flatMap((files) => [...files.keys()])) {
            this.addFolders(path);
        }
    }

    addFolders(path) {
        for (let at = path.lastIndexOf("/"); at > 0;
             at = path.lastIndexOf("/", at - 1)) {
            const folder = path.slice(0, at);

            if (this.folders.has(folder)) {
                return;
            }
            this.folders.add(folder);
        }
    }

    /** Bytes of a file; undefined where there is none. */
    bytes(path) {
        return this.written.get(path)?.bytes ??
            this.given.find((files) => files.has(path))?.get(path);
    }

    /** A file to be written. */
    open(path, truncate) {
        if (truncate || !this.written.has(path)) {
            const was = truncate ? undefined : this.bytes(path);

            this.written.set(path, new Growing(was && was.slice()));
            this.addFolders(path);
        }
        return this.written.get(path);
    }

    /** A number that no other path has. */
    number(path) {
        if (!this.#numbers.has(path)) {
            this.#numbers.set(path, this.#numbers.size + 1);
        }
        return BigInt(this.#numbers.get(path));
    }
}

/** The world of a command. */
export class Host {
    #files = null;
    #args = [];
    #open = [];
    #said = [];
    #memory = null;
    #drawn = 1;

    /** The functions that it imports. */
    get imports() {
        const own = {};

        for (const name of Object.getOwnPropertyNames(Host.prototype)) {
            if (/^[a-z]+_[a-z_]+$/.test(name)) {
                own[name] = (...args) => this[name](...args) ?? OK;
            }
        }
        return { wasi_snapshot_preview1: new Proxy(own, {
            get: (all, name) => all[name] ?? (() => NOSYS) }) };
    }

    /** Says what there is (F3).
     * @param {Map<string, Uint8Array>[]} given */
    begin(memory, args, given) {
        this.#memory = memory;
        this.#args = args.map((one) => encoder.encode(`${one}\0`));
        this.#files = new Files(given);
        this.#open = [];
        this.#said = [];
        this.#drawn = 1;
    }

    /** What was written, by name; what was said, as text. */
    get written() {
        return Object.fromEntries([...this.#files.written]
            .map(([path, file]) => [path, file.bytes]));
    }

    get said() {
        return this.#said.join("");
    }

    get #view() {
        return new DataView(this.#memory.buffer);
    }

    #bytes(at, size) {
        return new Uint8Array(this.#memory.buffer, at >>> 0, size >>> 0);
    }

    #path(fd, at, size) {
        const folder = fd === ROOT ? "" : this.#open[fd]?.path ?? "";

        return cleanPath(`${folder}/${decoder.decode(this.#bytes(at, size))}`);
    }

    /** The pieces of memory that a list of iovecs names. */
    * #pieces(list, count) {
        for (let i = 0; i < count; i++) {
            const view = this.#view;

            yield this.#bytes(view.getUint32(list + 8 * i, true),
                              view.getUint32(list + 8 * i + 4, true));
        }
    }

    /* ---- the world -------------------------------------------------------- */

    args_sizes_get(count, size) {
        this.#view.setUint32(count, this.#args.length, true);
        this.#view.setUint32(size, this.#args.reduce((sum, one) =>
            sum + one.length, 0), true);
    }

    args_get(list, at) {
        for (const one of this.#args) {
            this.#view.setUint32(list, at, true);
            this.#bytes(at, one.length).set(one);
            list += 4;
            at += one.length;
        }
    }

    environ_sizes_get(count, size) {
        this.#view.setUint32(count, 0, true);
        this.#view.setUint32(size, 0, true);
    }

    environ_get() {
        return OK;
    }

    clock_time_get(clock, precision, at) {
        const ms = clock === 0 ? Date.now() : performance.now();

        this.#view.setBigUint64(at, BigInt(Math.round(1e6 * ms)), true);
    }

    /** Names of temporary files: the same in every life. */
    random_get(at, size) {
        for (const piece of [this.#bytes(at, size)]) {
            for (let i = 0; i < piece.length; i++) {
                this.#drawn = (this.#drawn * 1103515245 + 12345) >>> 0;
                piece[i] = this.#drawn >>> 16;
            }
        }
    }

    proc_exit(code) {
        throw new Exit(code);
    }

    /* ---- descriptors ------------------------------------------------------ */

    fd_prestat_get(fd, at) {
        if (fd !== ROOT) {
            return BADF;
        }
        this.#view.setUint32(at, 0, true);
        this.#view.setUint32(at + 4, 1, true);
        return OK;
    }

    fd_prestat_dir_name(fd, at) {
        this.#bytes(at, 1)[0] = 0x2f; /* "/" */
    }

    fd_close(fd) {
        delete this.#open[fd];
    }

    fd_fdstat_get(fd, at) {
        const kind = fd < ROOT ? KIND.unknown
            : fd === ROOT || this.#open[fd]?.isFolder ? KIND.folder
            : this.#open[fd] ? KIND.file : null;
        const view = this.#view;

        if (kind === null) {
            return BADF;
        }
        view.setBigUint64(at, BigInt(kind), true);
        view.setBigUint64(at + 8, ALL_RIGHTS, true);
        view.setBigUint64(at + 16, ALL_RIGHTS, true);
        return OK;
    }

    #tell(at, path, kind, size) {
        this.#bytes(at, 64).fill(0);
        const view = this.#view;

        view.setBigUint64(at + 8, this.#files.number(path), true);
        view.setUint8(at + 16, kind);
        view.setBigUint64(at + 24, 1n, true);
        view.setBigUint64(at + 32, BigInt(size), true);
        return OK;
    }

    #tellPath(at, path) {
        const bytes = this.#files.bytes(path);

        if (bytes) {
            return this.#tell(at, path, KIND.file, bytes.length);
        }
        return this.#files.folders.has(path)
            ? this.#tell(at, path, KIND.folder, 0) : NOENT;
    }

    fd_filestat_get(fd, at) {
        if (fd < ROOT) {
            return this.#tell(at, `<${fd}>`, KIND.unknown, 0);
        }
        return fd === ROOT ? this.#tellPath(at, "")
            : this.#open[fd] ? this.#tellPath(at, this.#open[fd].path) : BADF;
    }

    path_filestat_get(fd, flags, name, size, at) {
        return this.#tellPath(at, this.#path(fd, name, size));
    }

    fd_filestat_set_size(fd, size) {
        this.#files.open(this.#open[fd].path).resize(Number(size));
    }

    fd_filestat_set_times() {
        return OK;
    }

    #add(path, isFolder, atEnd) {
        let fd = ROOT + 1;

        while (this.#open[fd]) {
            fd++;
        }
        this.#open[fd] = { path, isFolder, at: 0, atEnd };
        return fd;
    }

    path_open(fd, flags, name, size, how, rights, inherited, fdFlags, result) {
        const path = this.#path(fd, name, size);
        const isFolder = this.#files.folders.has(path);
        const bytes = this.#files.bytes(path);

        if (isFolder) {
            if (how & OPEN.create) {
                return ISDIR;
            }
        }
        else if (!bytes && !(how & OPEN.create)) {
            return NOENT;
        }
        else if (bytes && how & OPEN.exclusive) {
            return EXIST;
        }
        else if (!bytes || how & OPEN.truncate) {
            this.#files.open(path, true);
        }
        this.#view.setUint32(result, this.#add(path, isFolder,
            Boolean(fdFlags & APPEND)), true);
        return OK;
    }

    fd_seek(fd, offset, whence, result) {
        const file = this.#open[fd];

        if (!file) {
            return BADF;
        }
        const from = [0, file.at, this.#files.bytes(file.path)?.length ?? 0];

        file.at = from[whence] + Number(offset);
        this.#view.setBigUint64(result, BigInt(file.at), true);
        return OK;
    }

    #read(file, from, list, count) {
        const bytes = this.#files.bytes(file.path);
        let at = from;

        for (const piece of this.#pieces(list, count)) {
            const part = bytes.subarray(at, at + piece.length);

            piece.set(part);
            at += part.length;
        }
        return at - from;
    }

    fd_pread(fd, list, count, offset, result) {
        const file = this.#open[fd];

        if (!file || file.isFolder) {
            return file ? ISDIR : BADF;
        }
        this.#view.setUint32(result, this.#read(file, Number(offset), list,
                                                count), true);
        return OK;
    }

    fd_read(fd, list, count, result) {
        const file = this.#open[fd];

        if (fd === 0) {
            this.#view.setUint32(result, 0, true);
            return OK;
        }
        if (!file || file.isFolder) {
            return file ? ISDIR : BADF;
        }
        const read = this.#read(file, file.at, list, count);

        file.at += read;
        this.#view.setUint32(result, read, true);
        return OK;
    }

    fd_write(fd, list, count, result) {
        const file = this.#open[fd];
        let all = 0;

        if (fd === 0 || (fd >= ROOT && !file)) {
            return BADF;
        }
        for (const piece of this.#pieces(list, count)) {
            all += piece.length;
            if (fd < ROOT) {
                this.#said.push(decoder.decode(piece));
                continue;
            }
            const to = this.#files.open(file.path);

            if (file.atEnd) {
                file.at = to.size;
            }
            to.put(file.at, piece);
            file.at += piece.length;
        }
        this.#view.setUint32(result, all, true);
        return OK;
    }

    /* ---- names ------------------------------------------------------------ */

    path_rename(fd, name, size, toFd, toName, toSize) {
        const path = this.#path(fd, name, size);
        const { written } = this.#files;
        const file = written.get(path);

        if (!file) {
            return NOENT;
        }
        written.delete(path);
        written.set(this.#path(toFd, toName, toSize), file);
        return OK;
    }

    path_unlink_file(fd, name, size) {
        return this.#files.written.delete(this.#path(fd, name, size))
            ? OK : NOENT;
    }

    path_create_directory(fd, name, size) {
        this.#files.folders.add(this.#path(fd, name, size));
    }
}
