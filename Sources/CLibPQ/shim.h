#ifndef LIAISON_CLIBPQ_SHIM_H
#define LIAISON_CLIBPQ_SHIM_H
#include <libpq-fe.h>
/* Glibc's module map leaves these two out. */
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <dlfcn.h>

/* Whether OpenSSL holds bytes of this connection that it has read and libpq has not; libpq asks the same before it waits. */
static inline int liaison_has_unread_tls(PGconn *connection) {
    void *tls = PQsslStruct(connection, "OpenSSL");
    if (tls == 0) return 0;
    /* libpq brings the library along, and its headers may be missing. */
    int (*pending)(const void *) = (int (*)(const void *))dlsym(0, "SSL_pending");
    return pending != 0 && pending(tls) > 0;
}
#endif
