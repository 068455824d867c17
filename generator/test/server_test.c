#include "tap.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/files.h"
#include "cmd/manifest.h"
#include "cmd/server.h"
#include "cmd/watch.h"

static TALLOC_CTX *ctx;
static char *folder;

/* ---- a browser of a few lines ----------------------------------------- */

static int
open_client(const struct server *server)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)server_port(server)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (struct sockaddr *)&address, sizeof address);
    return fd;
}

/* Lets the server work, and takes what it says until `wanted` is in it, it
 * closes, or nothing has come for a while. */
static char *
take(struct server *server, int fd, const char *wanted)
{
    char *said = talloc_strdup(ctx, "");
    for (int idle = 0; idle < 200 && !strstr(said, wanted); idle++) {
        char buffer[4096];
        struct pollfd both[] = {{fd, POLLIN, 0},
                                {server_descriptor(server), POLLIN, 0}};
        server_work(server);
        poll(both, 2, 5);
        if (both[0].revents & POLLIN) {
            ssize_t n = read(fd, buffer, sizeof buffer);
            if (n <= 0) {
                break;
            }
            said = talloc_strndup_append(said, buffer, (size_t)n);
            idle = 0;
        }
    }
    return said;
}

static char *
ask(struct server *server, const char *method, const char *path,
    const char *host)
{
    int fd = open_client(server);
    char *request = talloc_asprintf(
        ctx, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", method,
        path, host);
    ok(write(fd, request, strlen(request)) > 0, "%s %s", method, path);
    char *said = take(server, fd, "\r\n\r\nnever");
    close(fd);
    return said;
}

static int
status(const char *said)
{
    return strncmp(said, "HTTP/1.1 ", 9) == 0 ? atoi(said + 9) : 0;
}

static void
put(const char *name, const char *text)
{
    char *path = path_join(ctx, folder, name);
    file_write(path, text, strlen(text));
}

/* ---- serving ---------------------------------------------------------- */

static void
test_pages(struct server *server)
{
    const char *said = ask(server, "GET", "/sub/page.html", "localhost:1");
    is_int(status(said), 200, "a page");
    ok(strstr(said, "Content-Type: text/html"), "with its type");
    ok(strstr(said, "<p>text<script src=\"/_heapbook/reload.js\"></script>\n"
                    "</body>"),
       "and the script before its end");
    said = ask(server, "GET", "/", "127.0.0.1:1");
    ok(strstr(said, "the front"), "a folder is its index.html");
    said = ask(server, "GET", "/a.css", "localhost");
    ok(strstr(said, "text/css") && !strstr(said, "reload.js"),
       "other files stay as they are");
    said = ask(server, "GET", "/none.html", "localhost");
    is_int(status(said), 404, "a page that is not there");
    ok(strstr(said, "not here"), "is the site's own 404.html");
    said = ask(server, "GET", "/../secret", "localhost");
    is_int(status(said), 404, "no way out of the folder");
    ok(!strstr(said, "hidden"), "none at all");
    said = ask(server, "GET", "/", "evil.example");
    is_int(status(said), 403, "another host's name is refused");
    said = ask(server, "POST", "/", "localhost");
    is_int(status(said), 405, "nothing can be sent");
}

static void
test_events(struct server *server)
{
    static const char REQUEST[] =
        "GET /_heapbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int fd = open_client(server);
    ok(write(fd, REQUEST, sizeof REQUEST - 1) > 0, "a page listens");
    ok(strstr(take(server, fd, "retry"), "text/event-stream"),
       "it gets a stream");
    server_announce(server);
    ok(strstr(take(server, fd, "event: build"), "event: build"),
       "a build is announced");
    ok(!strstr(take(server, fd, "event: build"), "event: build"), "once");
    server_announce(server);
    ok(strstr(take(server, fd, "event: build"), "event: build"),
       "and the next one too");
    close(fd);
}

/* ---- watching --------------------------------------------------------- */

static int
changed(struct watch *watch)
{
    struct pollfd one = {watch_descriptor(watch), POLLIN, 0};
    return poll(&one, 1, 1000) > 0 && watch_take(watch);
}

static void
test_watch(void)
{
    struct watch *watch = watch_open(ctx);
    char *below = path_join(ctx, folder, "new");
    if (!ok(watch != NULL, "this system gives a watch: %s",
            watch ? "yes" : strerror(errno))) {
        return;
    }
    watch_add_tree(watch, folder);
    ok(!watch_take(watch), "silence");
    put("sub/page.html", "<body>other</body>");
    ok(changed(watch), "a file below is saved");
    put(".hidden.swp", "x");
    ok(!changed(watch), "what editors keep does not count");
    folder_make(below);
    ok(changed(watch), "a new folder");
    put("new/file.md", "x");
    ok(changed(watch), "and a file in it");
}

/* ---- the manifest ----------------------------------------------------- */

static void
test_manifest(void)
{
    char *path = path_join(ctx, folder, "manifest");
    char *watched = path_join(ctx, folder, "sub");
    char *absent = path_join(ctx, folder, "absent");
    int files = 0;
    struct manifest *manifest = manifest_new(ctx, "options");
    manifest_add_tree(manifest, watched);
    manifest_add(manifest, absent);
    manifest_write(manifest, path);
    ok(manifest_holds(path, "options", &files), "nothing has changed");
    is_int(files, 3, "a folder, its file, and one that is not there");
    ok(!manifest_holds(path, "other", NULL), "other options are a change");
    put("sub/page.html", "<body>longer than it was</body>");
    ok(!manifest_holds(path, "options", NULL), "so is another size");
    manifest = manifest_new(ctx, "options");
    manifest_add_tree(manifest, watched);
    manifest_add(manifest, absent);
    manifest_write(manifest, path);
    put("absent", "x");
    ok(!manifest_holds(path, "options", NULL), "or a file that came");
    put("manifest", "heapbook manifest 1\noptions\nnonsense\n");
    ok(!manifest_holds(path, "options", NULL), "a broken one does not hold");
}

int
main(void)
{
    char pattern[] = "/tmp/heapbook-server-XXXXXX";
    char *top = mkdtemp(pattern);
    ctx = talloc_new(NULL);
    folder = path_join(ctx, top, "public");
    put("index.html", "<body>the front</body>");
    put("404.html", "<body>not here</body>");
    put("sub/page.html", "<body><p>text</body>");
    put("a.css", "p {}");
    put("../secret", "hidden");
    struct server *server = server_open(ctx, folder, 0);
    ok(server && server_port(server) > 0, "a free port of this machine");
    test_pages(server);
    test_events(server);
    talloc_free(server);
    test_watch();
    test_manifest();
    tree_remove(top);
    talloc_free(ctx);
    return tap_end();
}
