/* handed_in.h -- which exercise a file answers, and whose it is.
 *
 * Read from its path alone.  Archives are folders here, named as they are.
 * Where STUDENT stands below, any number of folders may stand between it and
 * the rest; `exercises` there is passed over.  Case does not matter, and `_`,
 * blank and `-` are the same.
 *
 *     STUDENT/CHAPTER/NAME/answer.c      a student's package
 *     STUDENT/CHAPTER/NAME.c
 *     STUDENT/NAME/answer.c              where only one chapter has a NAME
 *     STUDENT/NAME.c
 *     STUDENT/CHAPTER-NAME.c
 *     STUDENT/anything.c, STUDENT.c      where one exercise is asked for, and
 *                                        no other of the course has that name
 *
 * In a folder of an exercise, answer.c goes before NAME.c, solution.c and
 * starter.c; other files there are none of ours.  Components that begin with
 * a dot and __MACOSX hide what is below them.
 *
 * Pure: any bytes give an answer.
 */
#ifndef HEAPBOOK_GRADE_HANDED_IN_H
#define HEAPBOOK_GRADE_HANDED_IN_H

#include <stddef.h>

struct handed_in {
    long exercise; /* index; -1: the file answers none */
    int rank;      /* of two files of one student the lower one counts */
    size_t folder; /* bytes of the path before what names the exercise,
                      without the slash at their end: whose it is */
    int is_bare;   /* STUDENT.c: the file's own name is whose it is */
};

/* ids: CHAPTER/NAME of the exercises; the first `asked` of `count` are asked
 * for, the others are the course's, too. */
struct handed_in handed_in_read(const char *path, const char *const *ids,
                                size_t asked, size_t count);

/* Whether a path, or a part of it, is not to be looked at. */
int handed_in_is_hidden(const char *path);

/* "x.zip" and the like: the length without the ending, else the whole. */
size_t archive_stem(const char *name, size_t len);

#endif
