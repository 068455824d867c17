#include "cmd/doctor_words.h"

#include <string.h>

const struct layer_words doctor_layers[] = {
    {LAYER_LANDLOCK, "Landlock",
     "a program reaches no file but those that it was given",
     "only seccomp keeps a program from files; what a compiler includes is "
     "held back by a look at its text alone; no test is explained by a sum "
     "that does not fit, for gcc would have to read the answer",
     "Linux 5.13 or newer, with landlock among the modules that "
     "/sys/kernel/security/lsm names (boot with lsm=landlock,...); in a "
     "container its profile has to allow landlock_create_ruleset, "
     "landlock_add_rule and landlock_restrict_self"},
    {LAYER_SECCOMP, "seccomp",
     "a program makes no system call but harmless ones",
     "a program can start others, set limits of this user's processes and "
     "use networks other than TCP, as far as namespaces do not stand in",
     "a kernel with CONFIG_SECCOMP_FILTER; in a container or under gVisor, "
     "a profile that lets a process install filters of its own"},
    {LAYER_NOTIFY, "its notifier",
     "a verdict names the call: \"tried to start a process (clone)\"",
     "what is refused is refused, but a verdict cannot say what was tried; "
     "marks are as good",
     "Linux 5.0 or newer, and no other notifier above: start heapbook "
     "outside of a sandbox that listens to system calls itself"},
};

const size_t doctor_layer_count = sizeof doctor_layers / sizeof *doctor_layers;

const char *
doctor_attack_means(const char *attack)
{
    static const struct {
        const char *attack, *means;
    } words[] = {
        {"read a file", "it could read solutions, marks, and your keys"},
        {"make a file", "it could leave files, or write into yours"},
        {"start a process", "it could go on when its test is over"},
        {"open a connection", "it could send away what it has seen"},
        {"signal the parent", "it could end the grader"},
        {"trace", "it could read and write the memory of others"},
        {"read the environment", "it could see passwords and tokens there"},
        {"start a program", "it could run whatever is installed"},
        {"take all memory", "it could slow down or end all others"},
        {"run for ever", "it could keep a grader waiting"},
        {"write for ever", "it could fill the disk with its output"},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!strcmp(words[i].attack, attack)) {
            return words[i].means;
        }
    }
    return NULL;
}

const char *
doctor_advice(enum sandbox_level level)
{
    switch (level) {
    case LEVEL_GRADING:
        return "nothing is to be done";
    case LEVEL_PRACTICE:
        return "check your own answers here, and give marks elsewhere: each "
               "report says PRACTICE";
    default:
        return "run nothing here that you have not read; `build`, `check` "
               "and `grade` ask for --i-trust-this-code";
    }
}
