/* Includes what it is told through a pipe that never closes.

   verdict: does not compile | not allowed | no answer within
   score: 0/10
   time: 300 */
#include "/proc/self/fd/1"
