/* Embeds a file, and asks which files there are.

   verdict: not allowed here | does not compile
   score: 0/10 */
#include <stdio.h>
static const char text[] = {
#embed "/tmp/hb-attack-canary"
};
#if __has_include("/tmp/hb-attack-canary")
#error "the canary is there"
#endif
