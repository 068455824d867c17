/* Makes one word of two, again and again.

   verdict: compiler | memory | no answer within | does not compile | expected
   score: 1/10
   time: 300 */
#define P(a, b) a##b
#define Q(a, b) P(a, b)
#define X0 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#define X1 Q(X0, X0)
#define X2 Q(X1, X1)
#define X3 Q(X2, X2)
#define X4 Q(X3, X3)
#define X5 Q(X4, X4)
#define X6 Q(X5, X5)
#define X7 Q(X6, X6)
#define X8 Q(X7, X7)
#define X9 Q(X8, X8)
#define X10 Q(X9, X9)
#define X11 Q(X10, X10)
#define X12 Q(X11, X11)
#define X13 Q(X12, X12)
#define X14 Q(X13, X13)
#define X15 Q(X14, X14)
#define X16 Q(X15, X15)
#define X17 Q(X16, X16)
#define X18 Q(X17, X17)
#define X19 Q(X18, X18)
#define X20 Q(X19, X19)
#define X21 Q(X20, X20)
#define X22 Q(X21, X21)
#define X23 Q(X22, X22)
#define X24 Q(X23, X23)
#define X25 Q(X24, X24)
#define X26 Q(X25, X25)
#define X27 Q(X26, X26)
int X27;
int ends;
