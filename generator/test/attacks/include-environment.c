/* Includes its environment.

   verdict: does not compile | not allowed
   score: 0/10 */
#include "/proc/self/environ"
