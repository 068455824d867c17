/* The layer that knows system calls: filters, compiled by libseccomp from
 * the table in filters/calls.c.
 *
 * A filter is made with heapbook, with three places left open, because they
 * differ from child to child: its process id (a child may signal itself only),
 * the one string that execve may be given, and the default action.  The table
 * puts marks there; filter_fill() replaces them.
 *
 * Compiling and running are two filters, one on top of the other, and the
 * kernel obeys the stricter of the two.  The order of strictness is ERRNO,
 * then USER_NOTIF, then TRACE.  So the first filter refuses with TRACE (with
 * no tracer: ENOSYS), or else the second could never tell what was tried. */
#include "sandbox/parts.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static uint32_t
refusal_action(enum refusal refusal)
{
    switch (refusal) {
    case REFUSE_TELLING:
        return SECCOMP_RET_USER_NOTIF;
    case REFUSE_EPERM:
        return SECCOMP_RET_ERRNO | EPERM;
    default:
        return SECCOMP_RET_TRACE;
    }
}

void
filter_fill(const struct filter *filter, struct sock_filter *out, int process,
            const char *program, enum refusal refusal)
{
    uint64_t address = (uint64_t)(uintptr_t)program;

    memcpy(out, filter->code, filter->len * sizeof *out);
    for (unsigned short i = 0; i < filter->len; i++) {
        struct sock_filter *op = &out[i];

        if (BPF_CLASS(op->code) == BPF_RET &&
            op->k == (SECCOMP_RET_TRACE | MARK_REFUSAL)) {
            op->k = refusal_action(refusal);
        }
        else if (BPF_CLASS(op->code) == BPF_JMP && op->k == MARK_PROCESS) {
            op->k = (uint32_t)process;
        }
        else if (BPF_CLASS(op->code) == BPF_JMP && op->k == MARK_PROGRAM_LOW) {
            op->k = (uint32_t)address;
        }
        else if (BPF_CLASS(op->code) == BPF_JMP &&
                 op->k == MARK_PROGRAM_HIGH) {
            op->k = (uint32_t)(address >> 32);
        }
    }
}

int
filter_install(const struct sock_filter *code, unsigned short len, int telling)
{
    struct sock_fprog program = {len, (struct sock_filter *)code};

    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                        telling ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0,
                        &program);
}

int
filter_layers(void)
{
    uint32_t action = SECCOMP_RET_USER_NOTIF;

    if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action)) {
        action = SECCOMP_RET_ERRNO;
        return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action)
                   ? 0
                   : LAYER_SECCOMP;
    }
    return LAYER_SECCOMP | LAYER_NOTIFY;
}
