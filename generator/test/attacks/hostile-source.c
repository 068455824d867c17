/* Has the compiler say what moves cursors.

   verdict: does not compile
   score: 0/10 */
#error [2J]0;x2J‮<b>
