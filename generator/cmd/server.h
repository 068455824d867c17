/* server.h -- shows a folder on this machine, and tells pages to reload; the
 * only user of libmicrohttpd.
 *
 * It listens on the loopback address alone and answers GET and HEAD.  Pages
 * on disk are not changed: the line of script that listens for a new build is
 * put in on the way out.
 *
 *     /_heapbook/events   server-sent events: one after each good build
 */
#ifndef HEAPBOOK_CMD_SERVER_H
#define HEAPBOOK_CMD_SERVER_H

#include <talloc.h>

struct server;

/* port 0 takes any free one.  NULL, reported. */
struct server *server_open(TALLOC_CTX *ctx, const char *folder, int port);

int server_port(const struct server *server);

/* A descriptor that becomes readable when there is work for server_work. */
int server_descriptor(const struct server *server);
void server_work(struct server *server);

/* Tells all open pages to load themselves again. */
void server_announce(struct server *server);

#endif
