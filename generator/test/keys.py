#!/usr/bin/python3
"""keys.py PROGRAM ARG... -- a terminal for `heapbook check --watch`.

Reads lines from stdin: `key TEXT` types it (with escapes), `wait TEXT` waits
until that has been printed behind what was waited for before, `run COMMAND`
has a shell do it, `size ROWS COLUMNS` changes the window.  Prints what the
program has printed, that it stopped, how it ended, and each time whether the
terminal is as it was.
"""
import fcntl, os, pty, select, signal, struct, sys, termios, time

PATIENCE = 20


def lead(argv):
    """As a shell does: a job in the foreground, which goes on when it stops."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    before = termios.tcgetattr(0)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execv(argv[0], argv)
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        state = "as before" if termios.tcgetattr(0) == before else "changed"
        if not os.WIFSTOPPED(status):
            code = os.waitstatus_to_exitcode(status)
            print(f"\nended {code}, terminal {state}", flush=True)
            os._exit(0)
        print(f"\nstopped, terminal {state}", flush=True)
        os.kill(-job, signal.SIGCONT)


class Terminal:
    def __init__(self, argv):
        self.main, other = pty.openpty()
        self.text, self.at = "", 0
        if os.fork() == 0:
            os.setsid()
            for fd in range(3):
                os.dup2(other, fd)
            os.closerange(3, 64)
            lead(argv)
        os.close(other)

    def take(self):
        if not select.select([self.main], [], [], 0.1)[0]:
            return True
        try:
            new = os.read(self.main, 65536)
        except OSError:
            return False
        self.text += new.decode(errors="replace").replace("\r", "")
        return bool(new)

    def wait(self, what):
        end, more = time.monotonic() + PATIENCE, True
        while (found := self.text.find(what, self.at)) < 0:
            if not more or time.monotonic() > end:
                self.text += f"\n<{what!r} never came>\n"
                return
            more = self.take()
        self.at = found + len(what)


terminal = Terminal(sys.argv[1:])
for line in sys.stdin:
    word, _, rest = line.rstrip("\n").partition(" ")
    if word == "key":
        os.write(terminal.main, rest.encode().decode("unicode_escape").encode())
    elif word == "wait":
        terminal.wait(rest)
    elif word == "run":
        os.system(rest)
    elif word == "size":
        size = struct.pack("HHHH", *map(int, rest.split()), 0, 0)
        fcntl.ioctl(terminal.main, termios.TIOCSWINSZ, size)
terminal.wait("ended ")
while terminal.take() and not terminal.text.endswith("\n"):
    pass
os.wait()
print(terminal.text)
