/* Has the linker ask a function which function it is.

   verdict: before the test was over | does not compile
   score: 1/10 */
__asm__(".globl ends\n.type ends, @gnu_indirect_function\n"
        "ends:\nmov $60,%eax\nxor %edi,%edi\nsyscall\n");
