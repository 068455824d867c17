/* records.h -- what a program that runs on the model tells its builder.
 *
 * The runtime and the helpers of heapbook.h write records to a file
 * descriptor, apart from stdout and stderr: JSON Lines, UTF-8, one object a
 * line, no blank line.  The generator reads them.  This file is the
 * specification of the format; it declares nothing but its names.
 *
 *   first key    other fields                          says
 *   "heapbook"   version                               first line of a stream
 *   "step"       label, line                           a snapshot begins
 *   "var"        ref                                   a variable of the step
 *   "id"         block type rc size state facts parts  a block of the step
 *   "end"        objects, cut                          a snapshot ends
 *   "value"      text, line                            a number for the prose
 *   "plot"       x, y, line                            a point of a chart
 *   "leak"       type repr size rc line                a block that was left
 *
 * The records of one snapshot stand together, in the order above; the others
 * stand anywhere between snapshots.  Field by field:
 *
 * Header.  {"heapbook":"records","version":1}.  A file kept beside a page or
 * a test may add "example", "title" and "about" (a name, a heading, and one
 * sentence for caption and description); "heapbook":"snapshots" is read too.
 *
 * Step.  "step" counts from 1; "label" is the text given to hb_snap; "line"
 * is the line of the program, from 1.  A step is whole in itself: all
 * variables, then everything that they reach, then what is known to be alive
 * but out of their reach ("state":"garbage"), then what was freed since the
 * step before ("state":"freed", no parts).  What changed is not written: the
 * reader compares two steps.
 *
 * Variable.  "var" is its name, "ref" a cell (below); null says that the
 * variable is NULL or was dropped.
 *
 * Block, keys in this order, absent ones left out:
 *   id      small integer, given at the first step that sees the block, never
 *           given again in the stream
 *   block   true for bare memory: no PyObject header
 *   type    tp_name's last part; "class NAME" for a class; for bare memory
 *           what it is ("items", "values", "dict keys")
 *   rc      reference count, less the references that the probe holds
 *   size    bytes, as sys.getsizeof says, less the blocks of it that have
 *           records of their own; so the sizes of a step add up
 *   state   "garbage" or "freed"
 *   facts   object of C fields: {"length":3,"allocated":8}
 *   parts   list of parts, always there
 *
 * Part.  name; kind ("row": cells side by side, "pairs": each cell has a key);
 * labels (text, one a cell); keys (cells, one a cell: of a dict's entries);
 * cells; cap (room in all, in cells, where larger than the number of cells:
 * the rest is spare); block, bytes (the cells stand in a memory block of their
 * own that has no record: its id and size, which "size" of the owner has in
 * it.  Such an id can come back in a record of its own: "freed").
 *
 * Cell.  null is NULL.  Else a string whose first character says what it is:
 *   "@7"             counted reference to block 7, one of its rc
 *   "~7"             pointer that is not counted
 *   "?7"             weak reference
 *   "~7/bytes[2:6]"  pointer to cells of a part: a range, or one cell; the
 *                    sign says whether it is counted
 *   "=99", "='ada'"  a value whose identity follows from its value, as repr
 *   "#4", "#dummy"   a C value
 * Written with "=" are None, True, False, Ellipsis, the small ints, empty
 * str, bytes and tuple, one-character latin-1 str, single bytes and interned
 * str: there, equal is identical.  Everything else has a record.  A repr
 * longer than 40 characters is cut, ends with an ellipsis, and the block has
 * a fact "len".
 *
 * End.  "end" is the step's number, "objects" its count of blocks; "cut" how
 * many blocks a limit left out.
 *
 * Value.  {"value":"capacity","text":"8","line":12}.
 * Plot.   {"plot":"capacity","x":5,"y":8,"line":12}; x and y are numbers.
 * Leak.   One record for each block that was alive after Py_FinalizeEx and
 *         had not been before the program began; "line" is the line that
 *         made it, 0 if unknown; "type" is "memory" for bare blocks.
 *
 * A reader refuses: an unknown version, a step without its end, a wrong
 * count, a reference to what is not there, more counted references than rc,
 * more than 4096 blocks, 65536 cells or 64 steps, or 1 MiB.  It ignores
 * fields that it does not know.
 */
#ifndef HB_RECORDS_H
#define HB_RECORDS_H

#define HB_RECORDS_VERSION 1
#define HB_MAX_BLOCKS      4096
#define HB_MAX_CELLS       65536
#define HB_MAX_STEPS       64
#define HB_MAX_RECORDS     (1 << 20) /* bytes of a stream */

/* The descriptor's number stands in this environment variable. */
#define HB_RECORDS_ENV "HEAPBOOK_RECORDS"

#endif
