#include "cmd/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include <microhttpd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/library.h"

enum { MOST_LISTENERS = 64, PING_SECONDS = 300 };

static const char EVENTS[] = "/_heapbook/events";
static const char SCRIPT[] = "/_heapbook/reload.js";
static const char RELOAD[] =
    "new EventSource('/_heapbook/events').addEventListener('build',\n"
    "    () => { location.reload(); });\n";
static const char TAG[] = "<script src=\"/_heapbook/reload.js\"></script>\n";

/* clang-format off */
#define FUNCTIONS(X)                                                         \
    X(add_response_header) X(create_response_from_buffer)                    \
    X(create_response_from_callback) X(destroy_response) X(get_daemon_info)  \
    X(lookup_connection_value) X(queue_response) X(resume_connection) X(run) \
    X(start_daemon) X(stop_daemon) X(suspend_connection)
/* clang-format on */

#define FIELD(name) __typeof__(MHD_##name) *name;
#define ENTRY(name) {"MHD_" #name, &http.name},

/* http.run is MHD_run, and so on. */
static struct {
    FUNCTIONS(FIELD)
} http;

static const struct library_function TABLE[] = {FUNCTIONS(ENTRY){0}};
static const char LIBRARY[] = "libmicrohttpd.so.12";

/* A page that waits: its connection sleeps until the next build. */
struct listener {
    struct MHD_Connection *connection;
    long seen; /* the build that it knows */
};

struct server {
    struct MHD_Daemon *daemon;
    const char *folder;
    long builds;
    struct listener *listeners[MOST_LISTENERS];
};

/* ---- files ------------------------------------------------------------ */

static const char *
type_of(const char *path)
{
    static const struct {
        const char *ending;
        const char *type;
    } TYPES[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
        {".wasm", "application/wasm"},
        {".xml", "application/xml"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
    };

    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
        if (path_ends(path, TYPES[i].ending)) {
            return TYPES[i].type;
        }
    }
    return "application/octet-stream";
}

/* Puts the script before </body>; pages have it once. */
static char *
with_script(TALLOC_CTX *ctx, const char *bytes, size_t *len)
{
    const char *body = memmem(bytes, *len, "</body>", 7);
    size_t before = body ? (size_t)(body - bytes) : *len;
    char *page = talloc_asprintf(ctx, "%.*s%s%.*s", (int)before, bytes, TAG,
                                 (int)(*len - before), bytes + before);
    *len = strlen(page);
    return page;
}

static enum MHD_Result
respond(struct MHD_Connection *connection, unsigned status, const char *type,
        const char *bytes, size_t len)
{
    struct MHD_Response *response = http.create_response_from_buffer(
        len, (void *)(uintptr_t)bytes, MHD_RESPMEM_MUST_COPY);
    http.add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    http.add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                             "no-cache");
    enum MHD_Result result = http.queue_response(connection, status, response);
    http.destroy_response(response);
    return result;
}

/* The file that an address names; NULL when it leaves the folder. */
static char *
file_for(TALLOC_CTX *ctx, const struct server *server, const char *url)
{
    char *clean = path_clean(ctx, url + (*url == '/'));
    if (!clean) {
        return NULL;
    }
    char *path = path_join(ctx, server->folder, clean);
    return folder_exists(path) ? path_join(ctx, path, "index.html") : path;
}

static enum MHD_Result
respond_file(const struct server *server, struct MHD_Connection *connection,
             const char *url)
{
    TALLOC_CTX *scratch = talloc_new(NULL);
    size_t len = 0;
    unsigned status = MHD_HTTP_OK;
    char *path = file_for(scratch, server, url);
    char *bytes = path ? file_try_read(scratch, path, &len) : NULL;
    if (!bytes) {
        status = MHD_HTTP_NOT_FOUND;
        path = path_join(scratch, server->folder, "404.html");
        bytes = file_try_read(scratch, path, &len);
    }
    if (!bytes) {
        bytes = talloc_strdup(scratch, "<!DOCTYPE html><title>404</title>"
                                       "<p>There is nothing here.</body>");
        len = strlen(bytes);
    }
    const char *type = type_of(path);
    if (strncmp(type, "text/html", 9) == 0) {
        bytes = with_script(scratch, bytes, &len);
    }
    enum MHD_Result result = respond(connection, status, type, bytes, len);
    talloc_free(scratch);
    return result;
}

/* ---- events ----------------------------------------------------------- */

struct stream {
    struct server *server;
    struct listener listener;
};

