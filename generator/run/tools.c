#include "run/tools.h"

#include <elf.h>
#include <gnu/libc-version.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/home.h"
#include "base/stream.h"

/* The folders of programs; PATH is not asked: a sandboxed compiler must be
 * one that the system installed. */
static const char *const program_folders[] = {"/usr/bin", "/usr/local/bin",
                                              "/bin", NULL};
static const char *const library_folders[] = {"/usr/lib/x86_64-linux-gnu",
                                              "/usr/lib64", "/usr/lib",
                                              "/usr/local/lib", NULL};
static const char *const include_folders[] = {
    "/usr/include/python3.11", "/usr/local/include/python3.11", NULL};

static const char *
find_in(TALLOC_CTX *ctx, const char *const *folders, const char *name)
{
    for (; *folders; folders++) {
        char *path = path_join(ctx, *folders, name);

        if (!access(path, R_OK)) {
            return path;
        }
        talloc_free(path);
    }
    return NULL;
}

/* FLAVOUR/libheapbook.a beside or above the program (a build), or in
 * lib/heapbook above it (installed), or in the home. */
static const char *
find_library(TALLOC_CTX *ctx, const char *flavour)
{
    char *name = talloc_asprintf(ctx, "%s/libheapbook.a", flavour);
    char *folder = path_folder(ctx, home_program());
    const char *const homes[] = {home_path(ctx, ".build"), NULL};

    for (int i = 0; i < 5 && *folder; i++) {
        const char *const here[] = {
            folder, path_join(ctx, folder, "lib/heapbook"), NULL};
        const char *path = find_in(ctx, here, name);

        if (path) {
            return path;
        }
        folder = path_folder(ctx, folder);
    }
    return find_in(ctx, homes, name);
}

const struct tools *
tools_get(void)
{
    static struct tools *tools;
    const char *header;

    if (tools) {
        return tools;
    }
    tools = talloc_zero(NULL, struct tools);
    tools->include = home_path(tools, "runtime/include");
    tools->std = home_path(tools, "runtime/include/std");
    tools->helper = home_path(tools, "runtime/helper");
    /* An exported program has its own with it. */
    tools->tcc = find_in(tools, (const char *[]){home(), NULL}, "tcc");
    if (!tools->tcc) {
        tools->tcc = find_in(tools, library_folders, "tcc");
    }
    tools->gcc = find_in(tools, program_folders, "gcc");
    tools->clang = find_in(tools, program_folders, "clang");
    tools->python = find_in(tools, program_folders, "python3.11");
    header = find_in(tools, include_folders, "Python.h");
    tools->python_include = header ? path_folder(tools, header) : NULL;
    tools->python_library =
        find_in(tools, library_folders, "libpython3.11.so");
    tools->model_library = find_library(tools, "release");
    tools->asan_library = find_library(tools, "asan");
    return tools;
}

const char *const *
tools_inputs(void)
{
    static const char *inputs[7];
    const struct tools *tools = tools_get();
    const char *all[] = {tools->include,        tools->helper,
                         tools->model_library,  tools->asan_library,
                         tools->python_include, tools->python_library};
    size_t n = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i]) {
            inputs[n++] = all[i];
        }
    }
    inputs[n] = NULL;
    return inputs;
}

static const char *
compiler_missing(const struct tools *tools, enum compiler compiler)
{
    switch (compiler) {
    case COMPILER_TCC:
        return tools->tcc ? NULL : "libtcc's headers are not installed";
    case COMPILER_GCC:
        return tools->gcc ? NULL : "gcc is not installed";
    case COMPILER_CLANG:
        return tools->clang ? NULL : "clang is not installed";
    default:
        return tools->python ? NULL : "Python 3.11 is not installed";
    }
}

const char *
tools_missing(enum compiler compiler, enum runtime_kind runtime)
{
    const struct tools *tools = tools_get();
    const char *missing = compiler_missing(tools, compiler);

    if (missing || compiler == COMPILER_PYTHON) {
        return missing;
    }
    if (compiler == COMPILER_TCC) {
        return runtime == RUNTIME_MODEL ? NULL : "tcc runs on the model only";
    }
    if (runtime == RUNTIME_ASAN && compiler != COMPILER_GCC) {
        return "the sanitizer build of the runtime is gcc's";
    }
    switch (runtime) {
    case RUNTIME_MODEL:
        return tools->model_library ? NULL
                                    : "release/libheapbook.a is not built";
    case RUNTIME_ASAN:
        return tools->asan_library ? NULL : "asan/libheapbook.a is not built";
    default:
        return tools->python_include && tools->python_library
                   ? NULL
                   : "python3-dev of Python 3.11 is not installed";
    }
}

