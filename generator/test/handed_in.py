"""Makes a small course, and what a class may hand in for it: folders and
archives, some of them hostile.

    handed_in.py course FOLDER     writes FOLDER/course
    handed_in.py class FOLDER      writes FOLDER/{course,class,hostile,...}
"""
import io
import json
import os
import random
import stat
import sys
import tarfile
import zipfile

what, out = sys.argv[1:]
chapter, name = 'copies', 'copy-rows'


def write(path, data):
    path = os.path.join(os.fsencode(out), os.fsencode(path))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


# ---- the course ----------------------------------------------------------

CHECK = """\
#include "heapbook/check.h"

PyObject *FUNCTION(PyObject *rows);

TEST(equal, .points = 5, .claim = "the copy is equal")
{
    PyObject *rows = hb_lit("[[1], [2, 3]]");

    slot("rows", rows);
    result("copy", FUNCTION(rows));
}

JUDGE(equal)
{
    want_value("rows", "[[1], [2, 3]]");
    want_value("copy", "[[1], [2, 3]]");
}

TEST(fresh, .points = 4, .needs = "equal",
     .claim = "the copy is a new list, and nothing is left over")
{
    PyObject *rows = hb_lit("[[4], []]");

    slot("rows", rows);
    result("copy", FUNCTION(rows));
}

JUDGE(fresh)
{
    want_other("copy", "rows");
    want_no_leak();
}

TEST(empty, .points = 1, .claim = "of nothing comes nothing")
{
    result("copy", FUNCTION(hb_lit("[]")));
}

JUDGE(empty)
{
    want_value("copy", "[]");
}
"""

README = """\
---
title: Copy TITLE
points: 10
---

Write `FUNCTION(rows)`: a copy of the list.

## Hint: How?

With one call.
"""

HEAD = """\
#include <Python.h>

PyObject *
FUNCTION(PyObject *rows)
{
"""

ANSWERS = {
    'starter.c': '    (void)rows;\n    return PyList_New(0);\n',
    'solution.c': '    Py_ssize_t all_of_them = PyList_Size(rows);\n\n'
                  '    return PyList_GetSlice(rows, 0, all_of_them);\n',
    'wrong/alias.c': '    return Py_NewRef(rows); /* not a copy */\n',
    'wrong/leak.c': '    PyObject *result = PySequence_List(rows);\n\n'
                    '    Py_XINCREF(result); /* one too many */\n'
                    '    return result;\n',
}


def exercise(path, function):
    def fill(text):
        return text.replace('FUNCTION', function).replace(
            'TITLE', function.replace('_', ' ')).encode()
    answers = {}
    for file, body in ANSWERS.items():
        head = '/* score: 6/10\n   fails: fresh */\n' if '/' in file else ''
        answers[file] = fill(head + HEAD + body + '}\n')
        write(f'course/exercises/{path}/{file}', answers[file])
    write(f'course/exercises/{path}/check.c', fill(CHECK))
    write(f'course/exercises/{path}/README.md', fill(README))
    return answers


answers = exercise('copies/copy-rows', 'copy_rows')
exercise('slots/make-slotted', 'make_slotted')
if what == 'course':
    sys.exit()
good = answers['solution.c']
bad = answers['wrong/alias.c']
# Two seconds lost: it never ends for a list without rows.
endless = good.replace(b'{\n', b'{\n    while (PyList_Size(rows) == 0) {\n'
                       b'    }\n', 1)
assert endless != good

# ---- what is handed in ---------------------------------------------------


