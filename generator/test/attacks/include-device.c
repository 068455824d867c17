/* Includes a device without end.

   verdict: does not compile | not allowed | no answer within | of memory
   score: 0/10
   time: 300 */
#include "/dev/zero"
