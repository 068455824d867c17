/* scratch.h -- the folder where compilers leave what they make for a worker.
 *
 * Its worker removes it (worker.c).  A worker that is killed cannot, nor can
 * its pool when both are: so the folder is locked as long as its worker lives,
 * and who makes one removes those that nobody has locked.
 *
 *   S1  TMPDIR/heapbook-N, N of 16 hexadecimal digits
 *   S2  only folders of the same user are removed, and none that was written
 *       to within ten minutes: another program has them for a moment, before
 *       they are locked
 */
#ifndef HEAPBOOK_RUN_SCRATCH_H
#define HEAPBOOK_RUN_SCRATCH_H

/* Makes the folder, which is locked until this process ends.
 *
 * Fails: -1, errno says why; what is left of others is no failure. */
int scratch_make(const char *path);

#endif
