/* Has a variable where the function should be.

   verdict: expected [ | no function | not there
   score: 1/10 */
char ends[] = {0x31, (char)0xc0, (char)0xc3};
