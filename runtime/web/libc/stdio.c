/* stdio.c -- streams; see file.h. */
#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host.h"

enum { ROOM = 4096 }; /* what glibc gives a pipe */

static unsigned char out_bytes[ROOM];

static FILE in_file = {.fd = 0, .back = EOF};
static FILE err_file = {.fd = 2, .mode = _IONBF, .back = EOF};
static FILE out_file = {
    .fd = 1, .bytes = out_bytes, .size = ROOM, .back = EOF, .next = &err_file};

#undef stdin
#undef stdout
#undef stderr
FILE *stdin = &in_file;
FILE *stdout = &out_file;
FILE *stderr = &err_file;

static FILE *streams = &out_file;

static FILE *
open_stream(enum kind kind, size_t room)
{
    FILE *stream = calloc(1, sizeof *stream);

    if (!stream) {
        return NULL;
    }
    stream->kind = kind;
    stream->fd = -1;
    stream->back = EOF;
    stream->size = room;
    stream->bytes = calloc(1, room + 1);
    if (!stream->bytes) {
        free(stream);
        return NULL;
    }
    stream->next = streams;
    streams = stream;
    return stream;
}

/* ---- writing ------------------------------------------------------------ */

static int
flush_one(FILE *stream)
{
    if (stream->kind == TO_TEXT) {
        stream->bytes[stream->used] = 0;
        *stream->text = (char *)stream->bytes;
        *stream->len = stream->used;
        return 0;
    }
    if (stream->kind == TO_BLOCK && stream->used < stream->size) {
        stream->bytes[stream->used] = 0;
    }
    if (stream->kind == TO_HOST && stream->used > 0) {
        if (host_write(stream->fd, stream->bytes, stream->used) < 0) {
            stream->failed = 1;
            errno = EBADF;
            return EOF;
        }
        stream->written += stream->used;
        stream->used = 0;
    }
    return 0;
}

int
fflush(FILE *stream)
{
    int failed = 0;

    if (stream) {
        return flush_one(stream);
    }
    for (stream = streams; stream; stream = stream->next) {
        failed |= flush_one(stream);
    }
    return failed;
}

/* Text doubles its room; one byte more is kept for its NUL. */
static int
grow_text(FILE *stream, size_t more)
{
    size_t size = stream->size * 2;
    unsigned char *bytes;

    while (size - stream->used < more) {
        size *= 2;
    }
    bytes = realloc(stream->bytes, size + 1);
    if (!bytes) {
        stream->failed = 1;
        return -1;
    }
    stream->bytes = bytes;
    stream->size = size;
    return 0;
}

static size_t
put_buffered(FILE *stream, const unsigned char *bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        size_t room = stream->size - stream->used;
        size_t part = size - done < room ? size - done : room;

        memcpy(stream->bytes + stream->used, bytes + done, part);
        stream->used += part;
        done += part;
        if (stream->used == stream->size && done < size &&
            (stream->kind != TO_HOST || flush_one(stream))) {
            break; /* a caller's block is full */
        }
    }
    return done;
}

size_t
file_put(FILE *stream, const void *bytes, size_t size)
{
    size_t done;

    if (stream->kind == TO_HOST && stream->mode == _IONBF) {
        if (host_write(stream->fd, bytes, size) < 0) {
            stream->failed = 1;
            return 0;
        }
        stream->written += size;
        return size;
    }
    if (stream->kind == TO_TEXT && stream->size - stream->used < size &&
        grow_text(stream, size)) {
        return 0;
    }
    done = put_buffered(stream, bytes, size);
    if (stream->mode == _IOLBF && memchr(bytes, '\n', size)) {
        flush_one(stream);
    }
    return done;
}

size_t
fwrite(const void *items, size_t size, size_t count, FILE *stream)
{
    return size ? file_put(stream, items, size * count) / size : 0;
}

int
fputc(int c, FILE *stream)
{
    unsigned char byte = (unsigned char)c;

    return file_put(stream, &byte, 1) == 1 ? byte : EOF;
}

int
putc(int c, FILE *stream)
{
    return fputc(c, stream);
}

int
putchar(int c)
{
    return fputc(c, stdout);
}

int
fputs(const char *text, FILE *stream)
{
    size_t len = strlen(text);

    return file_put(stream, text, len) == len ? 1 : EOF;
}

int
puts(const char *text)
{
    return fputs(text, stdout) < 0 ? EOF : fputc('\n', stdout);
}

/* ---- reading ------------------------------------------------------------ */

static int
fill(FILE *stream)
{
    static unsigned char bytes[ROOM];
    long got;

    if (stream->kind != TO_HOST || stream->fd != 0) {
        stream->ended = 1;
        return EOF;
    }
    got = host_read(stream->fd, bytes, sizeof bytes);
    if (got <= 0) {
        stream->ended = 1;
        return EOF;
    }
    stream->at = bytes;
    stream->left = (size_t)got;
    return 0;
}

int
fgetc(FILE *stream)
{
    int c = stream->back;

    if (c != EOF) {
        stream->back = EOF;
        return c;
    }
    if (stream->left == 0 && fill(stream)) {
        return EOF;
    }
    stream->left--;
    return *stream->at++;
}

int
getc(FILE *stream)
{
    return fgetc(stream);
}

