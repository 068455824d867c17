/* Includes the users of the machine, for the messages to print.

   verdict: does not compile | not allowed
   score: 0/10 */
#include "/etc/passwd"
