/* Goes from the headers, which it may read, to files that it may not.

   verdict: does not compile | not allowed
   score: 0/10 */
#include <sys/../../../../../../../tmp/hb-attack-canary>
#include <sys/../../../../../../../../etc/passwd>
#include <../../../../../../../../../proc/self/environ>