int
getchar(void)
{
    return fgetc(stdin);
}

int
ungetc(int c, FILE *stream)
{
    if (stream->back != EOF || c == EOF) {
        return EOF;
    }
    stream->ended = 0;
    return stream->back = (unsigned char)c;
}

size_t
fread(void *items, size_t size, size_t count, FILE *stream)
{
    unsigned char *out = items;
    size_t want = size * count, got = 0;
    int c;

    while (got < want && (c = fgetc(stream)) != EOF) {
        out[got++] = (unsigned char)c;
    }
    return size ? got / size : 0;
}

char *
fgets(char *text, int size, FILE *stream)
{
    int len = 0, c = 0;

    while (len < size - 1 && c != '\n' && (c = fgetc(stream)) != EOF) {
        text[len++] = (char)c;
    }
    text[len] = '\0';
    return len ? text : NULL;
}

ssize_t
getline(char **line, size_t *size, FILE *stream)
{
    size_t len = 0;
    int c = 0;

    while (c != '\n' && (c = fgetc(stream)) != EOF) {
        if (!*line || len + 2 > *size) {
            size_t room = *line ? *size * 2 : 128;
            char *more = realloc(*line, room);

            if (!more) {
                return -1;
            }
            *line = more;
            *size = room;
        }
        (*line)[len++] = (char)c;
    }
    if (len == 0) {
        return -1;
    }
    (*line)[len] = '\0';
    return (ssize_t)len;
}

/* ---- opening and closing ------------------------------------------------ */

FILE *
fdopen(int fd, const char *mode)
{
    FILE *stream;

    (void)mode;
    if (fd < 0 || fd > 3) {
        errno = EBADF;
        return NULL;
    }
    stream = open_stream(TO_HOST, ROOM);
    if (stream) {
        stream->fd = fd;
    }
    return stream;
}

FILE *
open_memstream(char **text, size_t *len)
{
    FILE *stream = open_stream(TO_TEXT, 128);

    if (stream) {
        stream->text = text;
        stream->len = len;
        flush_one(stream);
    }
    return stream;
}

/* A mode with r reads the block, another writes it. */
FILE *
fmemopen(void *bytes, size_t size, const char *mode)
{
    FILE *stream = open_stream(TO_BLOCK, bytes ? 0 : size);

    if (!stream) {
        return NULL;
    }
    if (bytes && *mode != 'r') {
        free(stream->bytes);
        stream->bytes = bytes;
        stream->size = size;
        memset(bytes, 0, size ? 1 : 0);
    }
    else if (bytes) {
        stream->at = bytes;
        stream->left = size;
    }
    return stream;
}

/* There are no files. */
static FILE *
refuse_file(void)
{
    host_refuse("open a file (openat)");
    errno = EPERM;
    return NULL;
}

FILE *
fopen(const char *path, const char *mode)
{
    (void)path;
    (void)mode;
    return refuse_file();
}

FILE *
tmpfile(void)
{
    return refuse_file();
}

FILE *
freopen(const char *path, const char *mode, FILE *stream)
{
    fclose(stream);
    return fopen(path, mode);
}

static void
forget(FILE *stream)
{
    FILE **at = &streams;

    while (*at && *at != stream) {
        at = &(*at)->next;
    }
    if (*at) {
        *at = stream->next;
    }
}

/* Text is the caller's from now on, a caller's block always was; the three
 * that were open from the start are not on the heap. */
int
fclose(FILE *stream)
{
    int failed = flush_one(stream);

    forget(stream);
    if (stream == stdin || stream == stdout || stream == stderr) {
        stream->fd = -1;
        return failed;
    }
    if (stream->kind == TO_HOST || (stream->kind == TO_BLOCK && stream->at)) {
        free(stream->bytes);
    }
    free(stream);
    return failed;
}

/* ---- asking ------------------------------------------------------------- */

int
fileno(FILE *stream)
{
    return stream->fd;
}

int
feof(FILE *stream)
{
    return stream->ended;
}

int
ferror(FILE *stream)
{
    return stream->failed;
}

void
clearerr(FILE *stream)
{
    stream->failed = stream->ended = 0;
}

long
ftell(FILE *stream)
{
    return (long)(stream->written + stream->used);
}

/* Only what was written into memory can be gone back in. */
int
fseek(FILE *stream, long offset, int whence)
{
    long base = whence == SEEK_SET ? 0 : (long)stream->used;

    if (stream->kind == TO_HOST || base + offset < 0 ||
        (size_t)(base + offset) > stream->used) {
        errno = stream->kind == TO_HOST ? ESPIPE : EINVAL;
        return -1;
    }
    stream->used = (size_t)(base + offset);
    return 0;
}

void
rewind(FILE *stream)
{
    fseek(stream, 0, SEEK_SET);
    clearerr(stream);
}

int
setvbuf(FILE *stream, char *buffer, int mode, size_t size)
{
    (void)buffer;
    (void)size;
    flush_one(stream);
    stream->mode = stream->bytes ? mode : _IONBF;
    return 0;
}

void
setbuf(FILE *stream, char *buffer)
{
    setvbuf(stream, buffer, buffer ? _IOFBF : _IONBF, BUFSIZ);
}