static ssize_t
event_read(void *user, uint64_t position, char *buffer, size_t size)
{
    static const char FIRST[] = "retry: 500\n\n";
    static const char EVENT[] = "event: build\ndata: done\n\n";
    struct stream *stream = user;
    struct listener *listener = &stream->listener;
    const char *text = NULL;
    if (position == 0) {
        text = FIRST;
    }
    else if (listener->seen < stream->server->builds) {
        listener->seen = stream->server->builds;
        text = EVENT;
    }
    if (!text || size < strlen(text)) {
        http.suspend_connection(listener->connection);
        return 0;
    }
    memcpy(buffer, text, strlen(text));
    return (ssize_t)strlen(text);
}

static void
stream_close(void *user)
{
    struct stream *stream = user;
    for (int i = 0; i < MOST_LISTENERS; i++) {
        if (stream->server->listeners[i] == &stream->listener) {
            stream->server->listeners[i] = NULL;
        }
    }
    talloc_free(stream);
}

static enum MHD_Result
respond_events(struct server *server, struct MHD_Connection *connection)
{
    int slot = 0;
    while (slot < MOST_LISTENERS && server->listeners[slot]) {
        slot++;
    }
    if (slot == MOST_LISTENERS) {
        return respond(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "text/plain",
                       "", 0);
    }
    struct stream *stream = talloc_zero(server, struct stream);
    stream->server = server;
    stream->listener =
        (struct listener){.connection = connection, .seen = server->builds};
    server->listeners[slot] = &stream->listener;
    struct MHD_Response *response = http.create_response_from_callback(
        MHD_SIZE_UNKNOWN, 512, event_read, stream, stream_close);
    http.add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                             "text/event-stream");
    http.add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                             "no-store");
    enum MHD_Result result =
        http.queue_response(connection, MHD_HTTP_OK, response);
    http.destroy_response(response);
    return result;
}

void
server_announce(struct server *server)
{
    server->builds++;
    for (int i = 0; i < MOST_LISTENERS; i++) {
        if (server->listeners[i]) {
            http.resume_connection(server->listeners[i]->connection);
        }
    }
}

/* ---- the server ------------------------------------------------------- */

/* A page of another site, whose name was made to mean this machine, must not
 * read the course: only our own names are answered. */
static int
host_is_ours(struct MHD_Connection *connection)
{
    const char *host = http.lookup_connection_value(
        connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    size_t len = host ? strcspn(host, ":") : 0;
    return (len == 9 && strncmp(host, "localhost", len) == 0) ||
           (len == 9 && strncmp(host, "127.0.0.1", len) == 0);
}

static enum MHD_Result
answer(void *user, struct MHD_Connection *connection, const char *url,
       const char *method, const char *version, const char *upload,
       size_t *upload_size, void **state)
{
    struct server *server = user;
    (void)version;
    (void)upload;
    (void)upload_size;
    (void)state;
    if (!host_is_ours(connection)) {
        return respond(connection, MHD_HTTP_FORBIDDEN, "text/plain", "", 0);
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        return respond(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain",
                       "", 0);
    }
    if (strcmp(url, EVENTS) == 0) {
        return respond_events(server, connection);
    }
    if (strcmp(url, SCRIPT) == 0) {
        return respond(connection, MHD_HTTP_OK, type_of(SCRIPT), RELOAD,
                       sizeof RELOAD - 1);
    }
    return respond_file(server, connection, url);
}

static int
server_fini(struct server *server)
{
    server_announce(server);
    http.stop_daemon(server->daemon);
    return 0;
}

struct server *
server_open(TALLOC_CTX *ctx, const char *folder, int port)
{
    const char *why = library_load(LIBRARY, TABLE);
    if (why) {
        diag_at((struct place){0}, "no server: %s", why);
        return NULL;
    }
    struct server *server = talloc_zero(ctx, struct server);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    server->folder = talloc_strdup(server, folder);
    server->daemon = http.start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)port, NULL, NULL,
        answer, server, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)PING_SECONDS, MHD_OPTION_END);
    if (!server->daemon) {
        diag_at((struct place){0}, "port %d of this machine is not free: %s",
                port, strerror(errno));
        diag_note((struct place){0}, "--port names another");
        talloc_free(server);
        return NULL;
    }
    talloc_set_destructor(server, server_fini);
    return server;
}

int
server_port(const struct server *server)
{
    return http.get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)
        ->port;
}

int
server_descriptor(const struct server *server)
{
    return http.get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)
        ->epoll_fd;
}

void
server_work(struct server *server)
{
    http.run(server->daemon);
}
