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
    int writing;
    uintptr_t registers[16];
    size_t count; /* of registers */
};

static struct place_in_code
interrupted_place(const void *context)
{
    struct place_in_code place = {0};
#if defined(__x86_64__)
    enum { WRITE = 2 }; /* of a page fault's error code */

    const greg_t *regs = ((const ucontext_t *)context)->uc_mcontext.gregs;

    place.pc = (uintptr_t)regs[REG_RIP];
    place.frame = (uintptr_t)regs[REG_RBP];
    place.stack = (uintptr_t)regs[REG_RSP];
    place.writing = (regs[REG_ERR] & WRITE) != 0;
    for (int i = REG_R8; i <= REG_RCX; i++) {
        place.registers[place.count++] = (uintptr_t)regs[i];
    }
#elif defined(__aarch64__)
    const mcontext_t *regs = &((const ucontext_t *)context)->uc_mcontext;

    place.pc = regs->pc;
    place.frame = regs->regs[29];
    place.stack = regs->sp;
    for (; place.count < 16; place.count++) {
        place.registers[place.count] = regs->regs[place.count];
    }
#else
#error "say where this machine keeps its frame pointer"
#endif
    return place;
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

static uintptr_t
stack_room(void)
{
    struct rlimit limit;

    return !getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur != RLIM_INFINITY
               ? limit.rlim_cur
               : (uintptr_t)8 << 20;
}

static int
is_below_the_stack(uintptr_t address)
{
    uintptr_t room = stack_room();

    return address < stack_top - room / 2 && address > stack_top - 2 * room;
}

/* An array that is larger than the stack takes the stack's pointer along. */
static int
has_left_the_stack(const struct place_in_code *place)
{
    const uintptr_t far = (uintptr_t)1 << 38;

    return place->stack < stack_top - stack_room() &&
           place->stack > stack_top - far;
}

static enum crash
crash_kind(int number, const siginfo_t *info,
           const struct place_in_code *place)
{
    uintptr_t address = (uintptr_t)info->si_addr;

    if (number == SIGABRT) {
        return CRASH_NONE;
    }
    if (number == SIGFPE) {
        return CRASH_DIVISION;
    }
    if (number == SIGILL) {
        return CRASH_CODE;
    }
    if (is_below_the_stack(address) ||
        (has_left_the_stack(place) && address + NEARLY_NULL > place->stack &&
         address < stack_top)) {
        return CRASH_STACK;
    }
    /* An address that is no address comes with SI_KERNEL and as 0. */
    if (address < NEARLY_NULL && info->si_code != SI_KERNEL) {
        return CRASH_NULL;
    }
    return address == place->pc ? CRASH_CODE : CRASH_WILD;
}

/* A register that points to where the quarantine has put its own bytes. */
static enum held
held_bytes(const struct place_in_code *place)
{
    const uintptr_t ones = 0x0101010101010101, near = 1 << 16;

    for (size_t i = 0; i < place->count; i++) {
        if (place->registers[i] - ones * HB_KEPT_FILLER + near / 2 < near) {
            return HELD_FILLER;
        }
        if (place->registers[i] - ones * HB_KEPT_FRESH + near / 2 < near) {
            return HELD_FRESH;
        }
    }
    return HELD_NOTHING;
}

/* Whether the division that was interrupted had another divisor than 0; known
 * of one in a register (REX, F7, mode 11 and the register). */
static int
divisor_is_there(const struct place_in_code *place)
{
#if defined(__x86_64__)
    static const unsigned char order[] = {13, 14, 12, 11, 15, 10, 9, 8,
                                          0,  1,  2,  3,  4,  5,  6, 7};
    const unsigned char *code = (const unsigned char *)place->pc;
    unsigned number = 0;
    uintptr_t value;
    int wide = 0;

    if ((*code & 0xf0) == 0x40) {
        wide = *code & 8;
        number = (*code++ & 1) * 8u;
    }
    if (code[0] != 0xf7 || code[1] < 0xf0) {
        return 0;
    }
    number |= code[1] & 7;
    value = number == 4 ? 0 : place->registers[order[number]];
    return wide ? value != 0 : (uint32_t)value != 0;
#else
    (void)place;
    return 0;
#endif
}

/* Whether a call of the answer's ends there (E8 and four bytes, or FF and a
 * register): other addresses of its code are left on the stack, too, where
 * its lines were looked up. */
static int
is_behind_call(uintptr_t address)
{
#if defined(__x86_64__)
    const unsigned char *code = (const unsigned char *)address;

    return Hb_HostKnows(code - 5) &&
           (code[-5] == 0xe8 || (code[-2] == 0xff && code[-1] >> 3 == 0x1a));
#else
    return Hb_HostKnows((const void *)(address - 1));
#endif
}

/* A library that keeps no frame pointers was called: return addresses stand
 * on the stack all the same. */
static int
line_on_stack(const struct place_in_code *place)
{
    enum { WORDS = 4096 };

    const uintptr_t *word = (const uintptr_t *)place->stack;
    int line = 0;

    for (int i = 0; i < WORDS && (uintptr_t)(word + 1) <= stack_top && !line;
         i++, word++) {
        if (is_behind_call(*word)) {
            line = Hb_HostLine((const void *)(*word - 1), NULL);
        }
    }
    return line;
}

/* Who makes room on the stack keeps the way back in a register. */
static int
line_in_register(const struct place_in_code *place)
{
    int line = 0;

    for (size_t i = 0; i < place->count && !line; i++) {
        if (is_behind_call(place->registers[i])) {
            line = Hb_HostLine((const void *)(place->registers[i] - 1), NULL);
        }
    }
    return line;
}

static int
in_library(uintptr_t pc)
{
    extern const char __executable_start, etext;

    return !(pc >= (uintptr_t)&__executable_start && pc < (uintptr_t)&etext);
}

/* A function may stop before it has made its frame: then the address of its
 * caller is the last thing on the stack, or the last but its frame. */
static int
line_of_caller(const struct place_in_code *place)
{
    const uintptr_t *last = (const uintptr_t *)place->stack;

    last += *last == place->frame;
    return Hb_HostLine((const void *)(*last - 1), NULL);
}

static void
find_line(struct child_report *report, const struct place_in_code *place)
{
    const void *pc = (const void *)place->pc, *callee = pc;
    int line = 0;

    if (report->crash == CRASH_STACK) {
        /* Where exactly it was full is chance; what called is not. */
        line = Hb_HostLine(NULL, (const void *)place->frame);
        if (!line && !Hb_HostKnows(pc)) {
            line = line_in_register(place);
        }
    }
    else if (!Hb_HostKnows(pc)) {
        line = in_library(place->pc) ? line_on_stack(place)
                                     : line_of_caller(place);
    }
    if (!line) {
        line = Hb_HostPlace(pc, (const void *)place->frame, &callee);
    }
    report->line = line;
    report->place.callee = (uint64_t)(uintptr_t)callee;
}

static void
describe(struct crash_place *place, const struct place_in_code *from,
         uintptr_t address)
{
    place->writing = from->writing;
    if (Hb_QuarantineFind((const void *)address, &place->block)) {
        place->beyond =
            (long long)(address - place->block.start - place->block.size);
    }
    else {
        place->held = held_bytes(from);
    }
}

static void
on_crash(int number, siginfo_t *info, void *context)
{
    struct place_in_code place = interrupted_place(context);
    enum crash kind = crash_kind(number, info, &place);

    the_report->crash = kind;
    if (has_left_the_stack(&place)) {
        place.stack = place.frame; /* nothing is there that could be read */
    }
    if (place.pc < NEARLY_NULL || kind == CRASH_CODE) {
        /* A call went astray: the caller's line is the one to show, and its
         * address is the last thing on the stack. */
        place.pc = *(const uintptr_t *)place.stack - 1;
        the_report->place.astray = 1;
    }
    find_line(the_report, &place);
    describe(&the_report->place, &place, (uintptr_t)info->si_addr);
    if (kind == CRASH_DIVISION) {
        the_report->place.overflow = divisor_is_there(&place);
    }
    if (kind == CRASH_STACK && place.stack != place.frame) {
        the_report->depth = count_frames(place.frame);
    }
    /* The handler is gone (SA_RESETHAND): the instruction is tried again and
     * ends the program as it should. */
}

void
crash_watch(struct child_report *report)
{
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
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
