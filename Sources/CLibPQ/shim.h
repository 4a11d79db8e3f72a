#ifndef LIAISON_CLIBPQ_SHIM_H
#define LIAISON_CLIBPQ_SHIM_H
#include <libpq-fe.h>
/* Glibc's module map leaves these two out. */
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif
