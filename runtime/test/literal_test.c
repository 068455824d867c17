/* literal_test.c -- hb_lit builds what the compiler would build. */
#include <heapbook.h>
#include <sys/wait.h>
#include <unistd.h>
#include "tap.h"
#include "text.h"

/* States that a display gives an object with this repr. */
#define reads(display, expected)                                              \
    is(told(Py_NewRef(hb_lit(display))), (expected), "%s", (display))

static void
values(void)
{
    reads("None", "None");
    reads("True", "True");
    reads("-17", "-17");
    reads("0x1F", "31");
    reads("123456789012345678901234567890", "123456789012345678901234567890");
    reads("2.50", "2.5");
    reads("-1e-3", "-0.001");
    reads("'it\\'s'", "\"it's\"");
    reads("\"two\\nlines\"", "'two\\nlines'");
    reads("'\\x41'", "'A'");
    reads("b'\\x00z'", "b'\\x00z'");
    reads("'caf\xc3\xa9'", "'caf\xc3\xa9'");
    reads("  [ 1 , 2 ]  ", "[1, 2]");
}

static void
displays(void)
{
    reads("[]", "[]");
    reads("[[1], [2, []]]", "[[1], [2, []]]");
    reads("(1,)", "(1,)");
    reads("(1)", "1");
    reads("()", "()");
    reads("(1, 'a', (2,))", "(1, 'a', (2,))");
    reads("{}", "{}");
    reads("{'a': 1, 2: [3]}", "{'a': 1, 2: [3]}");
    reads("{3}", "{3}");
    reads("[1, 2, 3,]", "[1, 2, 3]");
}

/* A list of three or more constants is made by extend, another by its
 * length. */
static void
rooms(void)
{
    static const struct {
        const char *display;
        Py_ssize_t size;
    } rows[] = {
        {"[]", 56},
        {"[1]", 64},
        {"[1, 2]", 72},
        {"[1, 2, 3]", 88},
        {"[1, 2, 3, 4]", 88},
        {"['a', 'b', 'c', 'd', 'e']", 104},
        {"[[], [], []]", 80},
        {"[1, 2, []]", 80},
        {"[(1,), (2,), (3,)]", 88},
        {"{1, 2, 3, 4, 5}", 472},
        {"{'a': 1}", 184},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(hb_sizeof(hb_lit(rows[i].display)), rows[i].size, "%s",
               rows[i].display);
    }
}

static void
identities(void)
{
    ok(hb_lit("'a_name1'") == hb_lit("'a_name1'"), "names are interned");
    ok(hb_lit("'two words'") != hb_lit("'two words'"), "other text is not");
    ok(hb_lit("[1]") != hb_lit("[1]"), "a display is made anew");
    ok(hb_lit("256") == hb_lit("256"), "small ints are shared");
    ok(hb_lit("()") == hb_lit("()"), "and so is the empty tuple");
    PyObject *list = hb_lit("['word', 'word']");
    ok(hb_at(list, 0) == hb_at(list, 1), "inside of a display as well");
}

/* The exit code of a program that reads a display, and what it says. */
static int
exit_of(const char *display, char *said, size_t room)
{
    FILE *words = tmpfile();
    int status = 0;

    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (!words || dup2(fileno(words), STDERR_FILENO) < 0) {
            _exit(9);
        }
        hb_lit(display);
        _exit(0);
    }
    waitpid(child, &status, 0);
    if (words) {
        rewind(words);
        said[fread(said, 1, room - 1, words)] = '\0';
        fclose(words);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
faults(void)
{
    static const char *const wrong[] = {"[1, 2",
                                        "(1 2)",
                                        "{'a' 1}",
                                        "x",
                                        "'open",
                                        "[1] 2",
                                        "1 +",
                                        "",
                                        "{1: 2, 3}",
                                        "...",
                                        "1.5.2",
                                        "[.]",
                                        "bytearray(b'a')",
                                        "set()",
                                        "2x",
                                        "-",
                                        "0x"};

    char said[256] = "";

    is_int(exit_of("[1]", said, sizeof said), 0, "a right display goes on");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        is_int(exit_of(wrong[i], said, sizeof said), 1,
               "'%s' ends the program with 1", wrong[i]);
        ok(!strncmp(said, "hb_lit: column ", 15), "and says where: %s",
           strtok(said, "\n"));
    }
}

static void
all(void)
{
    values();
    displays();
    rooms();
    identities();
    faults();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
