/* Includes itself.

   verdict: does not compile | not allowed
   score: 0/10 */
#include __FILE__
