/* Compiles the sandbox's filters when heapbook is built: prints a C source
 * with one for each confinement (filter_of in sandbox/parts.h).
 *
 * libseccomp takes a fifth of a millisecond and a hundred pages for each,
 * which every worker would pay before its first child. */
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "filters/calls.h"

static _Noreturn void
fail(const char *what)
{
    fprintf(stderr, "filters: %s\n", what);
    exit(1);
}

/* libseccomp 2.5 writes a filter to a descriptor only. */
static int
filter_file(enum confinement confinement)
{
    scmp_filter_ctx rules = calls_rules(confinement);
    int fd = memfd_create("filter", MFD_CLOEXEC);

    if (!rules || fd < 0 || seccomp_export_bpf(rules, fd) ||
        lseek(fd, 0, SEEK_SET)) {
        fail("libseccomp cannot compile one");
    }
    seccomp_release(rules);
    return fd;
}

static void
put_filter(enum confinement confinement)
{
    int fd = filter_file(confinement);
    struct sock_filter op;

    printf("static const struct sock_filter code_%d[] = {\n", confinement);
    while (read(fd, &op, sizeof op) == sizeof op) {
        printf("    {%#x, %u, %u, %#x},\n", op.code, op.jt, op.jf, op.k);
    }
    printf("};\n\n");
    close(fd);
}

int
main(void)
{
    puts("/* Made by generator/filters/make.c. */\n"
         "#include \"sandbox/parts.h\"\n");
    for (int i = 0; i < CONFINE_COUNT; i++) {
        put_filter((enum confinement)i);
    }
    puts("static const struct filter filters[CONFINE_COUNT] = {");
    for (int i = 0; i < CONFINE_COUNT; i++) {
        printf("    {code_%d, sizeof code_%d / sizeof *code_%d},\n", i, i, i);
    }
    puts("};\n\n"
         "const struct filter *\n"
         "filter_of(enum confinement confinement)\n"
         "{\n"
         "    return &filters[confinement];\n"
         "}");
    return 0;
}
