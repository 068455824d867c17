/* fuzz_scripts_grammar.h -- what scripts are made of.
 *
 * <name> is a rule; behind its name stand its ways, between " | ", one of
 * which is drawn.  The first has no parts or ends soon: deep down it is taken.
 * Statements end at ";", $a=... keeps what it answers, expressions are those
 * of expression.h.
 */
#ifndef HB_FUZZ_SCRIPTS_GRAMMAR_H
#define HB_FUZZ_SCRIPTS_GRAMMAR_H

struct rule {
    const char *name, *ways;
};

/* clang-format off */
static const struct rule grammar[] = {
    {"script",
     "<iterators> | <iterators> | <functions> | <sorting> | <sorting> | "
     "<structs> | <views> | <views> | <names> | <queues> | <queues> | "
     "<dicts> | <dicts> | <weaks> | <weaks> | <classes> | <classes> | "
     "<classes> | <descriptors> | <supers> | <lives> | <lives> | <formats> "
     "| <formats> | <numbers> | <numbers> | <octets> | <slices> | <slices> "
     "| <sets> | <errors> | <errors> | <arrays> | <counts> | <copies> | "
     "<copies> | <builtin> | <builtin> | <texts> | <contexts> | <tuples> | "
     "<aliases>"},
    /* values */
    {"num",
     "0 | 1 | 2 | 3 | -1 | 7 | True | -5 | 10 | 255 | 65535 | 2147483648 | "
     "-2147483649 | 9223372036854775807 | -9223372036854775808 | "
     "18446744073709551616 | 123456789012345678901234567890 | 1.5 | -0.0 | "
     "0.1 | 2.5 | -7.25 | 1e16 | 1e22 | 1e-5 | 123456789.125 | 1e300 | "
     "5e-324 | float('nan') | float('inf') | float('-inf') | complex(1, -2) "
     "| complex(0.0, -0.0) | complex('nan+infj')"},
    {"real",
     "0 | 1 | -3 | 1.5 | -0.0 | 0.1 | 2.5 | -7.25 | 1e16 | 1e22 | 1e-5 | "
     "123456789.125 | 1e300 | <num> | 100 | 12345678 | 0.5 | "
     "1234567890123456789 | 9.995 | 1e15 | 123456.789"},
    {"int",
     "0 | 1 | 2 | 3 | -1 | 7 | -5 | 10 | 100 | 255 | 256 | -256 | 65535 | "
     "9223372036854775807 | -9223372036854775808 | 18446744073709551616 | "
     "True | 123456789012345678901234567890"},
    {"small",
     "0 | 1 | 2 | 3 | -1 | -2 | 4 | 5"},
    {"index",
     "0 | 1 | 2 | -1 | -2 | 3 | -4 | 7 | -9 | None | 9223372036854775807 | "
     "-9223372036854775808 | 18446744073709551616 | -18446744073709551616 | "
     "True"},
    {"step",
     "None | 1 | 2 | -1 | -2 | 3 | 0 | 9223372036854775807 | "
     "-9223372036854775808 | -9223372036854775807 | 18446744073709551616"},
    {"slice",
     "slice(None) | slice(<index>, <index>) | slice(<index>, <index>, "
     "<step>) | slice(<index>, <index>, <step>) | slice(None, None, -1)"},
    {"word",
     "'abc' | '' | 'a' | 'b c' | 'Hello World' | 'aXbXc' | '1,2,,3' | '  "
     "pad\\t' | 'héllo' | '€😀x' | 'ßǅﬁ' | 'abcabcabc' | "
     "'line\\nline\\r\\nend' | '%s' | '12' | '-7' | '\\x00z' | 'İiı' | "
     "'٠١' | '_id' | 'tab\\tx'"},
    {"char",
     "'a' | 'b' | ',' | ' ' | 'X' | 'é' | '😀' | 'l' | 'ab' | ''"},
    {"octet",
     "b'abc' | b'' | b'a' | b'\\x00\\xff' | b'abcabc' | b'a,b,,c' | b' "
     "x\\t' | bytearray(b'abcd') | bytearray() | b'Hello World' | "
     "b'\\xe2\\x82\\xac' | memoryview(b'abc') | b'0a1B' | "
     "bytearray(b'line\\nend')"},
    {"key",
     "'a' | 1 | 'b' | 2.5 | (1, 'x') | None | True | 'key' | -1 | b'a' | "
     "frozenset([1]) | 0"},
    {"value",
     "1 | 'x' | None | [1] | (1, 2) | {} | 2.5 | $a | $b | my.node() | [] | "
     "'a' | 0"},
    {"items",
     "1, 2, 3 | 3, 1, 2 | 'b', 'a', 'c' | <value>, <value> | <num>, <num>, "
     "<num> | 5, 4, 3, 2, 1, 0 | 1, True, 1.0 | 'a', 1, None | <small>, "
     "<small>, <small>, <small> | [2], [1], [] | (1, 'a'), (1, 'b'), (0, "
     "'c')"},
    {"list",
     "[1, 2, 3] | [<items>] | [<items>, <items>] | list(range(10)) | "
     "[<value>] | [3, 1, 2, 5, 4, 9, 7, 8, 6, 0]"},
    /* no iterator of $a, which might never end */
    {"other",
     "[1, 2, 3] | <list> | <iter> | $a | zip([1, 2], [3, 4]) | {7, 8}"},
    {"finite",
     "[1, 2, 3] | (1, 2) | 'abc' | range(4) | {1: 2, 3: 4} | [] | <list> | "
     "b'ab' | iter([4, 5]) | {7, 8} | collections.deque([1, 2]) | [(1, 2), "
     "(3, 4)] | <iter> | reversed([1, 2]) | zip([1, 2], [3, 4]) | "
     "enumerate('ab') | [[1, 2], [3]] | $a | $b | array.array('h', [1, 2]) "
     "| memoryview(b'xyz') | [1, 1, 2, 2, 1]"},
    {"func",
     "None | len | str | my.says | my.is_odd | my.fails | my.may_fail | "
     "my.stops | my.changes | abs | bool | operator.neg | my.forgets | int "
     "| list | my.compares"},
    {"binop",
     "operator.add | operator.mul | max | operator.sub | my.says | "
     "my.compares | my.fails | divmod | operator.eq | my.stops | my.changes "
     "| min"},
    /* iterators */
    {"iter",
     "iter([1, 2, 3]) | itertools.chain(<finite>, <finite>) | "
     "itertools.islice(<finite>, <small>) | itertools.islice(<endless>, "
     "<small>, 6) | itertools.islice(<endless>, 1, 9, <small>) | "
     "itertools.accumulate(<finite>) | itertools.accumulate(<finite>, "
     "<binop>) | itertools.accumulate(<finite>, <binop>, initial=<value>) | "
     "itertools.compress(<finite>, <finite>) | itertools.takewhile(<func>, "
     "<finite>) | itertools.dropwhile(<func>, <finite>) | "
     "itertools.filterfalse(<func>, <finite>) | filter(<func>, <finite>) | "
     "map(<func>, <finite>) | map(<binop>, <finite>, <finite>) | "
     "itertools.starmap(<binop>, <finite>) | itertools.groupby(<finite>) | "
     "itertools.groupby(<finite>, <func>) | itertools.pairwise(<finite>) | "
     "itertools.product(<finite>, <finite>) | itertools.product(<finite>, "
     "repeat=2) | itertools.permutations(<finite>, <small>) | "
     "itertools.combinations(<finite>, 2) | "
     "itertools.combinations_with_replacement(<finite>, 2) | "
     "itertools.zip_longest(<finite>, <finite>) | "
     "itertools.zip_longest(<finite>, <finite>, fillvalue=<value>) | "
     "zip(<finite>, <finite>) | zip(<finite>, <finite>, strict=True) | "
     "itertools.repeat(<value>, <small>) | "
     "itertools.chain.from_iterable(<finite>) | enumerate(<finite>, <int>) "
     "| itertools.tee(<finite>)[0] | iter(my.stops, 3) | reversed(<list>) | "
     "iter(<finite>) | zip() | itertools.tee(<finite>, 3)[<small>]"},
    {"endless",
     "itertools.count(<small>) | itertools.count(<num>, <num>) | "
     "itertools.cycle(<finite>) | itertools.repeat(<value>) | "
     "itertools.count(9223372036854775806) | "
     "itertools.count(-9223372036854775807, -1) | itertools.count(1.5) | "
     "map(my.says, itertools.count()) | zip(itertools.count(), "
     "itertools.cycle(<finite>)) | itertools.chain([1], itertools.count()) "
     "| iter(my.says, 1)"},
    {"any",
     "<iter> | <iter> | <iter> | <endless>"},
    {"iterop",
     "next($a) | next($a, None) | next($a) | next($a) | next($b) | "
     "$b=copy.copy($a) | $b=copy.deepcopy($a) | $a.__reduce__()[1] | "
     "operator.length_hint($a, 9) | list(itertools.islice($a, 4)) | "
     "list(itertools.islice($b, 4)) | $b=itertools.tee($a)[0] | "
     "$b=itertools.tee($a) | next($b[0]) | next($b[1]) | $c=next($a) | "
     "list(itertools.islice($c[1], 3)) | $a.__setstate__(<small>) | "
     "$a.__setstate__((<small>, <small>)) | $b=itertools.zip_longest($a, "
     "$a) | $b=zip($a, $a) | $b=itertools.islice($a, 2) | "
     "$b=itertools.chain($a, [7]) | repr($a) | $a.__reduce_ex__(4)[2] | "
     "isinstance(iter($a), type($a)) | $d=$a.__copy__() | next($d) | "
     "$a=None | bool($a)"},
    {"iterators",
     "$a=<any>;<iterop>;<iterop>;<iterop>;<iterop> | $a=<any>;<iterop>;"
     "<iterop>;<iterop>;<iterop>;<iterop>;<iterop>;<iterop> | $a=<list>;"
     "$b=iter($a);<listop>;next($b);<listop>;list($b);<listop>;"
     "$b.__reduce__();next($b) | $a=<list>;$b=reversed($a);next($b);"
     "<listop>;next($b);<listop>;operator.length_hint($b);list($b);"
     "$b.__setstate__(<small>);list($b) | $a=<any>;$b=itertools.tee($a, "
     "<small>);<iterop>;<iterop>;$c=copy.copy($b[0]);next($c);<iterop>;"
     "<iterop>"},
    {"listop",
     "$a.append(<value>) | $a.pop() | $a.insert(<index>, <value>) | "
     "$a.clear() | $a.reverse() | $a.extend(<other>) | $a.extend($a) | "
     "operator.delitem($a, <slice>) | operator.setitem($a, <slice>, "
     "<finite>) | $a.remove(<small>) | $a.sort() | operator.imul($a, "
     "<small>) | $a.pop(<index>) | $a.index(<small>, <index>) | "
     "$a.count(<value>) | operator.setitem($a, <index>, <value>) | "
     "operator.iadd($a, $a) | $a.__init__(<finite>) | sys.getsizeof($a) | "
     "$a.copy() | operator.setitem($a, <slice>, $a) | $a.index(<value>, "
     "<index>, <index>)"},
    /* functions */
    {"functions",
     "$a=functools.partial(<call>);$b=functools.partial($a, 1, x=2);$b(3);"
     "$b;$b.keywords;$b.args;copy.copy($b)(4);$b.__reduce__()[2];$b.func | "
     "$a=functools.lru_cache(maxsize=<small>)(<func>);$a(1);$a(2);$a(1);"
     "$a(1.0);$a(3);$a.cache_info();$a(1);$a.cache_info();$a.cache_clear();"
     "$a.cache_info();$a.cache_parameters() | "
     "$a=functools.lru_cache(maxsize=<size>, typed=<flag>)(my.says);"
     "$a(<key>);$a(<key>);$a(<key>, x=1);$a(<key>);$a(1, 2);$a(True);$a(1);"
     "$a(1.0);$a([]);$a.cache_info() | functools.reduce(<binop>, <finite>);"
     "functools.reduce(<binop>, <finite>, <value>);"
     "functools.reduce(operator.add, [<items>]) | "
     "$a=functools.cmp_to_key(<cmp>);sorted(<list>, key=$a);"
     "operator.lt($a(1), $a(2));operator.eq($a(<value>), $a(<value>));"
     "max(<list>, key=$a);$b=$a(3);$b.obj;operator.lt($b, 3) | "
     "$a=operator.attrgetter(<path>);$a(1);"
     "$a(types.SimpleNamespace(real=types.SimpleNamespace(imag=3)));$a;"
     "copy.copy($a) | $a=operator.itemgetter(<index>, <slice>);$a(<list>);"
     "$a(<word>);$a({1: 2});$a;operator.itemgetter(<key>)(<dict>) | "
     "$a=operator.methodcaller(<name>);$a(<word>);$a(<list>);$a;"
     "operator.methodcaller(<name>, <value>)(<list>) | $a=my.method(<how>);"
     "$b=types.MethodType($a, <value>);$b();$b(1, x=2);$b.__self__;"
     "operator.eq($b, types.MethodType($a, <value>));$b.__func__ | "
     "$a=functools.partial(my.says);setattr($a, 'y', <value>);$a.__dict__;"
     "$a.__setstate__((len, (<word>,), {}, None));$a();"
     "$a.__setstate__(<value>);vars($a)"},
    {"call",
     "my.says | my.says, <value> | my.says, <value>, x=1 | divmod, 7 | int, "
     "base=2 | dict, a=1 | sorted, reverse=True | <func> | "
     "functools.partial(max, 3), 4 | my.says, y=<value> | str.upper | $b"},
    {"size",
     "None | 0 | 1 | 2 | -1 | 128"},
    {"flag",
     "True | False | 1 | None"},
    {"cmp",
     "my.compares | my.compares | my.says | my.fails | operator.sub | "
     "my.method('text') | my.changes | my.may_fail"},
    {"path",
     "'real' | 'real.imag' | 'real', 'imag' | 'x' | 'real.x' | 'a.b.c' | "
     "'__class__.__name__' | '' | '.' | 1"},
    {"name",
     "'upper' | 'pop' | 'append' | 'count' | 'x' | '__len__' | 'sort' | "
     "'split'"},
    {"sorting",
     "$a=<list>;$a.sort(key=<func>, reverse=<flag>);$a | $a=<list>;"
     "$a.sort(key=functools.cmp_to_key(<cmp>));$a;len($a) | $a=<list>;"
     "sorted($a, key=<func>);$a | $a=<list>;heapq.heapify($a);$a;"
     "heapq.heappop($a);heapq.heappush($a, <value>);$a;heapq.heapreplace($a,"
     " <num>);heapq.heappushpop($a, <num>);$a | $a=<list>;"
     "heapq.nsmallest(<small>, $a);heapq.nlargest(<small>, $a, key=<func>);"
     "heapq.nlargest(3, $a) | $a=[1, 2, 2, 3, 5];bisect.bisect_left($a, "
     "<num>);bisect.bisect($a, <num>, <small>, <small>);bisect.insort($a, "
     "<num>);$a;bisect.insort_left($a, <num>, key=<func>);$a | $a=<list>;"
     "$b=[~, ~, ~];$b.sort();sorted($b, reverse=True);max($b);min($b) | "
     "$a=[~, 1, ~];heapq.heapify($a);heapq.heappush($a, ~);"
     "heapq.heappop($a) | $a=<list>;max($a, key=<func>);min($a, key=<func>, "
     "default=1);max($a, <list>);min([], default=$a) | $a=[<num>, <num>, "
     "<num>, <num>, <num>];$a.sort();$a;$a.sort(reverse=True);$a | "
     "$a=[(<small>, <num>), (<small>, <word>), (<small>, <num>)];$a.sort();"
     "$a | $a=[<word>, <word>, <word>, <octet>];$a.sort();$a | $a=<list>;"
     "heapq.heapify($a);heapq.heappushpop($a, my.node());"
     "heapq.heapreplace($a, <word>);$a;heapq._heapify_max($a);$a;"
     "heapq._heappop_max($a);$a | bisect.bisect_left(~, <num>);"
     "bisect.insort_right(~, <num>);bisect.bisect_right(<finite>, <num>, "
     "key=<func>)"},
    /* struct, memoryview */
    {"fmt",
     "'i' | '<hB' | '>q' | '=2s3xH' | '4sI' | '?' | 'c' | 'e' | 'fd' | "
     "'10s' | '0s' | 'P' | 'n' | '3p' | '<0i' | '!Q' | '  h b' | 'b' | '2c' "
     "| '@bhil' | '<bhil' | 'z' | '' | '99999999999999999999i' | '<n' | "
     "b'hh' | '2?' | '<e' | 'N' | '5x' | 'h 2' | '1p' | 'xxb'"},
    {"structs",
     "$a=struct.Struct(<fmt>);$a.size;$a.format;$b=$a.pack(<sval>);"
     "$a.unpack($b);$a.pack(<sval>, <sval>);$a.unpack_from(<octet>, "
     "<small>);list($a.iter_unpack(<octet>)) | $a=bytearray(12);"
     "struct.pack_into(<fmt>, $a, <index>, <sval>);$a;"
     "struct.pack_into(<fmt>, memoryview($a)[<slice>], 0, <sval>, <sval>);"
     "$a;struct.unpack_from(<fmt>, $a, <index>) | struct.calcsize(<fmt>);"
     "struct.unpack(<fmt>, <octet>);struct.pack(<fmt>, <sval>, <sval>, "
     "<sval>);struct.pack(<fmt>) | $a=struct.iter_unpack(<fmt>, "
     "b'abcdefghijkl');next($a);operator.length_hint($a);list($a) | "
     "struct.pack(<fmt>, <sval>);struct.pack(<fmt>, <num>);"
     "struct.pack(<fmt>, <octet>);struct.unpack(<fmt>, b'abcd');"
     "struct.unpack(<fmt>, memoryview(b'abcdabcd')[<slice>])"},
    {"sval",
     "1 | <num> | <octet> | <word> | <int> | -1 | 70000 | b'x' | True | "
     "65504.0 | 65520.0 | 1e-8 | 3.5 | ~"},
    {"vfmt",
     "'B' | 'b' | 'c' | 'H' | 'h' | 'i' | 'I' | 'q' | 'Q' | 'f' | 'd' | '?' "
     "| '@i' | '<i' | 'P' | 'n' | 'x' | 'l' | 'N' | 'BB' | ''"},
    {"shape",
     "[2, 4] | [4, 2] | [8] | [2, 2, 2] | [1, 8] | [3, 3] | [] | (2, 4) | "
     "[0] | [-2, -4] | [4] | [2, 2] | 2 | [2, 1, 2] | ['a']"},
    {"view",
     "memoryview(bytearray(b'abcdefgh')) | memoryview(b'abcdefgh') | "
     "memoryview(bytearray(b'abcdefgh')).cast(<vfmt>) | "
     "memoryview(bytearray(b'abcdefgh')).cast(<vfmt>, <shape>) | "
     "memoryview(bytearray(b'abcdefgh'))[<slice>] | "
     "memoryview(array.array('i', [1, 2, 3, 4])) | "
     "memoryview(array.array('d', [1.5, -0.0])) | memoryview(b'') | "
     "memoryview(bytearray(8)).cast('d') | memoryview(b'abcdefgh').cast('B',"
     " <shape>) | memoryview(array.array('H', [1, 2, 3, 4])).cast('B')"},
    {"viewop",
     "$a.tolist() | $a.tobytes() | $a.tobytes(<order>) | "
     "operator.getitem($a, <index>) | operator.getitem($a, <slice>) | "
     "$b=operator.getitem($a, <slice>) | operator.setitem($a, <index>, "
     "<sval>) | operator.setitem($a, <slice>, <octet>) | "
     "operator.setitem($a, <slice>, $b) | $b=$a.cast(<vfmt>) | "
     "$b=$a.cast(<vfmt>, <shape>) | $a.release() | $b.release() | len($a) | "
     "$a.shape | $a.strides | $a.nbytes | $a.format | $a.readonly | "
     "$a.c_contiguous | $a.f_contiguous | $a.contiguous | $a.hex() | "
     "$a.hex(<char>) | $a.hex(':', <small>) | operator.eq($a, $b) | "
     "operator.eq($a, <view>) | $b=$a.toreadonly() | list($a) | "
     "operator.contains($a, <sval>) | operator.getitem($a, (<small>, "
     "<small>)) | operator.setitem($a, (<small>, <small>), <sval>) | "
     "list(reversed($a)) | $a.obj | $b=memoryview($a) | bytes($a) | "
     "$a.suboffsets | $b.tolist() | operator.getitem($a, (<slice>, "
     "<small>)) | $c=iter($a) | next($c) | $a.__enter__() | "
     "$a.__exit__(None, None, None) | repr($a) | bytearray($b)"},
    {"order",
     "'C' | 'F' | 'A' | None | 'x' | 1"},
    {"views",
     "$a=<view>;<viewop>;<viewop>;<viewop>;<viewop> | $a=<view>;<viewop>;"
     "<viewop>;<viewop>;<viewop>;<viewop>;<viewop>;<viewop>;<viewop> | "
     "$c=bytearray(b'abcdefgh');$a=memoryview($c);<viewop>;$c.append(1);"
     "<viewop>;$b=None;$a.release();$c.append(1);$c.extend($c) | $a=<view>;"
     "$b=<view>;operator.eq($a, $b);operator.eq($b, $a);operator.ne($a, $a);"
     "operator.lt($a, $b);<viewop>;<viewop>"},
    /* namespaces, proxies, deques */
    {"names",
     "$a=types.SimpleNamespace(a=1, b=<value>);$a.b;setattr($a, <attr>, "
     "<value>);$a;delattr($a, <attr>);operator.eq($a, "
     "types.SimpleNamespace(a=1));$a.__reduce__();setattr($a, 'me', $a);$a;"
     "copy.copy($a);operator.lt($a, $a) | $b=<dict>;"
     "$a=types.MappingProxyType($b);$a;operator.or_($a, <dict>);"
     "operator.or_(<dict>, $a);operator.ior($a, <dict>);operator.eq($a, $b);"
     "$a.keys();list(reversed($a));$a.copy();hash($a).__class__;"
     "operator.setitem($a, 1, 2);operator.getitem($a, <key>);"
     "operator.contains($a, <key>);$a.get(<key>, 5);len($a);"
     "list($a.items());copy.copy($a) | $a=types.SimpleNamespace(__class__=3,"
     " x=1);$a;repr($a);vars($a);$a.__init__(<value>);$a.__init__(y=2);$a;"
     "types.SimpleNamespace(1) | $a=types.ModuleType(<word>);$a;$a.x;"
     "setattr($a, 'x', <value>);$a.x;$a.__dict__.pop('__name__');$a;$a.y;"
     "setattr($a, '__getattr__', <func>);$a.zz;delattr($a, 'x');$a.__name__ "
     "| $a=types.CellType(<value>);$a.cell_contents;operator.lt($a, "
     "types.CellType(<value>));delattr($a, 'cell_contents');"
     "$a.cell_contents;setattr($a, 'cell_contents', $a);operator.eq($a, "
     "types.CellType());$a;hash($a).__class__"},
    {"attr",
     "'a' | 'b' | 'x' | 'c' | 1 | '__class__' | '__dict__' | ''"},
    {"deque",
     "collections.deque([1, 2, 3]) | collections.deque(<finite>) | "
     "collections.deque(<finite>, <size>) | collections.deque(<finite>, "
     "maxlen=3) | collections.deque(range(70)) | "
     "collections.deque(range(130), 65) | collections.deque('abcab')"},
    {"queueop",
     "$a.append(<value>) | $a.appendleft(<value>) | $a.pop() | $a.popleft() "
     "| $a.rotate(<index>) | $a.rotate() | $a.insert(<index>, <value>) | "
     "$a.remove(<small>) | $a.index(<small>, <index>, <index>) | "
     "$a.count(<small>) | $a.extend($a) | $a.extendleft(<finite>) | "
     "$a.reverse() | operator.iadd($a, <finite>) | operator.imul($a, "
     "<small>) | operator.mul($a, <small>) | operator.add($a, <deque>) | "
     "operator.delitem($a, <index>) | operator.setitem($a, <index>, "
     "<value>) | operator.getitem($a, <index>) | $b=iter($a) | next($b) | "
     "next($b) | list($b) | $b=reversed($a) | operator.lt($a, <deque>) | "
     "operator.eq($a, $a) | $c=$a.copy() | $a.maxlen | $a.clear() | "
     "operator.contains($a, <value>) | sys.getsizeof($a) | "
     "$a.extend(map(my.changes, <finite>)) | $a.__reduce__() | "
     "operator.length_hint($b) | $b.__reduce__() | $a.extendleft($a) | "
     "$c=copy.deepcopy($a) | operator.getitem($a, <slice>) | "
     "$a.remove(<value>) | $a.index(<value>) | repr($a) | operator.ne($a, "
     "[])"},
    {"queues",
     "$a=<deque>;<queueop>;<queueop>;<queueop>;<queueop> | $a=<deque>;"
     "<queueop>;<queueop>;<queueop>;<queueop>;<queueop>;<queueop>;<queueop>;"
     "<queueop>;<queueop> | $a=collections.deque([~, 1, ~, 2]);$a.remove(~);"
     "$a.index(~);$a.count(~);operator.contains($a, ~);operator.eq($a, "
     "collections.deque([~, 1]));<queueop> | $a=<deque>;$b=iter($a);"
     "<queueop>;next($b);<queueop>;next($b);list($b)"},
    /* dicts, sets */
    {"dict",
     "{1: 2} | collections.Counter({1: 2}) | {'a': 1, 'b': 2} | {<key>: "
     "<value>, <key>: <value>} | {} | {<key>: <value>} | dict(a=1, "
     "b=<value>) | dict.fromkeys(<finite>, <value>) | "
     "collections.OrderedDict([(1, 2), (3, 4)]) | "
     "collections.defaultdict(list, {1: 2}) | dict(zip(range(6), range(6))) "
     "| types.MappingProxyType({1: 2})"},
    {"dictop",
     "$a.get(<key>) | $a.pop(<key>) | $a.pop(<key>, <value>) | $a.popitem() "
     "| $a.setdefault(<key>, 5) | $a.update(<dict>) | $a.update(<finite>) | "
     "$a.update(x=1) | operator.setitem($a, <key>, <value>) | "
     "operator.delitem($a, <key>) | operator.getitem($a, <key>) | "
     "operator.or_($a, <dict>) | operator.ior($a, <dict>) | $b=$a.keys() | "
     "$b=$a.items() | $b=$a.values() | $c=iter($b) | next($c) | next($c) | "
     "list($b) | $c=reversed($b) | $c=iter($a) | operator.and_($b, "
     "<finite>) | operator.sub($b, <dict>) | operator.xor($b, $b) | "
     "operator.or_($b, []) | $b.isdisjoint(<finite>) | operator.eq($b, "
     "<dict>.keys()) | operator.le($b, $b) | operator.contains($b, <key>) | "
     "operator.contains($b, (<key>, <value>)) | len($b) | $b.mapping | "
     "$a.clear() | $a.copy() | operator.eq($a, <dict>) | list($c) | "
     "operator.length_hint($c) | $c.__reduce__() | sys.getsizeof($a) | "
     "$a.move_to_end(<key>) | $a.move_to_end(<key>, last=False) | "
     "$a.popitem(last=False) | list(reversed($a)) | copy.copy($a) | "
     "operator.contains($a, <key>) | $b"},
    {"dicts",
     "$a=<dict>;<dictop>;<dictop>;<dictop>;<dictop> | $a=<dict>;<dictop>;"
     "<dictop>;<dictop>;<dictop>;<dictop>;<dictop>;<dictop>;<dictop>;"
     "<dictop> | $a=<dict>;$b=$a.<dview>();<dictop>;$c=iter($b);next($c);"
     "<dictop>;next($c);<dictop>;list($c) | $a={~: 1, ~: 2};"
     "operator.getitem($a, ~);$a.pop(~, 3);operator.setitem($a, ~, 4);"
     "operator.contains($a, ~);operator.eq($a, {~: 1});len($a) | $a=<dict>;"
     "setattr($a, 'x', 1);operator.setitem($a, [], 1);operator.getitem($a, "
     "{});$a.setdefault([], 1);$a.update([1]);$a.update([(1, 2, 3)]);"
     "$a.update(5);dict([<items>]);dict(<items>)"},
    {"dview",
     "keys | items | values"},
    {"hitems",
     "1, 2, 3 | 'a', 'b', 'c' | 1, 'a', 2.5 | 0, 8, 16, 24, 32 | <int>, "
     "<int>, <int> | 'x' | -1, -2, -3 | (1), 1.0, True | 5, 13, 21, 'abc', "
     "'key'"},
    {"set",
     "{1, 2, 3} | {<hitems>} | set() | frozenset([1, 2]) | set(range(20)) | "
     "frozenset() | {<hitems>, <hitems>} | set(<word>) | frozenset(<word>)"},
    {"hkey",
     "1 | 'a' | 2 | 2.5 | 8 | 16 | -1 | 'abc' | True | (1, 2) | 100 | 3"},
    {"setop",
     "$a.add(<hkey>) | $a.remove(<hkey>) | $a.discard(<hkey>) | $a.pop() | "
     "$a.update(<finite>) | $a.update(<set>, <set>) | "
     "$a.intersection(<finite>) | $a.difference(<finite>, <set>) | "
     "$a.union(<set>) | $a.symmetric_difference(<set>) | "
     "$a.issubset(<finite>) | $a.issuperset(<finite>) | "
     "$a.isdisjoint(<finite>) | $a.intersection_update(<finite>) | "
     "$a.difference_update($a) | $a.symmetric_difference_update(<finite>) | "
     "$a.clear() | $b=$a.copy() | $b=iter($a) | next($b) | list($b) | "
     "operator.length_hint($b) | operator.contains($a, <hkey>) | "
     "operator.contains($a, {1}) | operator.contains($a, []) | "
     "operator.or_($a, <set>) | operator.ior($a, <set>) | operator.iand($a, "
     "<set>) | operator.ixor($a, <set>) | operator.sub($a, <list>) | "
     "operator.le($a, <set>) | operator.gt($a, $a) | sys.getsizeof($a) | "
     "$a.__reduce__()[1] | $b.__reduce__()[1] | $a.add([]) | "
     "$a.discard({1}) | $a.remove({9}) | copy.copy($a) | "
     "$a.__init__(<finite>) | repr($a) | hash($a)"},
    {"sets",
     "$a=<set>;<setop>;<setop>;<setop>;<setop> | $a=<set>;<setop>;<setop>;"
     "<setop>;<setop>;<setop>;<setop>;<setop> | $a={<hitems>};$b=<set>;"
     "operator.lt($a, $b);operator.sub($a, $b);operator.or_($a, $b);"
     "operator.and_($a, $b);operator.xor($a, $b);operator.eq($a, $b);"
     "hash(frozenset($a));operator.isub($a, $b);$a | $a={~, ~};$a.add(~);"
     "$a.discard(~);operator.contains($a, ~);len($a);operator.eq($a, {~});"
     "$a.update([~])"},
    /* weak references */
    {"weaks",
     "$a=my.node();$b=weakref.<wdict>();operator.setitem($b, <wkey>);"
     "len($b);list($b.items());<weakop>;next(iter($b.items()), 9);$a=None;"
     "len($b);list($b);<weakop>;gc.collect();list($b.items()) | "
     "$a=my.node();$b=weakref.WeakSet([$a, my.node()]);len($b);$b.add($a);"
     "<wsetop>;<wsetop>;$a=None;len($b);list($b);$b | $a=my.node();"
     "$b=weakref.ref($a, my.says);$b();operator.eq($b, weakref.ref($a));"
     "hash($b);weakref.getweakrefcount($a);len(weakref.getweakrefs($a));"
     "$c=[$a];$a=None;$b();$c=None;hash($b).__class__;operator.eq($b, $b);"
     "$b.__callback__;$b | $a=my.node();$b=weakref.proxy($a, my.says);"
     "$b.number;setattr($b, 'x', $b);$a=None;$b.number;bool($b);"
     "gc.collect();str($b) | $a=my.node();$b=weakref.finalize($a, my.says, "
     "1, x=<value>);$b.alive;$b.peek();$c=[$a];$a=None;$b.alive;$c=None;"
     "$b.alive;$b();$b.detach();$b.peek() | $a=my.node();setattr($a, 'me', "
     "$a);$b=weakref.ref($a, my.method(<how>));"
     "$c=weakref.WeakValueDictionary({1: $a});$a=None;len($c);$c.get(1);"
     "gc.collect();$b();len($c);list($c.keys()) | $a={1, 2};"
     "$b=weakref.ref($a);$c=weakref.ref($a, <func>);operator.is_($b, "
     "weakref.ref($a));operator.eq($b, $c);$a=None;$b();operator.eq($b, $c);"
     "$c.__class__ | weakref.ref(<value>);weakref.proxy(<value>);"
     "weakref.getweakrefcount(<value>);weakref.WeakSet([<value>]);"
     "weakref.ref(my.node());$a=weakref.proxy([].__class__);$a.__name__;"
     "$a([1]);repr(weakref.ref(my.node())())"},
    {"wdict",
     "WeakValueDictionary | WeakKeyDictionary | WeakValueDictionary"},
    {"wkey",
     "1, $a | $a, 1 | <key>, $a | $a, $a | $a, <value>"},
    {"weakop",
     "$c=$a | $c=None | $b=None | $d=[$a] | setattr($a, 'x', $d) | "
     "gc.collect() | $b.pop(1) | $b.get(1) | $b.popitem() | $b.copy() | "
     "list($b.keys()) | len($b) | $b.setdefault(2, $a) | $b.update({3: $a}) "
     "| operator.contains($b, 1) | operator.contains($b, $a) | "
     "operator.delitem($b, 1) | $e=copy.copy($b) | $e=copy.deepcopy($b) | "
     "operator.or_($b, {5: $a}) | list($b.values()) | $b.clear() | "
     "operator.eq($b, $b)"},
    {"wsetop",
     "$b.discard($a) | $b.pop() | $b.clear() | len($b) | $b.update([$a]) | "
     "operator.contains($b, $a) | operator.contains($b, <num>) | "
     "$c=operator.or_($b, {$a}) | $c=operator.sub($b, {$a}) | "
     "$c=operator.and_($b, [$a]) | operator.le($b, {$a}) | "
     "$b.isdisjoint([$a]) | operator.eq($b, {$a}) | $c=$b.copy() | "
     "next(iter($b)) | operator.ior($b, {my.node()}) | operator.isub($b, "
     "$b) | $b.symmetric_difference([$a]) | gc.collect() | "
     "$b.issuperset([$a])"},
    /* classes */
    {"how",
     "'says' | 'one' | 'text' | 'none' | 'ignores' | 'args' | 'list' | "
     "'self' | 'fails' | 'changes' | 'bytes' | 'minus' | 'keeps'"},
    {"meth",
     "my.method(<how>)"},
    {"special",
     "'__len__' | '__bool__' | '__eq__' | '__hash__' | '__repr__' | "
     "'__str__' | '__call__' | '__iter__' | '__next__' | '__getitem__' | "
     "'__contains__' | '__add__' | '__radd__' | '__index__' | '__int__' | "
     "'__float__' | '__lt__' | '__getattr__' | '__setattr__' | "
     "'__delattr__' | '__getattribute__' | '__get__' | '__set__' | "
     "'__del__' | '__init__' | '__new__' | '__init_subclass__' | "
     "'__set_name__' | '__class_getitem__' | '__enter__' | '__format__' | "
     "'__bytes__' | '__dir__' | '__sizeof__' | '__reduce__' | '__copy__' | "
     "'__deepcopy__' | '__missing__' | '__instancecheck__' | '__iadd__' | "
     "'__reversed__' | '__length_hint__' | '__matmul__' | '__mro_entries__' "
     "| '__delete__' | '__neg__' | 'm'"},
    {"member",
     "'a': 1 | 'a': 2 | <special>: <meth> | <special>: <meth> | <special>: "
     "<meth> | <special>: None | <special>: <value> | '__slots__': <slots> "
     "| 'm': <meth> | 'p': property(<meth>, <meth>) | 'c': "
     "classmethod(<meth>) | 's': staticmethod(<meth>) | '__doc__': <word> | "
     "'__module__': <word> | '__qualname__': <word> | 'd': type('D', (), "
     "{'__get__': <meth>, '__set__': <meth>})() | 'n': type('N', (), "
     "{'__set_name__': <meth>})() | '__match_args__': ('a',) | "
     "'__weakref__': 1 | '__dict__': 2 | '__class__': 3 | 'x': my.says"},
    {"slots",
     "('a', 'b') | () | 'a' | ['a', '__dict__'] | ('__weakref__',) | ('a', "
     "'a') | ('1',) | (1,) | ('__slots__',) | ('__class__',) | ('__dict__', "
     "'__dict__') | ('m',) | {'a': 'doc'} | 'ab' | ('_p', '__q') | "
     "iter(['z', 'y']) | ('__dict__', '__weakref__') | 5"},
    {"base",
     "object | object | object | $a | $b | $c | int | list | dict | str | "
     "tuple | type | Exception | float | set | bool | $a, $b | $b, $a | $a, "
     "object | object, $a | int, str | list, $a | bytes | $a, $a | "
     "collections.deque | types.SimpleNamespace | property | range | "
     "OSError | $a, int | 1 | types.NoneType | array.array | frozenset, $b "
     "| collections.OrderedDict"},
    {"class",
     "type('<cname>', (), {<member>}) | type('<cname>', (), {<member>, "
     "<member>}) | type('<cname>', (<base>,), {<member>}) | type('<cname>', "
     "(<base>,), {<member>, <member>, <member>}) | type('<cname>', (<base>,"
     "), {}) | type('<cname>', (<base>,), {'a': 3}, x=1) | type('T', (type,"
     "), {<member>})('<cname>', (<base>,), {<member>})"},
    {"cname",
     "X | Y | Z | W"},
    {"classop",
     "$d=$a() | $d=$b() | $d=$c(1) | $d=$a(<value>) | $d.a | $d.m | $d.m() "
     "| $d.p | $d.c(1) | $d.s(1) | $d.d | setattr($d, 'a', <value>) | "
     "setattr($d, 'p', 1) | setattr($d, 'd', 1) | delattr($d, 'a') | "
     "setattr($d, 'zz', 1) | $d.zz | $d.__dict__ | vars($d) | $a.__mro__ | "
     "$b.__mro__ | $c.__mro__ | $a.__bases__ | setattr($a, '__bases__', "
     "(<base>,)) | setattr($b, '__bases__', ($a,)) | setattr($d, "
     "'__class__', $b) | setattr($d, '__class__', <base>) | setattr($a, 'a',"
     " <meth>) | setattr($a, <special>, <meth>) | delattr($a, <special>) | "
     "$a.a | $b.a | isinstance($d, $a) | issubclass($b, $a) | "
     "len($a.__subclasses__()) | $a.__name__ | setattr($a, '__name__', "
     "<word>) | setattr($a, '__qualname__', <value>) | $a | $d | <use> | "
     "<use> | <use> | <use> | super($a, $d).__init__ | $a.__basicsize__ | "
     "copy.copy($d)"},
    {"use",
     "len($d) | bool($d) | operator.eq($d, $d) | operator.eq($d, 1) | "
     "hash($d).__class__ | str($d) | $d(1) | iter($d) | next($d) | "
     "operator.getitem($d, 0) | operator.contains($d, 1) | operator.add($d, "
     "1) | operator.add(1, $d) | operator.index($d) | int($d) | float($d) | "
     "operator.lt($d, 1) | operator.lt(1, $d) | format($d, '5') | bytes($d) "
     "| sys.getsizeof($d) | copy.copy($d) | copy.deepcopy($d) | list($d) | "
     "reversed($d) | operator.length_hint($d, 4) | operator.matmul($d, 1) | "
     "operator.iadd($d, 1) | operator.neg($d) | round($d) | abs($d) | "
     "$d.__enter__() | operator.setitem($d, 1, 2) | operator.delitem($d, 1) "
     "| isinstance(1, $d) | $a[int] | $a[1, 2] | sorted([$d, $d]) | sum([$d,"
     " 1]) | divmod($d, 2) | pow($d, 2) | pow($d, 2, 3) | operator.or_($a, "
     "int) | complex($d) | operator.invert($d) | range($d)"},
    {"classes",
     "$a=<class>;<classop>;<classop>;<classop> | $a=<class>;<classop>;"
     "<classop>;<classop>;<classop>;<classop>;<classop> | $a=<class>;"
     "$b=<class>;<classop>;<classop>;<classop>;<classop>;<classop> | "
     "$a=<class>;$b=<class>;$c=<class>;<classop>;<classop>;<classop>;"
     "<classop>;<classop>;<classop> | $a=type('A', (), {});$b=type('B', ($a,"
     "), {});$c=type('C', (<base>,), {});$d=type('D', ($b, $c), {<member>});"
     "$d.__mro__;setattr($b, '__bases__', (<base>,));$d.__mro__;setattr($a, "
     "'a', 1);$d.a;$d.a | $a=type('A', (), {'__slots__': <slots>});"
     "$b=type('B', ($a,), {'__slots__': <slots>});$d=$b();setattr($d, 'a', "
     "<value>);$d.a;$d.__dict__;delattr($d, 'a');$d.a;sys.getsizeof($d);"
     "weakref.ref($d);$b.__basicsize__;$b.__dictoffset__;"
     "$b.__weakrefoffset__;$b.__itemsize__;copy.copy($d);$d.__getstate__();"
     "$b.__slots__"},
    {"descriptors",
     "$a=type('D', (), {'__get__': <meth>, '__set__': <meth>, '__delete__': "
     "<meth>});$b=type('X', (), {'d': $a(), 'e': <value>});$c=$b();$c.d;"
     "setattr($c, 'd', 1);delattr($c, 'd');$b.d;setattr($b, 'd', 5);$c.d | "
     "$a=property(<meth>, <meth>, <meth>, <word>);$b=type('X', (), {'p': "
     "$a});$c=$b();$c.p;setattr($c, 'p', 1);delattr($c, 'p');$a.__doc__;"
     "$a.fget;$d=$a.setter(None);setattr($b, 'p', $d);setattr($c, 'p', 2);"
     "$a.__get__(1);$a.__set__(1, 2) | $a=classmethod(<meth>);$a.__func__;"
     "$a.__get__(1, int);$a.__get__(None, int)(2);$a.__wrapped__;"
     "staticmethod(<func>)(<value>);staticmethod(<meth>).__get__(1)(2);"
     "classmethod(property(<meth>)).__get__(1, int);"
     "classmethod(3).__get__(4) | $a=type('G', (), {'__getattr__': <meth>, "
     "'a': property(my.method('fails'))});$b=$a();$b.a;$b.zz;getattr($b, "
     "'q', 7);hasattr($b, 'a');setattr($b, 'z', 1);$b.z | $a=type('S', (), "
     "{'__slots__': ('x', 'y')});$b=$a();$c=$a.x;$c;$c.__get__($b, $a);"
     "$c.__set__($b, <value>);$c.__get__($b);$b.x;$c.__delete__($b);"
     "$c.__delete__($b);$c.__get__(None, $a);$c.__get__(1, int);"
     "$c.__set__(1, 2);$c.__objclass__;$c.__name__ | $a=str.upper;$a('x');"
     "$a.__get__('abc')();$a(1);$a();$a.__get__(1);int.real.__get__(5);"
     "int.real.__set__(5, 1);int.__add__.__get__(1)(2);int.__add__(1, 'x');"
     "int.__add__('x', 1);type.__dict__['__mro__'].__get__(int);"
     "str.__dict__['maketrans'];dict.fromkeys.__self__;object.__new__(int);"
     "int.__new__(str);object.__init__(1, 2);object.__new__(object, 1) | "
     "$a=type('B', (), {'__init_subclass__': <meth>, '__set_name__': "
     "<meth>});$b=type('C', ($a,), {'f': $a(), 'g': $a()});$c=type('E', ($b,"
     "), {}, k=1);$b.f"},
    {"supers",
     "$a=type('A', (), {'m': my.method('args'), 'c': classmethod(<meth>), "
     "'s': staticmethod(<meth>), 'p': property(<meth>)});$b=type('B', ($a,),"
     " {'m': my.method('says')});$c=$b();super($b, $c).m(1);super($b, $b).m;"
     "super($b, $c).c(2);super($b, $c).s();super($b, $c).p;super($a, $c).m;"
     "super($b, 1);super($b).__get__($c).m(3);super($b);super($b, "
     "$c).__thisclass__;super($b, $c).zz;super();setattr(super($b, $c), 'q',"
     " 1);super($b, $c) | $a=type('A', (), {'__eq__': <meth>});$b=$a();"
     "hash($b).__class__;operator.eq($b, 1);operator.ne($b, 1);"
     "operator.eq(1, $b);operator.contains([$b], 1);[1, $b].index($b);"
     "[1].count($b);operator.eq([$b], [1]);operator.eq(($b,), (1,));"
     "operator.eq({1: $b}, {1: 2}) | $a=type('A', (), {'__lt__': <meth>, "
     "'__gt__': <meth>});$b=type('B', ($a,), {'__gt__': <meth>});"
     "operator.lt($a(), $b());operator.gt($a(), $b());operator.le($a(), 1);"
     "sorted([$a(), $b(), $a()]);max($a(), $b());operator.lt([$a()], "
     "[$b()]) | $a=type('A', (), {'__add__': <meth>, '__radd__': <meth>});"
     "$b=type('B', ($a,), {'__radd__': <meth>});operator.add($a(), $b());"
     "operator.add($b(), $a());operator.add($a(), 1);operator.add(1, $a());"
     "operator.add([], $a());operator.add('', $a());sum([$a(), $b()]);"
     "operator.iadd($a(), 1) | $a=type('M', (type,), {'__call__': <meth>, "
     "'__prepare__': <meth>, 'mro': <meth>, '__instancecheck__': <meth>});"
     "$b=$a('X', (), {});$b();isinstance(1, $b);$b.__mro__;issubclass(int, "
     "$b) | $a=type('M', (type,), {'__len__': <meth>, '__iter__': <meth>, "
     "'__getattr__': <meth>, '__or__': <meth>});$b=$a('X', (), {'a': 1});"
     "len($b);list($b);$b.zz;operator.or_($b, int);$b.a;$b().zz"},
#include "fuzz_scripts_rules.h"
};
/* clang-format on */

#endif
