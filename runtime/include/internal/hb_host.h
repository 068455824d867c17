/* hb_host.h -- the runtime's inner side of heapbook/host.h. */
#ifndef Py_INTERNAL_HB_HOST_H
#define Py_INTERNAL_HB_HOST_H

#include "heapbook/host.h"

#include <stdint.h>

/* The example's line that is running; 0 when no code was registered. */
int Hb_CurrentLine(void);

/* The stream of records with its first line written; NULL when nobody wants
 * records.  The runtime writes into it whole lines, and flushes. */
FILE *Hb_Records(void);

/* 1 between Hb_HostStart and the end of the program. */
int Hb_Hosted(void);

/* A program begins, and ends: what is alive before is not its own.  Between
 * the two the books are kept if anybody may ask for them. */
void Hb_ProgramBegin(void);
uint64_t Hb_ProgramMark(void);
/* Whether the books were kept, and no block in them is alive. */
int Hb_ProgramLeavesNothing(void);
void Hb_ProgramEnd(void);

/* Writes a JSON string, with its quotes, of `size` bytes of UTF-8; bytes that
 * are not UTF-8 come out as U+FFFD. */
void Hb_WriteJSON(FILE *out, const char *text, size_t size);

#endif
