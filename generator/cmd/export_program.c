/* The program and its libraries, so that a host needs neither Debian nor its
 * packages: the loader that was used here is taken along, and is given the
 * folder of the libraries. */
#include <link.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "cmd/export.h"
#include "run/tools.h"

static const char START[] =
    "#!/bin/sh\n"
    "# Starts the program beside this file with its own libraries.\n"
    "here=$(cd \"$(dirname \"$0\")\" && pwd) || exit 3\n"
    "if [ \"$(uname -sm)\" != \"Linux x86_64\" ]; then\n"
    "    echo \"heapbook: made for Linux on x86_64, this is $(uname -sm)\" "
    ">&2\n"
    "    exit 3\n"
    "fi\n"
    "HEAPBOOK_HOME=$here exec \"$here/lib/ld-linux-x86-64.so.2\" \\\n"
    "    --library-path \"$here/lib\" \"$here/bin/heapbook\" \"$@\"\n";

/* The schema, and what tells a home from other folders. */
static const char *const folders[] = {"runtime/include", "runtime/helper"};
static const char SCHEMA[] = "generator/grade/report.schema.json";

struct libraries {
    const struct export *export;
    const char *prefix;
    int status;
};

static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static int
add_library(struct dl_phdr_info *info, size_t size, void *arg)
{
    struct libraries *libraries = arg;
    const char *name = info->dlpi_name;
    char *path;

    (void)size;
    /* The first is the program; the kernel's page is no file. */
    if (!*name || strchr(name, '/') == NULL) {
        return 0;
    }
    path =
        talloc_asprintf(NULL, "%slib/%s", libraries->prefix, last_part(name));
    libraries->status |=
        package_add_file(libraries->export->package, path, name);
    talloc_free(path);
    return 0;
}

/* libtcc wants a C library to link with, and takes every symbol from the
 * process all the same: an empty one will do. */
static const char NO_LIBRARY[] = "!<arch>\n";

static int
add_compiler(const struct export *export, TALLOC_CTX *ctx, const char *prefix)
{
    const char *tcc = tools_get()->tcc;

    if (!tcc) {
        return diag_at((struct place){0},
                       "libtcc's headers are not installed");
    }
    package_add_text(export->package,
                     talloc_asprintf(ctx, "%stcc/libc.a", prefix), NO_LIBRARY);
    return package_add_tree(export->package,
                            talloc_asprintf(ctx, "%stcc/include", prefix),
                            path_join(ctx, tcc, "include")) ||
                   package_add_file(
                       export->package,
                       talloc_asprintf(ctx, "%stcc/libtcc1.a", prefix),
                       path_join(ctx, tcc, "libtcc1.a"))
               ? -1
               : 0;
}

int
export_program(const struct export *export, const char *prefix)
{
    struct libraries libraries = {export, prefix, 0};
    TALLOC_CTX *ctx = talloc_new(NULL);
    int status = 0;

    /* Before libarchive is loaded: it would be taken for one of them. */
    dl_iterate_phdr(add_library, &libraries);
    status |= libraries.status;
    status |= add_compiler(export, ctx, prefix);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        status |= package_add_tree(
            export->package, talloc_asprintf(ctx, "%s%s", prefix, folders[i]),
            home_path(ctx, folders[i]));
    }
    status |= package_add_file(export->package,
                               talloc_asprintf(ctx, "%s%s", prefix, SCHEMA),
                               home_path(ctx, SCHEMA));
    status |= package_add_file(export->package,
                               talloc_asprintf(ctx, "%sbin/heapbook", prefix),
                               home_program());
    package_add_text(export->package,
                     talloc_asprintf(ctx, "%sheapbook", prefix), START);
    talloc_free(ctx);
    return status ? -1 : 0;
}
