/* fuzz_scripts_rules.h -- the second half of the rules. */
/* clang-format off */
    /* what lives how long */
    {"lives",
     "$a=my.node();$b=[$a];setattr($a, 'b', $b);$a=None;gc.is_tracked($b);"
     "len(gc.get_referrers($b));$b=None;gc.collect();gc.garbage | "
     "$a=type('P', (), {'__del__': my.method('keeps')});$b=$a();setattr($b, "
     "'me', $b);$b=None;$f;gc.collect();$f;gc.is_finalized($f);$f=None;"
     "gc.collect() | $a=[my.node(), my.node()];$b=weakref.ref($a[0], "
     "my.says);$a.append($a);$a=None;gc.collect();$b() | $a=my.node();"
     "gc.get_referents($a);gc.is_tracked($a);gc.is_tracked(<value>);"
     "gc.is_tracked(<list>);gc.is_tracked(<dict>);gc.is_tracked((<items>,));"
     "sys.getrefcount($a);sys.getrefcount(<list>) | $a=<list>;"
     "sys.getsizeof($a);<listop>;sys.getsizeof($a);<listop>;"
     "sys.getsizeof($a);sys.getsizeof(<dict>);sys.getsizeof(<word>);"
     "sys.getsizeof(<num>);sys.getsizeof(<deque>) | $a=type('P', (list,), "
     "{'__del__': <meth>});$b=$a([1, 2]);$c=[$b];$b=None;$c.clear();$c=None;"
     "gc.collect();$f | $a={};operator.setitem($a, 'me', $a);"
     "$b=collections.deque([$a]);operator.setitem($a, 'q', $b);"
     "$c=itertools.cycle([$a]);operator.setitem($a, 'c', $c);next($c);$a;"
     "$a=None;$b=None;$c=None;gc.collect() | $a=my.node();"
     "$b=functools.partial(my.says, $a);setattr($a, 'p', $b);"
     "$c=types.MethodType(my.says, $a);setattr($a, 'm', $c);$b=None;$c=None;"
     "$a=None;gc.collect() | $a=my.node();$b=my.node();setattr($a, 'o', $b);"
     "setattr($b, 'o', $a);$c=weakref.ref($a, <func>);$d=weakref.ref($b, "
     "my.says);$a=None;$b=None;gc.collect();$c();$d();$c=None | "
     "$a=my.node();$b=iter([$a, $a]);$c=map(my.says, $b);$d={1: $c};"
     "setattr($a, 'd', $d);$b=None;next($c);$c=None;$d=None;$a=None;"
     "gc.collect() | $a=Exception(my.node());setattr($a, '__cause__', $a);"
     "setattr($a, 'me', $a);$a=None;gc.collect() | $a=type('C', (), {});"
     "$b=$a();setattr($a, 'i', $b);$c=weakref.ref($a);$a=None;$b=None;$c();"
     "gc.collect();$c()"},
    /* formatting */
    {"fill",
     " | * | 0 | € | x | {"},
    {"align",
     " | < | > | ^ | ="},
    {"sign",
     " | + | - | z | +z"},
    {"width",
     " | 1 | 5 | 12 | 05 | 0 | 010 | 3"},
    {"group",
     " |  | , | _ | ,_"},
    {"prec",
     " | .0 | .1 | .3 | .10 | . | .20"},
    {"kind",
     " | d | f | g | e | x | X | o | b | c | n | % | s | E | G | F | r | z"},
    {"alt",
     " |  | #"},
    {"spec",
     "<fill><align><sign><alt><width><group><prec><kind> | "
     "<align><width><kind> | <sign><prec><kind> | <width><group><kind> | "
     "<width><prec>"},
    {"field",
     "{} | {0} | {1} | {x} | {0:<spec>} | {:<spec>} | {0!r} | {0!s:>6} | "
     "{1!a} | {x:<spec>} | {0[0]} | {0[a]} | {x.real} | { | } | {{ | }} | "
     "{!} | {0!} | {0!x} | {:{}} | {0:{1}} | {9} | {-1} | {0.a.b} | {0[} | "
     "{0[]} | {a b} | {0:{x}} | { 0} | {:{:{}}} | {99999999999999999999} | "
     "{0[1][0]} | {.real} | {[0]}"},
    {"pct",
     "%s | %d | %r | %5s | %-5d | %05d | %+d | %x | %#x | %o | %e | %.3f | "
     "%g | %c | %% | %a | %(a)s | %(b)d | %.*f | %*d | %i | %u | %#o | % d "
     "| %.0f | %10.4s | % | %z | %(a | %-+5d | %#.3g | %5% | %lld | "
     "%(a)(b)s | %0-5d | %.f | %99999999999999999999d | %X"},
    {"fargs",
     "<num> | <word> | <num>, <word> | <value>, <small>, x=<num> | <list>, "
     "<value> | x=<num> | <octet>, 1 | ~, ~ | <dict>, <small> | <word>, "
     "<small>"},
    {"formats",
     "format(<real>, '<spec>');format(<int>, '<spec>');format(<word>, "
     "'<spec>');format(<num>, '<spec>') | format(<real>, '<spec>');"
     "format(<real>, '<spec>');format(<real>, '<spec>');format(<real>, "
     "'<spec>');format(<real>, '<spec>') | '<field>'.format(<fargs>);"
     "'a<field>b'.format(<fargs>);'<field><field>'.format(<fargs>);"
     "'<field>-<field>'.format(<fargs>) | operator.mod('<pct>', <num>);"
     "operator.mod('<pct>', (<num>,));operator.mod('<pct><pct>', (<num>, "
     "<word>));operator.mod('<pct>', <value>);operator.mod('<pct> <pct>', "
     "{'a': <num>, 'b': <num>});operator.mod('<pct>', (<small>, <num>)) | "
     "operator.mod(b'<pct>', <num>);operator.mod(b'<pct>', (<num>,));"
     "operator.mod(b'<pct><pct>', (<num>, <octet>));"
     "operator.mod(bytearray(b'<pct>'), <octet>);operator.mod(b'<pct> "
     "<pct>', {b'a': <num>, b'b': <octet>}) | '<field>'.format_map(<dict>);"
     "'{a}'.format_map(<value>);format(<value>, '<spec>');format(<list>, "
     "<word>);format(~, '<spec>');'<field>'.format(~) | format(<num>, "
     "<value>);format(complex(<fl>, <fl>), '<spec>');str(<num>);repr(<num>);"
     "ascii(<word>);'{:<spec>}'.format(<octet>);format(<int>, '<spec>');"
     "format(True, '<spec>')"},
    /* numbers */
    {"digits",
     "0 | 12 | -7 | +5 | 1_000 | 1__0 | _1 |  42  | 0x1f | 0b101 | 0o17 | "
     "z9 | 1.5 | 1e3 | inf | -nan | .5 | 5. | 1e400 | 1_0.5 | 1e | 0x | ٣ "
     "| 1e-400 | infinity | 0.1e1_0 | - 1 | 123456789012345678901234567890 "
     "| 0_0 | 00 | 0x_f | 1 2 | 1e5L | 9999999999999999999999999 | 1\\x00"},
    {"hexf",
     "0x1.8p3 | 1.0 | 0x1p-1074 | -0x.8p0 | inf | nan | "
     "0x1.fffffffffffff8p1023 | 0x1p1024 | 0x | 1p | 0x1.8 | "
     "0x1.00000000000008p0 |  0x1p4  | 0x1p+0x | 0x123456789abcdefp-3 | "
     "0x0.0p0 | -0x1p-1075 | 0x1.8p-1074 | x"},
    {"numbers",
     "int('<digits>');int('<digits>', <radix>);float('<digits>');"
     "complex('<digits>');int(b'<ascii>');float(b'<ascii>') | "
     "float.fromhex('<hexf>');float.hex(<fl>);<fl>.__repr__();"
     "<fl>.as_integer_ratio();<fl>.is_integer();round(<fl>, <nd>);"
     "round(<fl>);int(<fl>);hash(<fl>).__class__ | <pos>.to_bytes(<small>, "
     "<endian>);<pos>.to_bytes(8, <endian>, signed=<flag>);"
     "int.from_bytes(<octet>, <endian>);int.from_bytes(<octet>, <endian>, "
     "signed=True);int.from_bytes(<finite>, <endian>);"
     "operator.neg(<pos>).to_bytes(4, 'big', signed=True) | "
     "operator.add(<num>, <num>);operator.sub(<num>, <num>);"
     "operator.mul(<num>, <num>);operator.truediv(<num>, <num>);"
     "operator.floordiv(<num>, <num>);operator.mod(<num>, <num>);"
     "divmod(<num>, <num>) | operator.lt(<num>, <num>);operator.eq(<num>, "
     "<num>);hash(<int>);bool(<num>);operator.neg(<num>);abs(<num>);"
     "operator.invert(<num>);round(<num>, <nd>);operator.ge(<real>, <int>) "
     "| operator.lshift(<int>, <small>);operator.rshift(<int>, <sh>);"
     "operator.and_(<int>, <int>);operator.or_(<int>, <int>);"
     "operator.xor(<int>, <int>);<pos>.bit_length();<pos>.bit_count();"
     "bin(<int>);hex(<int>);oct(<int>);operator.rshift(<int>, <int>) | "
     "pow(<small>, <small>);pow(<int>, <small>, <int>);pow(<small>, -1, "
     "<int>);pow(<fl>, <small>);pow(<int>, 0.5);pow(<fl>, <fl>);"
     "pow(complex(1, 2), <small>);pow(complex(<fl>, <fl>), <num>) | "
     "complex(<num>, <num>);complex(<fl>, <fl>).conjugate();"
     "operator.mul(complex(<fl>, <fl>), <num>);"
     "operator.truediv(complex(<fl>, <fl>), <num>);abs(complex(<small>, (2.5)));"
     "complex('<cplx>');repr(complex(<fl>, <fl>));operator.eq(complex(<fl>, "
     "0), <num>) | sum([<num>, <num>, <num>]);sum([<fl>, <fl>, <int>], "
     "<num>);max(<num>, <num>);min(<num>, <num>, key=<func>);sum([[1], [2]],"
     " []);sum(<finite>, <value>);round(<int>, <nd>);round(<fl>, <nd>);"
     "float(<int>);float.__format__(<fl>, '<spec>') | range(<index>, "
     "<index>);len(range(<int>, <int>));range(<int>, <int>, "
     "<step>)[<small>];range(<int>, <int>, <step>).index(<int>);"
     "operator.eq(range(<small>, <small>), range(<small>, <small>));"
     "hash(range(<small>, <small>)).__class__;range(<small>, 100, "
     "7)[<slice>];operator.contains(range(<int>, <int>, 3), <int>);"
     "reversed(range(<small>, <int>));range(5).count(<num>) | "
     "float.__getformat__('double');float.__round__(<fl>, <nd>);"
     "int.__round__(<pos>, <nd>);int.__floor__(<pos>);float.__trunc__(<fl>);"
     "float.__ceil__(<fl>);float.__pow__(<fl>, <num>);float.__rmod__(<fl>, "
     "<num>);int.__divmod__(<pos>, <num>);int.__truediv__(<pos>, <int>);"
     "bool.__and__(True, <int>)"},
    {"ascii",
     "0 | 12 | -7 | 1_000 |  42  | 0x1f | 1.5 | 1e3 | inf | 1__0 | \\x00 | "
     "\\xff"},
    {"cplx",
     "1+2j | 1j | -j | +1.5-0.0j | nan+infj |  (1+2j)  | 1+ | 1 + 2j | (1 | "
     "1e3j | j | infinityj | 1_0j | --1j | 1+2j) | 1J | ( | 1+2"},
    {"radix",
     "10 | 0 | 2 | 16 | 36 | 37 | 1 | -1 | 8 | 3 | 9223372036854775808 | "
     "1.5 | 'a'"},
    {"fl",
     "(1.5) | (-0.0) | (0.1) | (2.5) | (1e16) | (1e22) | (1e-5) | "
     "(123456789.125) | (5e-324) | float('nan') | float('inf') | (1e300) | "
     "(-7.25) | (1.7976931348623157e308) | (0.5) | (2.675) | (1e15) | "
     "(9007199254740993.0)"},
    {"pos",
     "(0) | (1) | (255) | (256) | (65536) | (9223372036854775807) | "
     "(18446744073709551616) | (123456789012345678901234567890) | (5) | "
     "(1025)"},
    {"nd",
     "None | 0 | 1 | 2 | -1 | -3 | 20 | 400 | -400 | 9223372036854775807 | "
     "18446744073709551616 | 1.5"},
    {"sh",
     "0 | 1 | 5 | 63 | 64 | -1 | 100"},
    {"endian",
     "'little' | 'big' | 'x' | sys.byteorder"},
    /* bytes, arrays, slices */
    {"octets",
     "$a=<octet>;<octetop>;<octetop>;<octetop>;<octetop> | "
     "$a=bytearray(<octet>);<octetop>;<bufferop>;<octetop>;<bufferop>;"
     "<octetop>;<bufferop> | bytes(<value>);bytes(<small>);"
     "bytearray(<small>);bytes(<word>, <enc>);bytes(<finite>);"
     "bytearray(<finite>);bytes.fromhex(<word>);bytes.fromhex('0a 1B  c');"
     "bytearray.fromhex('<hexd>');bytes.maketrans(<octet>, <octet>) | "
     "bytes.maketrans(b'abc', b'xyz');$a=<octet>;"
     "$a.translate(bytes.maketrans(b'ab', b'xy'), <octet>);"
     "$a.translate(None, <octet>);$a.translate(<octet>);$a.translate(None, "
     "delete=b'a') | <octet>.decode(<enc>);<octet>.decode(<enc>, <errh>);"
     "str(<octet>, <enc>, <errh>);<word>.encode(<enc>);<word>.encode(<enc>, "
     "<errh>);str(<octet>)"},
    {"hexd",
     "0a | 0 | zz | 0 a | 0a0B | € | 0a  |   ff | 0\\x00 | abc"},
    {"enc",
     "'utf-8' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-16-le' | 'utf-32-be' "
     "| 'UTF8' | 'unknown' | 'utf_8' | 'unicode_escape'"},
    {"errh",
     "'strict' | 'ignore' | 'replace' | 'backslashreplace' | "
     "'xmlcharrefreplace' | 'surrogateescape' | 'surrogatepass' | 'bogus'"},
    {"octetop",
     "$a.find(<octet>) | $a.find(<int>, <index>) | $a.count(<octet>, "
     "<index>, <index>) | $a.split(<octet>) | $a.split(None, <small>) | "
     "$a.rsplit(<octet>, <small>) | $a.replace(<octet>, <octet>) | "
     "$a.replace(<octet>, <octet>, <small>) | $a.strip(<octet>) | "
     "$a.hex(<char>, <small>) | $a.join([<octet>, <octet>]) | "
     "$a.startswith((<octet>, <octet>)) | $a.endswith(<octet>, <index>) | "
     "$a.partition(<octet>) | $a.rpartition(<octet>) | $a.center(<small>, "
     "<octet>) | $a.ljust(9, b'-') | $a.zfill(<small>) | "
     "$a.expandtabs(<small>) | $a.splitlines(<flag>) | $a.title() | "
     "$a.swapcase() | $a.isalnum() | $a.islower() | "
     "$a.removeprefix(<octet>) | $a.removesuffix(<octet>) | "
     "$a.index(<octet>) | $a.rindex(<int>) | operator.getitem($a, <slice>) "
     "| operator.getitem($a, <index>) | operator.contains($a, <int>) | "
     "operator.contains($a, <octet>) | operator.mul($a, <small>) | "
     "operator.add($a, <octet>) | operator.lt($a, <octet>) | operator.eq($a,"
     " <word>) | $a.isascii() | $a.capitalize() | $a.lstrip() | "
     "$a.isspace() | $a.istitle() | repr($a) | $a.rfind(<octet>, <index>, "
     "<index>)"},
    {"bufferop",
     "$a.append(<int>) | $a.extend(<finite>) | $a.extend($a) | "
     "$a.pop(<index>) | $a.insert(<index>, <int>) | $a.remove(<int>) | "
     "$a.reverse() | $a.clear() | operator.delitem($a, <slice>) | "
     "operator.setitem($a, <slice>, <octet>) | operator.setitem($a, <slice>,"
     " $a) | operator.setitem($a, <index>, <int>) | operator.iadd($a, "
     "<octet>) | operator.imul($a, <small>) | $b=memoryview($a) | "
     "$b.release() | sys.getsizeof($a) | $a.__alloc__() | $a.copy() | "
     "operator.setitem($a, <slice>, <finite>) | operator.setitem($a, "
     "<slice>, <value>) | $a.__init__(<finite>) | $b=iter($a) | next($b) | "
     "$b.__reduce__() | $a.join([$a, b'x'])"},
    {"arrays",
     "$a=array.array(<code>, <finite>);<arrayop>;<arrayop>;<arrayop>;"
     "<arrayop> | $a=array.array(<code>, [1, 2, 3]);<arrayop>;<arrayop>;"
     "<arrayop>;<arrayop>;<arrayop>;<arrayop> | $a=array.array(<code>, "
     "<octet>);<arrayop>;<arrayop>;$b=array.array(<code>);operator.eq($a, "
     "$b);operator.lt($a, $b);operator.add($a, $b);$b.extend($a);$b;"
     "operator.setitem($a, <slice>, $b);$a"},
    {"code",
     "'b' | 'B' | 'h' | 'H' | 'i' | 'I' | 'l' | 'L' | 'q' | 'Q' | 'f' | 'd' "
     "| 'u'"},
    {"arrayop",
     "$a.append(<sval>) | $a.extend(<other>) | $a.extend($a) | "
     "$a.fromlist(<list>) | $a.frombytes(<octet>) | $a.tobytes() | "
     "$a.tolist() | $a.pop(<index>) | $a.insert(<index>, <sval>) | "
     "$a.remove(<small>) | $a.index(<small>) | $a.index(<num>, <index>, "
     "<index>) | $a.count(<num>) | $a.reverse() | $a.byteswap() | "
     "operator.getitem($a, <slice>) | operator.getitem($a, <index>) | "
     "operator.setitem($a, <index>, <sval>) | operator.setitem($a, <slice>, "
     "$a) | operator.delitem($a, <slice>) | operator.mul($a, <small>) | "
     "operator.imul($a, <small>) | operator.iadd($a, $a) | "
     "$b=memoryview($a) | $b.release() | $a.itemsize | $a.typecode | "
     "sys.getsizeof($a) | $a.__reduce_ex__(4)[1] | copy.copy($a) | "
     "$a.fromunicode(<word>) | $a.tounicode() | operator.contains($a, "
     "<num>) | $b=iter($a) | next($b) | $b.__reduce__() | repr($a) | "
     "operator.eq($a, array.array(<code>, [1, 2, 3])) | copy.deepcopy($a) | "
     "$a.__reduce_ex__(2)[1] | operator.setitem($a, <slice>, <finite>)"},
    {"slices",
     "$a=<seq>;operator.getitem($a, <slice>);operator.getitem($a, <slice>);"
     "operator.getitem($a, <index>);operator.getitem($a, <value>) | "
     "$a=<list>;operator.setitem($a, <slice>, <finite>);$a;"
     "operator.delitem($a, <slice>);$a;operator.setitem($a, <slice>, "
     "<value>) | $a=<slice>;$a.indices(<small>);$a.indices(<int>);$a;"
     "operator.eq($a, <slice>);operator.lt($a, <slice>);hash($a);$a.start;"
     "copy.copy($a);slice(<value>, <value>).indices(5);setattr($a, 'start', "
     "1) | $a=list(range(20));operator.delitem($a, <slice>);$a;"
     "operator.setitem($a, <slice>, <list>);$a;operator.delitem($a, "
     "<slice>);len($a);sys.getsizeof($a) | $a=<list>;operator.mul($a, "
     "<small>);operator.mul(<seq>, <small>);operator.add($a, <seq>);"
     "operator.add(<seq>, <seq>);operator.contains(<seq>, <value>);"
     "<seq>.index(<small>);operator.setitem(<seq>, <index>, 1);"
     "operator.delitem(<seq>, <index>) | $a=[<items>];<listop>;<listop>;"
     "<listop>;<listop>;<listop>;<listop>"},
    {"seq",
     "[1, 2, 3] | 'abcdef' | (1, 2, 3) | b'abcd' | range(10) | "
     "bytearray(b'abc') | collections.deque([1, 2]) | array.array('i', [1, "
     "2, 3]) | <list> | (<items>,) | memoryview(b'abcd') | range(5, -5, -3) "
     "| <word>"},
    /* exceptions */
    {"exc",
     "ValueError | KeyError | OSError | StopIteration | SystemExit | "
     "SyntaxError | UnicodeDecodeError | UnicodeEncodeError | ImportError | "
     "AttributeError | NameError | Exception | IndexError | BaseException | "
     "FileNotFoundError | ModuleNotFoundError | RecursionError | "
     "AssertionError | UnicodeTranslateError | IndentationError | TypeError "
     "| BlockingIOError | StopAsyncIteration | Warning"},
    {"eargs",
     "<value> | <value>, <value> | 2, 'No such file', 'name' | 'utf-8', "
     "b'ab\\xff', 2, 3, 'why' | 'ascii', 'ab€', 2, 3, 'why' | 'msg', "
     "('file', 3, 4, 'text') | 'msg', ('file', 3, 4, 'text', 5, 6) | "
     "name=<value> | 'm', name='n', path='p' | 'm', name='n', obj=1 | "
     "<word> | 13, 'x' | 'a€b', 1, 2, 'why' | 11, 'x', 3 | 2, 'a', 'b', "
     "None, 'c' | 'msg', <value>"},
    {"errors",
     "$a=<exc>(<eargs>);$a;str($a);$a.args;$a.__reduce__();copy.copy($a);"
     "<errop>;<errop>;<errop>;str($a) | $a=<exc>(<eargs>);<errop>;<errop>;"
     "<errop>;<errop>;str($a);$a.__dict__ | $a=<exc>;$b=type('E', ($a,), "
     "{<member>});$c=$b(<eargs>);$c;str($c);$c.args;copy.copy($c);"
     "isinstance($c, <exc>) | $a=ExceptionGroup(<word>, [ValueError(1), "
     "<exc>(<eargs>)]);$a;str($a);$a.exceptions;$a.message;"
     "BaseExceptionGroup(<word>, [SystemExit(1)]);ExceptionGroup(<word>, "
     "[]);ExceptionGroup(<word>, [<value>]);ExceptionGroup(<value>, <value>)"},
    {"errop",
     "setattr($a, '__cause__', <exc>(<eargs>)) | setattr($a, '__context__', "
     "<value>) | setattr($a, 'args', <value>) | $a.__cause__ | "
     "$a.__suppress_context__ | $a.with_traceback(<value>) | "
     "$a.add_note(<word>) | $a.__notes__ | setattr($a, 'errno', <value>) | "
     "$a.strerror | $a.filename | $a.filename2 | $a.value | $a.code | "
     "$a.start | $a.end | setattr($a, 'start', <int>) | setattr($a, 'end', "
     "<int>) | setattr($a, 'reason', "
     "<value>) | $a.lineno | $a.text | $a.offset | $a.msg | $a.name | "
     "$a.path | $a.obj | setattr($a, 'x', <value>) | "
     "$a.__setstate__(<dict>) | $a.__setstate__(<value>) | "
     "$a.__init__(<eargs>) | delattr($a, 'args') | $a.__traceback__ | "
     "$a.characters_written | setattr($a, 'characters_written', <value>) | "
     "delattr($a, 'start') | $a.print_file_and_line | setattr($a, 'msg', "
     "<value>) | $a.encoding | delattr($a, '__cause__') | setattr($a, "
     "'filename', <value>) | setattr($a, 'lineno', <value>)"},
    /* collections, copies */
    {"counts",
     "$a=collections.Counter(<word>);$a;$a.most_common(<small>);$a.total();"
     "list($a.elements());operator.add($a, collections.Counter(a=3, b=-1));"
     "operator.sub($a, collections.Counter(<word>));operator.and_($a, "
     "collections.Counter('ab'));operator.or_($a, "
     "collections.Counter('zz'));operator.pos($a);operator.neg($a);"
     "$a.subtract(<word>);$a;$a['zz'];operator.le($a, $a);$a.update(<word>);"
     "$a;operator.delitem($a, 'q') | !$a=collections.namedtuple('P', "
     "<fields>);$b=$a(1, 2);$b;$b.x;$b._replace(x=<value>);$b._asdict();"
     "$a._fields;$a._make([3, 4]);operator.eq($b, (1, 2));$b[<small>];"
     "copy.copy($b);$a._field_defaults;$b._replace(q=1);$a.__slots__;"
     "setattr($b, 'x', 1);$b.__getnewargs__() | "
     "!$a=collections.namedtuple('P', 'x y z', defaults=(<value>, 5));$a(1);"
     "$a._field_defaults;$a(1, 2, 3);collections.namedtuple('Q', <fields>, "
     "rename=True)._fields;collections.namedtuple(<word>, 'a b') | "
     "$a=collections.defaultdict(<func>);operator.getitem($a, <key>);$a;"
     "$a.get(1);$a.default_factory;setattr($a, 'default_factory', <value>);"
     "operator.getitem($a, <key>);$a.copy();operator.or_($a, {5: 6});"
     "$a.__missing__(7);$a.__reduce__() | $a=collections.OrderedDict([(1, "
     "2), (3, 4), ('a', <value>)]);<dictop>;<dictop>;$c=iter($a);next($c);"
     "<dictop>;next($c);operator.eq($a, collections.OrderedDict([(3, 4), (1,"
     " 2)]));list(reversed($a));$a;$a.__reduce__();sys.getsizeof($a)"},
    {"fields",
     "'x y' | 'x, y' | ['x', 'y'] | 'x x' | '1 y' | 'class y' | '_x y' | "
     "'x' | 5 | ['x', 3] | ('y', 'x')"},
    {"copies",
     "$a=<list>;$b=copy.<cp>($a);$b;operator.is_($a, $b);operator.eq($a, "
     "$b) | $a=[<value>, <value>];$a.append($a);$b=copy.deepcopy($a);$b;"
     "operator.is_($b[2], $b);len($b) | $a=type('X', (<base>,), {<member>, "
     "<member>});$b=$a();setattr($b, 'x', <value>);$c=copy.<cp>($b);$c;$c.x;"
     "$b.__reduce_ex__(4)[2];$b.__getstate__() | $a=type('X', (), "
     "{'__reduce_ex__': <meth>});copy.<cp>($a());$b=type('Y', (), "
     "{'__reduce__': <meth>});copy.<cp>($b());$c=type('Z', (), {'__copy__': "
     "<meth>, '__deepcopy__': my.method('one')});copy.<cp>($c());"
     "copy.deepcopy([$c(), $c()]) | $a=my.node();$b=[$a, $a];"
     "$c=copy.deepcopy($b);operator.is_($c[0], $c[1]);$d={};"
     "copy.deepcopy($b, $d);len($d);copy.copy($a) | copy.<cp>(<value>);"
     "copy.<cp>(<set>);copy.<cp>(<dict>);copy.<cp>(<deque>);"
     "copy.<cp>(<view>);copy.<cp>(<func>);copy.<cp>(<num>);"
     "copy.<cp>(<octet>);copy.<cp>(<slice>);copy.<cp>(range(3));"
     "copy.<cp>(array.array('i', [1])) | $a=type('X', (), {'__slots__': "
     "('a', 'b')});$b=$a();setattr($b, 'a', <list>);$c=copy.<cp>($b);$c.a;"
     "$c.b;$b.__reduce_ex__(2)[1] | $a=type('X', (), {'__setstate__': "
     "<meth>, '__getstate__': <meth>});$b=$a();setattr($b, 'q', 1);"
     "$c=copy.<cp>($b);vars($c);$d=type('Y', (dict,), {'__setitem__': "
     "<meth>})();copy.copy($d);$e=type('L', (list,), {'append': <meth>, "
     "'extend': <meth>})([1, 2]);copy.<cp>($e);$f=type('N', (), "
     "{'__getnewargs__': <meth>, '__new__': staticmethod(<meth>)});"
     "copy.<cp>($f()) | $a=(<value>, [1]);$b=copy.deepcopy($a);"
     "operator.is_($a, $b);$c=(1, 'x');operator.is_(copy.deepcopy($c), $c);"
     "copy.deepcopy(<dict>);copy.deepcopy(types.SimpleNamespace(a=[1]));"
     "copy.deepcopy(types.MethodType(my.says, [1]));"
     "copy.deepcopy(functools.partial(my.says, [1])).args"},
    {"cp",
     "copy | deepcopy"},
    /* builtins, text, contexts */
    {"builtin",
     "sum(<finite>);max(<finite>);min(<finite>, default=<value>);"
     "sorted(<finite>);any(<iter>);all(<iter>);len(<value>);"
     "list(zip(<finite>, <finite>, strict=True));dict(zip(<finite>, "
     "<finite>));list(map(<func>, <finite>)) | isinstance(<value>, (int, "
     "(str, list)));isinstance(1, operator.or_(int, str));isinstance(1, "
     "<value>);issubclass(<value>, int);issubclass(bool, (str, int));"
     "callable(<func>);iter(<value>);iter(<func>, 1);next(<finite>);"
     "reversed(<dict>);enumerate(<finite>, <num>) | chr(<int>);ord(<word>);"
     "ord(<octet>);bin(<num>);hex(~);oct(<num>);abs(~);divmod(~, <num>);"
     "pow(~, <small>);round(~, <nd>);complex(~);float(~);int(~);bool(~);"
     "str(~) | getattr(<value>, <attr>);getattr(<value>, 'real', 3);"
     "hasattr(<value>, 'append');setattr(<value>, <attr>, 1);"
     "delattr(<value>, 'x');vars(<value>);type(<value>);format(<value>);"
     "repr(<finite>);ascii(<word>) | dict(~);"
     "bytes(~);bytearray(~);frozenset(~);str(~);memoryview(~);sorted(~);"
     "sum(~);max(~);list(reversed(~));dict(a=~);range(~);"
     "slice(~).indices(4) | int(<word>);int(<word>, <radix>);float(<word>);"
     "str(<octet>);list(<word>);tuple(<iter>);set(<word>);dict(<finite>);"
     "bool(<value>);type(<word>, (), {});object();str(<value>);"
     "bytes(<word>);list(<value>);tuple(<value>) | filter(<func>, <finite>);"
     "list(filter(<func>, <finite>));$a=map(<binop>, <finite>, <finite>);"
     "next($a, 5);list($a);list(zip(<finite>, <iter>, <finite>));"
     "list(enumerate(<iter>));operator.length_hint(<finite>);"
     "list(reversed(<seq>));any(map(<func>, <finite>));all(filter(<func>, "
     "<finite>)) | operator.concat(<seq>, <seq>);operator.countOf(<finite>, "
     "1);operator.indexOf(<finite>, 2);operator.iconcat(<list>, <seq>);"
     "operator.truth(~);operator.not_(~);operator.is_not(1, 1);"
     "operator.index(~);operator.matmul(~, ~);operator.ipow(<num>, <small>);"
     "operator.call(<func>, 3);operator.getitem(~, <slice>)"},
    {"texts",
     "$a=<word>;<textop>;<textop>;<textop>;<textop> | $a=<word>;<textop>;"
     "<textop>;<textop>;<textop>;<textop>;<textop>;<textop> | "
     "str.maketrans(<dict>);str.maketrans(<word>, <word>);"
     "str.maketrans('ab', 'xy', <word>);<word>.translate({97: <value>, 98: "
     "None});<word>.translate(str.maketrans('ab', 'xy', 'c'));"
     "<word>.translate(~);<word>.translate(<list>) | operator.add(<word>, "
     "<word>);operator.mul(<word>, <small>);operator.lt(<word>, <word>);"
     "operator.contains(<word>, <char>);operator.getitem(<word>, <slice>);"
     "<char>.join([<word>, <word>]);<char>.join(<finite>);hash(<word>);"
     "sys.intern(<word>);str(<word>, 'utf-8');operator.contains(<word>, 1);"
     "operator.iadd(<word>, <word>)"},
    {"textop",
     "$a.upper() | $a.lower() | $a.title() | $a.capitalize() | "
     "$a.swapcase() | $a.casefold() | $a.split() | $a.split(<char>) | "
     "$a.rsplit(<char>, <small>) | $a.split(None, <small>) | "
     "$a.strip(<char>) | $a.find(<char>) | $a.rfind(<char>, <index>) | "
     "$a.count(<char>, <index>, <index>) | $a.index(<char>) | "
     "$a.replace(<char>, <char>) | $a.replace(<char>, <word>, <small>) | "
     "$a.startswith((<char>, <char>)) | $a.endswith(<char>, <index>, "
     "<index>) | $a.partition(<char>) | $a.rpartition(<char>) | "
     "$a.center(<small>) | $a.ljust(10, <char>) | $a.zfill(12) | "
     "$a.expandtabs(<small>) | $a.splitlines(<flag>) | $a.isalpha() | "
     "$a.isdigit() | $a.isdecimal() | $a.isnumeric() | $a.isidentifier() | "
     "$a.isprintable() | $a.isspace() | $a.istitle() | $a.islower() | "
     "$a.encode(<enc>, <errh>) | $a.removeprefix(<char>) | ascii($a) | "
     "repr($a) | operator.getitem($a, <index>) | list(reversed($a)) | "
     "$b=iter($a) | next($b) | $b.__reduce__() | $a.join(<list>) | "
     "sys.getsizeof($a) | $a.isascii()"},
    {"contexts",
     "$a=contextlib.suppress(<exc>, KeyError);$a.__enter__();"
     "$a.__exit__(KeyError, KeyError(1), None);$a.__exit__(None, None, "
     "None);$a.__exit__(IndexError, IndexError(), None);"
     "$b=contextlib.nullcontext(<value>);$b.__enter__();$b.__exit__(None, "
     "None, None) | !$a=contextlib.ExitStack();$a.callback(my.says, 1, x=2);"
     "$a.callback(my.may_fail, 3);$a.__exit__(None, None, None) | "
     "$a=contextlib.closing(types.SimpleNamespace(close=my.says));"
     "$a.__enter__();$a.__exit__(None, None, None) | "
     "$a=contextvars.ContextVar('v', default=<value>);$a.get();"
     "$b=$a.set(<value>);$b.old_value;$a.get(3);$a.reset($b);$a.reset($b);"
     "$c=contextvars.copy_context();$c.run(<func>, 1);list($c);len($c);"
     "$c.get($a);$b.var;operator.contains($c, $a);$c.run($a.set, 9);"
     "$a.get(8);$c[$a]"},
    {"tuples",
     "$a=(<items>,);operator.add($a, (1,));operator.mul($a, <small>);"
     "$a.index(<value>);$a.count(<value>);operator.lt($a, (<items>,));"
     "operator.getitem($a, <slice>);gc.is_tracked((1, <value>));tuple($a);"
     "operator.contains($a, <value>) | $a=type('T', (tuple,), {<member>});"
     "$b=$a(<finite>);$b;len($b);operator.add($b, (1,));operator.mul($b, 2);"
     "operator.getitem($b, <slice>);$b.__reduce_ex__(4)[1];"
     "sys.getsizeof($b);$b.__getnewargs__() | $a=type('S', (<bt>,), "
     "{<member>, <member>});$b=$a(<bv>);$b;<sub>;<sub>;<sub>;<sub>;<sub>"},
    {"bt",
     "int | str | list | dict | float | bytes | set | tuple | frozenset | "
     "bytearray | complex | collections.deque | collections.OrderedDict | "
     "array.array | collections.defaultdict | types.SimpleNamespace | "
     "property | Exception | enumerate"},
    {"bv",
     "1 | <num> | <word> | <finite> | <dict> | 'i', [1] | <value> | <octet>"},
    {"sub",
     "operator.add($b, $b) | operator.mul($b, 2) | operator.eq($b, $b) | "
     "str($b) | repr($b) | len($b) | copy.copy($b) | copy.deepcopy($b) | "
     "list($b) | bool($b) | int($b) | float($b) | operator.getitem($b, 0) | "
     "operator.setitem($b, 0, 1) | $b.append(1) | $b.x | setattr($b, 'x', "
     "1) | $b.__reduce_ex__(4)[1] | sys.getsizeof($b) | sorted($b) | "
     "format($b, '5') | operator.contains($b, 1) | operator.or_($b, $b) | "
     "$b.copy() | operator.lt($b, $b) | bytes($b) | $b.__class__ | "
     "operator.iadd($b, [1]) | $b.pop() | operator.neg($b) | "
     "operator.mod($b, 3) | isinstance($b, <bt>) | operator.add(<value>, "
     "$b) | type($b)($b) | $b.upper() | iter($b) | dict($b) | "
     "operator.sub($b, $b) | sum([$b, $b])"},
    {"aliases",
     "$a=types.GenericAlias(list, <value>);$a;$a.__args__;$a.__parameters__;"
     "$a.__origin__;operator.eq($a, types.GenericAlias(list, <value>));"
     "$a([1]);operator.or_($a, None);$a[int];isinstance([], $a);"
     "copy.copy($a);$a.append;setattr($a, 'x', 1);$a.__mro_entries__(());"
     "$a.__reduce__() | $a=operator.or_(int, <uarg>);$a;$a.__args__;"
     "operator.or_($a, <uarg>);isinstance(<value>, $a);issubclass(int, $a);"
     "operator.eq($a, operator.or_(str, int));$a[int];$a.__parameters__;"
     "copy.copy($a);operator.or_(None, $a);$a.x | list[int];dict[(str, "
     "int)];tuple[()];type[int];set[<value>];list[<value>][int];"
     "collections.deque[int];frozenset[1];int[1];$a=list[int];$a();"
     "type($a());operator.eq(list[int], list[int]);operator.or_(list[int], "
     "dict[(str, int)])"},
    {"uarg",
     "str | None | list[int] | float | 1 | int | <value> | type | "
     "operator.or_(int, str)"},
