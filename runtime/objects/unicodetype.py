#!/usr/bin/env python3.11
"""Writes unicodetype_*.h: what Unicode says about characters.

Run by hand, when the version of Unicode changes:
    python3.11 unicodetype.py ranges > unicodetype_ranges.h
    python3.11 unicodetype.py cases > unicodetype_cases.h

The source is the interpreter's own unicodedata (3.11: Unicode 14.0).  A run of
code points with the same properties is one row; in a run marked as alternating
the first letter is upper case, the second lower, and so on.
"""
import sys
import unicodedata

POINTS = [chr(c) for c in range(0x110000)]
UPPER, LOWER = 64, 128
WORD_PUNCTUATION = "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027" \
    "\ufe13\ufe52\ufe55\uff07\uff0e\uff1a"


def case_ignorable(ch):
    return (unicodedata.category(ch) in ("Mn", "Me", "Cf", "Lm", "Sk")
            or ch in WORD_PUNCTUATION)


def flags(ch):
    tests = (ch.isalpha(), ch.isdecimal(), ch.isdigit(), ch.isnumeric(),
             ch.isspace(), ch.isprintable(), ch.isupper(), ch.islower(),
             ch.istitle() and not ch.isupper(), ch.isidentifier(),
             ("a" + ch).isidentifier(), case_ignorable(ch))
    return sum(bool(test) << bit for bit, test in enumerate(tests))


def ranges():
    rows = []
    for c, ch in enumerate(POINTS):
        f = flags(ch)
        other = f & ~(UPPER | LOWER)
        if rows:
            first, last = rows[-1]
            if f == last:
                continue
            if other == last & ~(UPPER | LOWER):
                turn = UPPER if (c - first) % 2 == 0 else LOWER
                if last & UPPER and last & LOWER and f & turn:
                    continue
                if last & UPPER and c == first + 1 and f & LOWER:
                    rows[-1] = (first, last | LOWER)
                    continue
        rows.append((c, f))
    return rows


def mappings(method, unless=None):
    """Rows (first, last, step, delta) of mappings to one character."""
    rows = []
    for c, ch in enumerate(POINTS):
        to = getattr(ch, method)()
        if len(to) != 1 or to == (getattr(ch, unless)() if unless else ch):
            continue
        delta = ord(to) - c
        if rows and rows[-1][3] == delta:
            first, last, step, _ = rows[-1]
            if c - last in ((1, 2) if step == 0 else (step,)):
                rows[-1] = (first, c, c - last, delta)
                continue
        rows.append((c, c, 0, delta))
    return [(a, b, step or 1, delta) for a, b, step, delta in rows]


def specials(method):
    rows = []
    for c, ch in enumerate(POINTS):
        to = getattr(ch, method)()
        if len(to) > 1:
            rows.append((c, *map(ord, to.ljust(3, "\0"))))
    return rows


def digits(method):
    """Rows (first, last, value of first) where values go up by one."""
    rows = []
    for c, ch in enumerate(POINTS):
        value = getattr(unicodedata, method)(ch, None)
        if value is None:
            continue
        if rows and rows[-1][1] == c - 1 and \
                rows[-1][2] + c - rows[-1][0] == value:
            rows[-1] = (rows[-1][0], c, rows[-1][2])
        else:
            rows.append((c, c, int(value)))
    return rows


def write(kind, name, rows, form):
    print(f"\nstatic const struct {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " {" + form.format(*row) + "},"
        if len(line) + len(cell) > 79:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("};")


def head(name):
    print(f"""/* {name} -- properties of characters, Unicode {
        unicodedata.unidata_version}.
 *
 * Written by unicodetype.py; do not edit.  Who may include it:
 * unicode_ctype.c.
 */
/* clang-format off */""")


def write_ranges():
    head("unicodetype_ranges.h")
    write("range", "ranges", ranges(), "{:#x},{}")


def write_cases():
    head("unicodetype_cases.h")
    mapping, special = "{:#x},{:#x},{},{}", "{:#x},{{{:#x},{:#x},{:#x}}}"
    write("mapping", "to_upper", mappings("upper"), mapping)
    write("mapping", "to_lower", mappings("lower"), mapping)
    write("mapping", "to_title", mappings("title", "upper"), mapping)
    write("mapping", "to_fold", mappings("casefold", "lower"), mapping)
    for method, name in (("upper", "upper"), ("lower", "lower"),
                         ("title", "title"), ("casefold", "fold")):
        write("special", f"special_{name}", specials(method), special)
    write("digits", "decimal_digits", digits("decimal"), "{:#x},{:#x},{}")
    write("digits", "other_digits", digits("digit"), "{:#x},{:#x},{}")


{"ranges": write_ranges, "cases": write_cases}[sys.argv[1]]()
print("/* clang-format on */")
