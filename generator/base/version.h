/* version.h -- what `heapbook --version` says. */
#ifndef HEAPBOOK_BASE_VERSION_H
#define HEAPBOOK_BASE_VERSION_H

#define HEAPBOOK_VERSION "0.2.0"

#endif
