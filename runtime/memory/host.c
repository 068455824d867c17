/* host.c -- the process that carries the runtime; see heapbook/host.h.
 *
 * There are three ways to live:
 *
 *   alone     Py_Initialize starts the runtime, Py_FinalizeEx ends it
 *   told      the same, and $HEAPBOOK_RECORDS names an open descriptor
 *   hosted    Hb_HostStart starts the runtime; after a fork Py_Initialize
 *             only begins the program, Py_FinalizeEx ends everything
 */
#include "Python.h"
#include "heapbook/records.h"
#include "internal/hb_host.h"
#include "internal/hb_trace.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pylifecycle.h"

#include <stdlib.h>

static FILE *records;
static int records_fd = -1; /* to be opened when there is something to tell */
static int asked_environment;
static int header_written;
static int hosted;
static int tracing;
static uint64_t program_mark;

void
Hb_HostStart(void)
{
    PyConfig config;
    PyStatus status;

    PyConfig_InitIsolatedConfig(&config);
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    status = Hb_RuntimeStart(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
    hosted = 1;
}

int
Hb_Hosted(void)
{
    return hosted;
}

void
Hb_HostRecords(FILE *out)
{
    records = out;
    records_fd = -1;
    asked_environment = 1;
    header_written = 0;
}

void
Hb_HostRecordsAt(int fd)
{
    Hb_HostRecords(NULL);
    records_fd = fd;
}

static void
ask_environment(void)
{
    const char *text = getenv(HB_RECORDS_ENV);
    char *end;
    long fd;

    asked_environment = 1;
    if (!text || !*text) {
        return;
    }
    fd = strtol(text, &end, 10);
    if (*end || fd < 0 || fd > INT_MAX) {
        return;
    }
    records_fd = (int)fd;
}

FILE *
Hb_Records(void)
{
    if (!asked_environment) {
        ask_environment();
    }
    if (records_fd >= 0) {
        records = fdopen(records_fd, "w");
        records_fd = -1;
    }
    if (records && !header_written) {
        header_written = 1;
        fprintf(records, "{\"heapbook\":\"records\",\"version\":%d}\n",
                HB_RECORDS_VERSION);
    }
    return records;
}

/* ---- programs ----------------------------------------------------------- */

/* Who wants no records and has no host pays for no books. */
void
Hb_ProgramBegin(void)
{
    if ((hosted || Hb_Records()) && !tracing) {
        tracing = 1;
        Hb_TraceStart();
    }
    program_mark = Hb_TraceMark();
}

uint64_t
Hb_ProgramMark(void)
{
    return program_mark;
}

int
Hb_ProgramLeavesNothing(void)
{
    return tracing && Hb_TraceIsEmpty();
}

void
Hb_ProgramEnd(void)
{
    if (tracing) {
        tracing = 0;
        Hb_TraceStop();
    }
    if (records) {
        fflush(records);
    }
    hosted = 0;
}

/* ---- JSON strings ------------------------------------------------------- */

/* The length of the UTF-8 sequence that begins here; 0 when it is none. */
static size_t
sequence(const unsigned char *at, size_t left)
{
    static const unsigned char least[] = {0, 0, 0xC2, 0xE0, 0xF0};
    size_t n = at[0] < 0x80   ? 1
               : at[0] < 0xE0 ? 2
               : at[0] < 0xF0 ? 3
               : at[0] < 0xF5 ? 4
                              : 0;
    size_t i;

    if (n == 0 || n > left || at[0] < least[n]) {
        return 0;
    }
    for (i = 1; i < n; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if (n > 2) {
        unsigned second = at[1];

        if ((at[0] == 0xE0 && second < 0xA0) ||
            (at[0] == 0xED && second > 0x9F) ||
            (at[0] == 0xF0 && second < 0x90) ||
            (at[0] == 0xF4 && second > 0x8F)) {
            return 0;
        }
    }
    return n;
}

static void
write_ascii(FILE *out, unsigned char byte)
{
    if (byte == '"' || byte == '\\') {
        fputc('\\', out);
        fputc(byte, out);
    }
    else if (byte == '\n') {
        fputs("\\n", out);
    }
    else if (byte < 0x20 || byte == 0x7F) {
        fprintf(out, "\\u%04x", byte);
    }
    else {
        fputc(byte, out);
    }
}

void
Hb_WriteJSON(FILE *out, const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + size;

    fputc('"', out);
    while (at < end) {
        size_t n = sequence(at, (size_t)(end - at));

        if (n == 1) {
            write_ascii(out, *at);
        }
        else if (n == 0) {
            fputs("\\ufffd", out);
            n = 1;
        }
        else {
            fwrite(at, 1, n, out);
        }
        at += n;
    }
    fputc('"', out);
}