def archive(entries):
    """entries: (name or ZipInfo, bytes)."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as file:
        for entry, text in entries:
            file.writestr(entry, text)
    return data.getvalue()


def link(path, target):
    info = zipfile.ZipInfo(path)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def progress(score, source):
    return json.dumps({'format': 'heapbook progress', 'version': 1,
                       'exercises': {f'{chapter}/{name}': {
                           'source': source.decode(), 'score': score,
                           'max_score': 10}}}).encode()


# A class: every layout that is accepted, and some trouble.
write(f'class/ada/{chapter}/{name}/answer.c', good)
write(f'class/ada/{chapter}/{name}/starter.c', bad)
write(f'class/bob/{chapter}/{name}.c', bad)
write(f'class/cleo/{name.replace("-", "_").upper()}.c', good)
write(f'class/dora/exercises/{chapter}/{name}/answer.c', good)
write(f'class/emil/{chapter}-{name}.c', good)
write('class/fay/notes.txt', b'nothing')
write(f'class/gus/{name}.c', os.urandom(3000))
write(f'class/hal/{name}.c', b'')
write(f'class/ida.zip', archive([(f'{chapter}/{name}/answer.c', good)]))
write(f'class/jon/{name}.c', good)
write(f'class/jon/copy/{name}.c', bad)
write('class/kim/progress.json', progress(10, good))
write('class/lou/progress.json', progress(10, bad))
write(f'class/max/{name}.c', good)
write('class/max/mine.json', progress(10, bad))
os.makedirs(out + '/class/ned')
os.symlink('/etc/passwd', f'{out}/class/ned/{name}.c')
os.mkfifo(f'{out}/class/ned/pipe.c')
os.symlink('..', out + '/class/oda')

# Moodle's and Gradescope's: one folder with all, and names of people.
write('wrapped.zip', archive(
    [('assignment_1_export/', b''),
     ('assignment_1_export/submission_metadata.yml', b'x: 1')] +
    [(f'assignment_1_export/submission_{i}/{name}.c', good)
     for i in range(3)]))

# Names that want to be formulas, paths, commands, or something else.
names = ['=cmd|calc', '@x', '-1+1', 'new\nline', 'bell\a\x1b[31m', 'a,b"c',
         'right\u202eleft', 'Zoë Čapek', 'x' * 250, '\\x41', "o'neil",
         '<b>&amp;', '%0A::error::x', 'CON', 'tab\there']
for one in names:
    write(f'hostile/{one}/{name}.c', good)
write(b'hostile/not-\xff\xfe-utf8/' + name.encode() + b'.c', bad)
write(b'hostile/not-\xff\xfd-utf8/' + name.encode() + b'.c', good)

# Archives that want out, in, or never to end.
write('slip.zip', archive([(f'../../evil/{name}.c', good),
                           (f'/abs/{name}.c', good),
                           (f'eve/{name}.c', good)]))
write('link.zip', archive([link(f'eve/{name}.c', '/etc/passwd'),
                           (f'ok/{name}.c', good)]))
locked = bytearray(archive([(f'eve/{name}.c', good)]))
for mark, at in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
    locked[locked.index(mark) + at] |= 1
write('locked.zip', bytes(locked))
whole = archive([(f'eve/{name}.c', good), ('eve/z.c', os.urandom(9000))])
write('broken.zip', whole[:len(whole) // 2])
write('garbage.zip', os.urandom(5000))
write('empty.zip', b'')
write('bomb.zip', archive([(f'eve/{name}.c', b'\0' * (200 << 20)),
                           (f'ok/{name}.c', good)]))
write('many.zip', archive([(f'eve/{i}.c', b'') for i in range(20100)]))
deep = archive([(f'{name}.c', good)])
for level in range(4):
    deep = archive([(f'deep{level}.zip', deep)])
write('deep.zip', deep)
data = io.BytesIO()
with tarfile.open(fileobj=data, mode='w:gz') as file:
    for path, text in ((f'../../evil/{name}.c', good),
                       (f'tom/{name}.c', good)):
        info = tarfile.TarInfo(path)
        info.size = len(text)
        file.addfile(info, io.BytesIO(text))
    info = tarfile.TarInfo(f'tim/{name}.c')
    info.type = tarfile.SYMTYPE
    info.linkname = '/etc/passwd'
    file.addfile(info)
    info = tarfile.TarInfo('tam/disk.c')
    info.type = tarfile.BLKTYPE
    file.addfile(info)
write('class.tar.gz', data.getvalue())

# A class that takes its time.
random.seed(1)
for i in range(12):
    write(f'slow/s{i:02}/{name}.c',
          endless if i % 4 == 0 else random.choice([good, bad]))
