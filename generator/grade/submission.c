#include "grade/submission.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/pragma.h"

enum { MOST_BYTES = 256 << 10, LONGEST_LINE = 4096 };

static char *
refuse(const char **why, const char *sentence)
{
    *why = sentence;
    return NULL;
}

/* The length of the UTF-8 sequence at `at`; 0 when it is none. */
static size_t
sequence_len(const unsigned char *at, size_t left)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = at[0] < 0x80             ? 1
                 : (at[0] & 0xe0) == 0xc0 ? 2
                 : (at[0] & 0xf0) == 0xe0 ? 3
                 : (at[0] & 0xf8) == 0xf0 ? 4
                                          : 0;
    uint32_t code = len == 1 ? at[0] : at[0] & (0x7f >> len);

    if (!len || len > left) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
        code = code << 6 | (at[i] & 0x3f);
    }
    return code >= least[len] && code <= 0x10ffff &&
                   (code < 0xd800 || code > 0xdfff)
               ? len
               : 0;
}

/* What a compiler must not even be told. */
static const char *
directive_complaint(TALLOC_CTX *ctx, const char *text)
{
    int line = pragma_refused(text);

    if (line) {
        return talloc_asprintf(ctx,
                               "line %d: #pragma comment and _Pragma are not "
                               "allowed here",
                               line);
    }
    line = include_refused(text);
    return line ? talloc_asprintf(ctx,
                                  "line %d: an #include that names no header "
                                  "is not allowed here",
                                  line)
                : NULL;
}

const char *
submission_complaint(TALLOC_CTX *ctx, const char *text, size_t size)
{
    size_t line = 1, begin = 0;

    if (size > MOST_BYTES) {
        return "it is larger than 256 KiB";
    }
    for (size_t at = 0; at < size;) {
        size_t len = sequence_len((const unsigned char *)text + at, size - at);

        if (!len) {
            return talloc_asprintf(ctx, "line %zu is not UTF-8", line);
        }
        if (!text[at]) {
            return talloc_asprintf(ctx, "line %zu has a NUL byte", line);
        }
        at += len;
        if (at - begin > LONGEST_LINE) {
            return talloc_asprintf(ctx, "line %zu is longer than 4096 bytes",
                                   line);
        }
        if (text[at - 1] == '\n') {
            line++;
            begin = at;
        }
    }
    return directive_complaint(ctx, text);
}

/* Some editors begin a file with a byte order mark, which says nothing of
 * UTF-8, and which libtcc does not know. */
static size_t
mark_len(const char *text)
{
    static const char mark[] = "\xef\xbb\xbf";

    return strncmp(text, mark, 3) ? 0 : 3;
}

static char *
read_open(TALLOC_CTX *ctx, int fd, const char **why)
{
    struct stat about;
    char *text;
    ssize_t n;

    if (fstat(fd, &about) || !S_ISREG(about.st_mode)) {
        return refuse(why, "it is not a regular file");
    }
    if (about.st_size > MOST_BYTES) {
        return refuse(why, "it is larger than 256 KiB");
    }
    text = talloc_array(ctx, char, (size_t)about.st_size + 1);
    n = pread(fd, text, (size_t)about.st_size, 0);
    if (n != about.st_size) {
        return refuse(why, "it changed while it was read");
    }
    text[n] = '\0';
    *why = submission_complaint(ctx, text, (size_t)n);
    return *why ? NULL : text + mark_len(text);
}

char *
submission_read(TALLOC_CTX *ctx, const char *path, const char **why)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    char *text;

    if (fd < 0) {
        return refuse(why, errno == ELOOP
                               ? "it is a link"
                               : talloc_strdup(ctx, strerror(errno)));
    }
    text = read_open(ctx, fd, why);
    close(fd);
    return text;
}