/* ---- versions ----------------------------------------------------------- */

/* A linker writes the build id: a hash of all that it linked. */
static int
take_build_id(struct dl_phdr_info *info, size_t size, void *arg)
{
    FILE *out = arg;

    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const char *note =
            (const char *)info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        const char *end = note + info->dlpi_phdr[i].p_memsz;

        while (info->dlpi_phdr[i].p_type == PT_NOTE &&
               note + sizeof(ElfW(Nhdr)) <= end) {
            const ElfW(Nhdr) *head = (const void *)note;
            const char *name = note + sizeof *head;
            const char *bytes = name + ((head->n_namesz + 3) & ~3U);

            if (head->n_type == NT_GNU_BUILD_ID) {
                fwrite(bytes, 1, head->n_descsz, out);
            }
            note = bytes + ((head->n_descsz + 3) & ~3U);
        }
    }
    return 1; /* the first object is the program itself */
}

/* A file that is replaced gets another size, inode or time. */
static void
put_file(FILE *out, const char *path)
{
    struct stat about;

    if (path && !stat(path, &about)) {
        fprintf(out, "%s %lld %lld %lld.%ld\n", path, (long long)about.st_ino,
                (long long)about.st_size, (long long)about.st_mtim.tv_sec,
                about.st_mtim.tv_nsec);
    }
}

static void
put_headers(TALLOC_CTX *ctx, FILE *out, const char *folder)
{
    char **names = tree_list(ctx, folder);

    for (; names && *names; names++) {
        size_t len;
        char *path = path_join(ctx, folder, *names);
        char *text = file_try_read(ctx, path, &len);

        fprintf(out, "%s\n", *names);
        if (text) {
            fwrite(text, 1, len, out);
        }
        talloc_free(text);
    }
}

static void
put_runtime(TALLOC_CTX *ctx, FILE *out)
{
    put_headers(ctx, out, tools_get()->include);
    put_headers(ctx, out, tools_get()->helper);
}

static void
put_stamps(TALLOC_CTX *ctx, FILE *out)
{
    static const char *const headers[] = {
        "heapbook",   "heapbook/check.h", "heapbook/judge.h",
        "heapbook.h", "Python.h",         "object.h"};
    const struct tools *tools = tools_get();

    /* A folder changes when a file in it is replaced, as editors do. */
    put_file(out, tools->include);
    put_file(out, tools->std);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        put_file(out, path_join(ctx, tools->include, headers[i]));
    }
    put_file(out, tools->tcc);
}

/* Leaves in name, once, the hash of what `put` writes and of the program. */
static const char *
hash_once(char name[HASH_SIZE], void (*put)(TALLOC_CTX *ctx, FILE *out))
{
    TALLOC_CTX *ctx;
    char *text = NULL;
    size_t len = 0;
    FILE *out;

    if (*name) {
        return name;
    }
    ctx = talloc_new(NULL);
    out = stream_open(&text, &len);
    put(ctx, out);
    dl_iterate_phdr(take_build_id, out);
    fclose(out);
    hash_bytes(name, text, len);
    free(text);
    talloc_free(ctx);
    return name;
}

const char *
tools_runtime_hash(void)
{
    static char name[HASH_SIZE];

    return hash_once(name, put_runtime);
}

const char *
tools_stamp(void)
{
    static char name[HASH_SIZE];

    return hash_once(name, put_stamps);
}

char *
tools_version(TALLOC_CTX *ctx, enum compiler compiler,
              enum runtime_kind runtime)
{
    const struct tools *tools = tools_get();
    char *text = NULL, *copy;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    fprintf(out, "%d %d %s %s\n", compiler, runtime, tools_runtime_hash(),
            gnu_get_libc_version());
    put_file(out, compiler == COMPILER_TCC     ? tools->tcc
                  : compiler == COMPILER_GCC   ? tools->gcc
                  : compiler == COMPILER_CLANG ? tools->clang
                                               : tools->python);
    put_file(out, runtime == RUNTIME_MODEL  ? tools->model_library
                  : runtime == RUNTIME_ASAN ? tools->asan_library
                                            : tools->python_library);
    fclose(out);
    copy = talloc_strndup(ctx, text, len);
    free(text);
    return copy;
}
