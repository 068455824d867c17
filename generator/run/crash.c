/* What a crash was, found out by the process that crashes: on a stack of its
 * own, with nothing but loads and stores. */
#include "run/report.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

#include <talloc.h>

#include "heapbook/host.h"

enum { NEARLY_NULL = 1 << 16, ALTERNATE = 1 << 16, MANY_FRAMES = 1 << 22 };

static struct child_report *the_report;
static uintptr_t stack_top; /* where main's frame is */
static char alternate[ALTERNATE] __attribute__((aligned(64)));

struct place_in_code {
    uintptr_t pc, frame, stack;
};

static struct place_in_code
interrupted_place(const void *context)
{
#if defined(__x86_64__)
    const greg_t *regs = ((const ucontext_t *)context)->uc_mcontext.gregs;

    return (struct place_in_code){(uintptr_t)regs[REG_RIP],
                                  (uintptr_t)regs[REG_RBP],
                                  (uintptr_t)regs[REG_RSP]};
#elif defined(__aarch64__)
    const mcontext_t *regs = &((const ucontext_t *)context)->uc_mcontext;

    return (struct place_in_code){regs->pc, regs->regs[29], regs->sp};
#else
#error "say where this machine keeps its frame pointer"
#endif
}

/* Frames lie one above the other; each begins with the address of the next
 * outer one. */
static int
count_frames(uintptr_t frame)
{
    int depth = 0;

    while (frame && frame < stack_top && depth < MANY_FRAMES) {
        uintptr_t outer = *(const uintptr_t *)frame;

        depth++;
        if (outer <= frame) {
            break;
        }
        frame = outer;
    }
    return depth;
}

static int
is_below_the_stack(uintptr_t address)
{
    struct rlimit limit;
    uintptr_t room = (uintptr_t)8 << 20;

    if (!getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur != RLIM_INFINITY) {
        room = limit.rlim_cur;
    }
    return address < stack_top - room / 2 && address > stack_top - 2 * room;
}

static enum crash
crash_kind(int number, const siginfo_t *info, uintptr_t pc)
{
    uintptr_t address = (uintptr_t)info->si_addr;

    if (number == SIGFPE) {
        return CRASH_DIVISION;
    }
    if (number == SIGILL) {
        return CRASH_CODE;
    }
    if (is_below_the_stack(address)) {
        return CRASH_STACK;
    }
    /* An address that is no address comes with SI_KERNEL and as 0. */
    if (address < NEARLY_NULL && info->si_code != SI_KERNEL) {
        return CRASH_NULL;
    }
    return address == pc ? CRASH_CODE : CRASH_WILD;
}

static void
on_crash(int number, siginfo_t *info, void *context)
{
    struct place_in_code place = interrupted_place(context);
    enum crash kind = crash_kind(number, info, place.pc);

    the_report->crash = kind;
    if (place.pc < NEARLY_NULL || kind == CRASH_CODE) {
        /* A call went astray: the caller's line is the one to show, and its
         * address is the last thing on the stack. */
        place.pc = *(const uintptr_t *)place.stack - 1;
    }
    the_report->line =
        Hb_HostLine((const void *)place.pc, (const void *)place.frame);
    if (kind == CRASH_STACK) {
        the_report->depth = count_frames(place.frame);
    }
    /* The handler is gone (SA_RESETHAND): the instruction is tried again and
     * ends the program as it should. */
}

void
crash_watch(struct child_report *report)
{
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
    struct sigaction action = {.sa_sigaction = on_crash,
                               .sa_flags =
                                   SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};

    the_report = report;
    stack_top = (uintptr_t)__builtin_frame_address(0);
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
    }
}

/* 40123 -> 40,000: a depth differs from machine to machine. */
static const char *
stack_sentence(void *ctx, int depth)
{
    int unit = 1;

    while (depth / unit >= 10) {
        unit *= 10;
    }
    depth = depth / unit * unit;
    if (depth <= 0) {
        return "stack overflow";
    }
    return depth < 1000
               ? talloc_asprintf(ctx, "stack overflow at depth about %d",
                                 depth)
               : talloc_asprintf(ctx, "stack overflow at depth about %d,%03d",
                                 depth / 1000, depth % 1000);
}

static const char *
signal_sentence(void *ctx, int number)
{
    switch (number) {
    case SIGSEGV:
        return "memory that is not the program's own";
    case SIGABRT:
        return "abort() was called";
    case SIGFPE:
        return "division by zero";
    case SIGSYS:
        return "tried to make a system call of another kind of machine, "
               "which is not allowed";
    default:
        return talloc_asprintf(ctx, "ended by the signal SIG%s",
                               sigabbrev_np(number));
    }
}

const char *
crash_sentence(void *ctx, const struct child_report *report, int number)
{
    switch (number == SIGABRT ? CRASH_NONE : report->crash) {
    case CRASH_NULL:
        return "NULL pointer";
    case CRASH_WILD:
        return "pointer to memory that is not there";
    case CRASH_STACK:
        return stack_sentence(ctx, report->depth);
    case CRASH_DIVISION:
        return "division by zero";
    case CRASH_CODE:
        return "call through a pointer that is no function";
    default:
        return signal_sentence(ctx, number);
    }
}
