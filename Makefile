# Heapbook.  One Makefile, not recursive.  `make help` lists the targets.
#
# Sources are found by wildcard, a folder at a time; objects mirror the tree
# under $(BUILD)/$(FLAVOUR).  Flavours of the runtime and the tests:
#   release   what users run
#   asan      AddressSanitizer and UndefinedBehaviorSanitizer
#   hostile   buffers move at every append, no free lists, poisoned memory

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
SUFFIXES  :=
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

# As many jobs as there are processors, unless the caller has said how many.
ifeq ($(findstring -j,$(MAKEFLAGS))$(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif

BUILD   ?= .build
FLAVOUR ?= release
PREFIX  ?= /usr/local
# make's own defaults (cc, ar) are not a choice that anybody made.
ifneq ($(filter default undefined,$(origin CC)),)
CC := gcc
endif
ifneq ($(filter default undefined,$(origin AR)),)
AR := ar
endif
PROVE   ?= prove
Q       := $(if $(V),,@)

O := $(BUILD)/$(FLAVOUR)

# ---- flags ---------------------------------------------------------------

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wno-missing-field-initializers $(if $(CI),-Werror)
CFLAGS_release := -O2 -g -fno-omit-frame-pointer
CFLAGS_asan    := -O1 -g -fno-omit-frame-pointer -DHB_ASAN \
                  -fsanitize=address,undefined -fno-sanitize-recover=undefined
CFLAGS_hostile := -O1 -g -fno-omit-frame-pointer -DHB_HOSTILE
CFLAGS  ?= $(CFLAGS_$(FLAVOUR))
# The runtime is what examples wait for: more is inlined there, and a loop's
# pace is not left to the address at which it happens to lie.
RT_CFLAGS = $(CFLAGS:-O2=-O3 -falign-loops=32)
BASE    := -std=c11 -D_GNU_SOURCE $(WARN)
LIBS    := libcmark-gfm lua5.4 libseccomp jansson talloc yaml-0.1 nettle
# Loaded when first asked for (base/library.h), so not linked.
LOADED  := libgit2 libmicrohttpd libarchive
# Asked for when first used, not when this file is read: `make deps site`
# installs pkg-config on the way.
PC_CFLAGS = $(eval PC_CFLAGS := $(shell pkg-config --cflags $(LIBS) \
            $(LOADED)))$(PC_CFLAGS)
# Linked in: each library that is mapped costs every start and every fork.
PC_LIBS   = $(eval PC_LIBS := -Wl,-Bstatic $(shell pkg-config --libs $(LIBS)) \
            -lcmark-gfm-extensions -lcmark-gfm -ltcc -Wl,-Bdynamic -Wl,-z,now \
            -Wl,-z,pack-relative-relocs -ldl -lm -lpthread)$(PC_LIBS)

# ---- sources -------------------------------------------------------------

RT_DIRS  := objects memory modules probe helper
RT_SRC   := $(wildcard $(RT_DIRS:%=runtime/%/*.c))
RT_OBJ   := $(RT_SRC:%.c=$(O)/%.o)
RT_LIB   := $(O)/libheapbook.a
NAMED    := -Wl,--dynamic-list=runtime/names.list
GEN_DIRS := base sandbox book run grade draw weave cmd
GEN_SRC  := $(wildcard $(GEN_DIRS:%=generator/%/*.c))
GEN_OBJ  := $(GEN_SRC:%.c=$(O)/%.o) $(O)/generator/excerpt/tables.o \
            $(O)/generator/filters/tables.o
GEN_LIB  := $(O)/libgenerator.a
RT_TESTS := $(patsubst %.c,$(O)/%,$(wildcard runtime/test/*_test.c))
TESTS    := $(RT_TESTS) $(patsubst %.c,$(O)/%, \
              $(wildcard generator/test/*_test.c))
SCRIPTS  := $(wildcard runtime/test/*.t generator/test/*.t site/test/*.t)
HEADERS  := $(wildcard runtime/include/*.h runtime/include/*/*.h \
              generator/*/*.h)

.PHONY: all help deps site web offline verify-web serve test test-c verify reference exercises layers \
        fuzz-reference mutants valgrind bench headers lint format install clean FORCE

HEAPBOOK := $(BUILD)/heapbook
# A path for programs that work elsewhere; $(abspath) would take one with a
# space apart.  To be quoted.
whole_path = $(if $(filter /%,$(1)),$(1),$(CURDIR)/$(1))
# What test programs want to know.
TOLD = HEAPBOOK='$(call whole_path,$(HEAPBOOK))' \
    BUILD='$(call whole_path,$(BUILD))'
all: $(BUILD)/heapbook $(BUILD)/asan/libheapbook.a ## Build the program and the libraries that verify links with

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | column -t -s '|'

# One file holds the flags; it changes only when they do, and then
# everything is compiled again.  -Werror makes no other objects.
FLAGS_TEXT = $(filter-out -Werror,$(CC) $(CFLAGS) $(RT_CFLAGS) $(BASE) \
    $(PC_CFLAGS))
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS_TEXT)' | cmp -s - $@ || echo '$(FLAGS_TEXT)' >$@
FORCE:

# Everything is built after what it needs, in any order of the goals.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(O)/flags $(BUILD)/asan/libheapbook.a: | deps
endif

$(O)/runtime/%.o: runtime/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(RT_CFLAGS) -Iruntime/include -MD -MP -c -o $@ $<

$(O)/generator/%.o: generator/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Igenerator -Iruntime/include $(PC_CFLAGS) \
	    -MD -MP -c -o $@ $<

# <Python.h> as libtcc sees it, taken apart; answers get what they name.
EXCERPT  := $(O)/generator/excerpt
READ_TCC := tcc -E -dD -P -nostdinc -Iruntime/include -Iruntime/include/std \
    -I"$$(tcc -print-search-dirs | sed -n 's/^install: //p')/include" -
MODEL_H  := $(wildcard runtime/include/*.h runtime/include/cpython/*.h \
    runtime/include/heapbook/*.h)
STD_H    := $(wildcard runtime/include/std/*.h runtime/include/std/*/*.h)
OWN_H    := stdarg.h stddef.h stdbool.h float.h

$(EXCERPT)/make: $(wildcard generator/excerpt/*.[ch]) \
    generator/run/excerpt_tables.h $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      generator/excerpt"
	$(Q)$(CC) $(BASE) -O1 -g -Igenerator -o $@ $(filter %.c,$^)

$(EXCERPT)/tables.c: $(EXCERPT)/make $(MODEL_H) $(STD_H)
	@echo "MAKE    $@"
	$(Q)printf '' | $(READ_TCC) >$(@D)/empty.i
	$(Q)printf '#include <Python.h>\n' | $(READ_TCC) >$(@D)/bare.i
	$(Q)printf '#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n' | \
	    $(READ_TCC) >$(@D)/clean.i
	$(Q)$< $(@D)/empty.i $(@D)/bare.i $(@D)/clean.i $(OWN_H) \
	    $(foreach h,$(MODEL_H),$(h:runtime/include/%=%)=$h) \
	    $(foreach h,$(STD_H),$(h:runtime/include/std/%=%)=$h) >$@

# The sandbox's filters, compiled by libseccomp once.
FILTERS  := $(O)/generator/filters

$(FILTERS)/make: $(wildcard generator/filters/*.[ch]) \
    generator/sandbox/sandbox.h generator/sandbox/parts.h $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      generator/filters"
	$(Q)$(CC) $(BASE) -O1 -g -Igenerator $(PC_CFLAGS) -o $@ \
	    $(filter %.c,$^) $(shell pkg-config --libs libseccomp)

$(FILTERS)/tables.c: $(FILTERS)/make
	@echo "MAKE    $@"
	$(Q)$< >$@

$(EXCERPT)/tables.o: $(EXCERPT)/tables.c
$(FILTERS)/tables.o: $(FILTERS)/tables.c generator/sandbox/parts.h
$(EXCERPT)/tables.o $(FILTERS)/tables.o:
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Igenerator $(PC_CFLAGS) -c -o $@ $<

# Test programs may look into every room.  (Make takes the rule with the
# shortest stem, so these win over the ones above.)
TEST_CC = $(CC) $(BASE) $(CFLAGS) -Igenerator -Iruntime/include \
    -Iruntime/test $(PC_CFLAGS) -MD -MP -c

$(O)/runtime/test/%.o: runtime/test/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(TEST_CC) -o $@ $<

$(O)/generator/test/%.o: generator/test/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(TEST_CC) -o $@ $<

$(RT_LIB): $(RT_OBJ)
	@echo "AR      $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(GEN_LIB): $(GEN_OBJ)
	@echo "AR      $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(O)/runtime/test/%_test: $(O)/runtime/test/%_test.o $(RT_LIB)
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(RT_LIB) -ljansson -ldl -lm

# Heaps are read under the sanitizers as well; only the readers are built for
# them, for there is no region when all of the runtime is.
ifeq ($(FLAVOUR),asan)
READERS := $(filter $(O)/runtime/probe/%,$(RT_OBJ)) \
    $(O)/runtime/memory/region_read.o
$(O)/runtime/test/image_test $(O)/runtime/test/whole_test: \
$(O)/runtime/test/%: $(O)/runtime/test/%.o $(READERS) \
    $(BUILD)/release/libheapbook.a
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -ljansson -ldl -lm
endif

$(O)/generator/test/%_test: $(O)/generator/test/%_test.o $(GEN_LIB) $(RT_LIB) \
    runtime/names.list
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(NAMED) -o $@ $< \
	    $(GEN_LIB) -Wl,--whole-archive $(RT_LIB) -Wl,--no-whole-archive $(PC_LIBS)

# The runtime is linked whole: examples that libtcc compiles find it in the
# process, and of the rest of the program nothing (record 100).  What a linker
# has written here and there the kernel keeps in small pieces; a copy lies in
# large ones, which its many processes map in fewer steps.
$(BUILD)/release/heapbook: $(GEN_OBJ) $(RT_OBJ) runtime/names.list
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(NAMED) -Wl,--exclude-libs,ALL -o $@.ld \
	    $(filter %.o,$^) $(PC_LIBS)
	$(Q)cp $@.ld $@.new && mv $@.new $@ && rm $@.ld

$(BUILD)/heapbook: $(BUILD)/release/heapbook
	@ln -sf release/heapbook $@

ifneq ($(FLAVOUR),asan)
$(BUILD)/asan/libheapbook.a: $(RT_SRC) $(HEADERS)
	$(Q)$(MAKE) --no-print-directory FLAVOUR=asan BUILD=$(BUILD) $@
endif

# The benchmarks: rows of single operations, and workloads.  Each is a program
# with the runtime and one with CPython, where it is.
PYTHON_HEADERS ?= /usr/include/python3.11
BENCH     := $(O)/runtime/bench
BENCH_SRC := $(wildcard runtime/bench/bench_*.c)
WORK_SRC  := runtime/bench/bench_main.c $(wildcard runtime/bench/work_*.c)
CALLS_SRC := runtime/bench/bench_main.c $(wildcard runtime/bench/calls_*.c)
BENCH_OBJ := $(BENCH_SRC:%.c=$(O)/%.o)
WORK_OBJ  := $(WORK_SRC:%.c=$(O)/%.o)
CALLS_OBJ := $(CALLS_SRC:%.c=$(O)/%.o)
BENCHES   := $(BENCH)/pairs $(BENCH)/model $(BENCH)/work-model \
             $(BENCH)/calls-model $(if $(wildcard $(PYTHON_HEADERS)/Python.h), \
             $(BENCH)/cpython $(BENCH)/work-cpython $(BENCH)/calls-cpython)

$(BENCH)/%.o: runtime/bench/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Iruntime/include -MD -MP -c -o $@ $<

$(BENCH)/model: $(BENCH_OBJ)
$(BENCH)/work-model: $(WORK_OBJ)
$(BENCH)/calls-model: $(CALLS_OBJ)
$(BENCH)/model $(BENCH)/work-model $(BENCH)/calls-model: $(RT_LIB)
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(RT_LIB) \
	    -ljansson -ldl -lm

$(BENCH)/cpython: $(BENCH_SRC)
$(BENCH)/work-cpython: $(WORK_SRC)
$(BENCH)/calls-cpython: $(CALLS_SRC) $(wildcard runtime/helper/*.c)
$(BENCH)/cpython $(BENCH)/work-cpython $(BENCH)/calls-cpython: \
    $(wildcard runtime/bench/*.h) $(O)/flags
	@echo "LD      $@"
	$(Q)$(CC) $(BASE) $(CFLAGS) -I$(PYTHON_HEADERS) -idirafter \
	    runtime/include $(LDFLAGS) -o $@ $(filter %.c,$^) -lpython3.11 -lm

$(BENCH)/pairs: $(BENCH)/pairs.o
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -lm

-include $(RT_OBJ:.o=.d) $(GEN_OBJ:.o=.d) $(TESTS:=.d) $(BENCH_OBJ:.o=.d) \
    $(WORK_OBJ:.o=.d) $(CALLS_OBJ:.o=.d) $(BENCH)/pairs.d

# ---- what it is for --------------------------------------------------------

# What a page fetches at its first check.  Without node the site is built
# without; one line says so.
WEB  := $(BUILD)/web
with_web = $$([ ! -f $(WEB)/public/manifest.json ] || echo --web $(WEB)/public)

site: all web ## Build the course into site/public
	$(HEAPBOOK) build $(with_web)

serve: all web ## Build, watch, and serve the site on this machine
	$(HEAPBOOK) serve $(with_web)

web: all ## Compile runtime, checks and page for WebAssembly (needs node)
	@site/web/web.sh '$(call whole_path,$(WEB))' \
	    '$(call whole_path,$(HEAPBOOK))'

offline: site ## The site as a zip that checks exercises from disk, too
	@node site/workbench/offline.mjs site/public $(BUILD)/heapbook.zip

verify-web: all ## Is every example and answer in WebAssembly what it is natively?
	@$(TOLD) site/test/web.t

verify: all ## Is every example still true?  On every compiler and runtime
	$(HEAPBOOK) verify

reference: all ## Examples and solutions on the real CPython 3.11 only
	$(HEAPBOOK) verify --reference

fuzz-reference: $(RT_LIB) ## Random operations on both runtimes, compared (SEED=7 OPS=20000)
	@$(TOLD) SEED='$(SEED)' OPS='$(OPS)' runtime/test/reference.t --fuzz

mutants: test-programs ## Plant faults in the runtime: which tests notice? (ALL=1 NAMES=)
	@$(TOLD) ALL='$(ALL)' runtime/test/mutants.sh $(NAMES)

valgrind: test-programs ## The runtime's tests under valgrind (NAMES=gc_test)
	@BUILD=$(BUILD) runtime/test/valgrind.sh $(NAMES)

exercises: all ## Every exercise against its starter, solution and wrong answers
	$(HEAPBOOK) verify --exercises

PAIRS ?= 7
SUITE ?= model work-model calls-model
bench: $(BENCHES) ## The runtime's speed beside CPython's (PAIRS=7 SUITE=work-model ROWS="'list append' dict")
	$(if $(filter $(BENCH)/cpython,$(BENCHES)),,@echo "bench: \
	$(PYTHON_HEADERS)/Python.h is missing (python3-dev 3.11), so the \
	figures of the runtime stand alone")
	@for model in $(SUITE); do \
	    other=$(BENCH)/$$(echo $$model | sed s/model/cpython/); \
	    [ -x $$other ] || other=; \
	    $(BENCH)/pairs -n $(PAIRS) $(BENCH)/$$model "$$other" $(ROWS) || \
	        exit 1; \
	done

# ---- tests -----------------------------------------------------------------

test: all web $(TESTS) $(BENCHES) ## Everything that can be wrong, as TAP through prove
	@$(MAKE) --no-print-directory FLAVOUR=asan BUILD=$(BUILD) test-programs
	@$(MAKE) --no-print-directory FLAVOUR=hostile BUILD=$(BUILD) test-programs
	-@! command -v clang >/dev/null || \
	    $(MAKE) --no-print-directory BUILD=$(BUILD) fuzz-programs
	$(TOLD) $(PROVE) --exec '' --timer $(SIDE_BY_SIDE) \
	    $(TESTS) $(SANITIZED) $(HOSTILE) $(SCRIPTS)

# The runtime's tests look at no clock and share no file, so two may run at a
# time; those that time out, or judge what does, have the machine to themselves.
SIDE_BY_SIDE := --jobs 2 --rules 'par=**runtime/test/**'

# The runtime's unit tests run a second time under the sanitizers, and a third
# time where memory is poisoned, moves, and is collected all the time.
RT_TEST_SRC := $(wildcard runtime/test/*_test.c)
SANITIZED := $(RT_TEST_SRC:%.c=$(BUILD)/asan/%)
HOSTILE   := $(RT_TEST_SRC:%.c=$(BUILD)/hostile/%)
.PHONY: test-programs
test-programs: $(RT_TESTS)

# ---- fuzzing ---------------------------------------------------------------

# The readers of outside bytes, built by clang with counters of coverage; the
# rest of the runtime is the release's.  Globals have no red zones: the reader
# of dead heaps may look at any byte of the program's own data.
TIME      ?= 60
FUZZ      := $(patsubst generator/fuzz/%.c,%,$(wildcard generator/fuzz/*.c))
FUZZ_SRC  := $(wildcard runtime/probe/*.c) runtime/memory/region_read.c \
    $(filter-out generator/cmd/% generator/weave/%,$(GEN_SRC))
FUZZ_OBJ  := $(FUZZ_SRC:%.c=$(BUILD)/fuzz/%.o)
FUZZ_FLAGS := -O2 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined -mllvm -asan-globals=0 \
    -fsanitize-coverage=inline-8bit-counters,pc-table \
    -DWALK_BLOCKS=256 -DWALK_CELLS=2048

fuzz: fuzz-programs ## Feed every reader of outside bytes for TIME=60 seconds
	generator/fuzz/fuzz.sh $(BUILD)/fuzz $(TIME)

.PHONY: fuzz fuzz-programs fuzz-link
fuzz-programs: $(RT_LIB)
	@$(MAKE) --no-print-directory FLAVOUR=fuzz BUILD=$(BUILD) CC=clang \
	    CFLAGS='$(FUZZ_FLAGS)' fuzz-link

fuzz-link: $(FUZZ:%=$(BUILD)/fuzz/%)
$(FUZZ:%=$(BUILD)/fuzz/%): $(BUILD)/fuzz/%: \
    $(BUILD)/fuzz/generator/fuzz/%.o $(FUZZ_OBJ) $(EXCERPT)/tables.o \
    $(FILTERS)/tables.o
	@echo "LD      $@"
	$(Q)clang -fsanitize=fuzzer,address,undefined -rdynamic -o $@ $^ \
	    $(BUILD)/release/libheapbook.a $(PC_LIBS)
-include $(FUZZ:%=$(BUILD)/fuzz/generator/fuzz/%.d) $(FUZZ_OBJ:.o=.d)

layers: all ## No include points upward; each library has one home
	@$(TOLD) generator/test/layers.t

headers: ## Each header compiles alone
	@CC='$(CC)' generator/test/headers.t

# A golden file's lines are part of what is expected.
SOURCES_OF_C = git ls-files '*.c' '*.h' ':!generator/test/golden'

lint: layers headers ## Static analysis, and whether `make format` has been run
	@$(SOURCES_OF_C) | xargs clang-format --dry-run -Werror
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/analyze \
	    CFLAGS='-O1 -fanalyzer -Wno-analyzer-too-complex -Werror' \
	    $(BUILD)/analyze/release/libgenerator.a

format: ## Lay out the C sources as PEP 7 wants
	@$(SOURCES_OF_C) | xargs clang-format -i

# ---- tools -----------------------------------------------------------------

# A package is wanted when what it gives is missing, so that a machine with
# its own gcc or node is left alone.
DEPS_LIBS := libcmark-gfm-dev libcmark-gfm-extensions-dev libgit2-dev \
    liblua5.4-dev libtcc-dev tcc libseccomp-dev libjansson-dev libtalloc-dev \
    uthash-dev libyaml-dev libmicrohttpd-dev nettle-dev libarchive-dev \
    libc6-dev
DEPS_TESTS := libclang-rt-14-dev python3-jsonschema
DEPS_TOOLS := gcc:gcc pkg-config:pkg-config prove:perl ar:binutils \
    column:bsdextrautils clang:clang ctags:universal-ctags \
    python3-config:python3-dev chromium:chromium firefox-esr:firefox-esr \
    node:nodejs npm:npm xmllint:libxml2-utils valgrind:valgrind

deps: ## Install what is missing of Debian's packages
	@want=''; \
	for lib in $(DEPS_LIBS) $(DEPS_TESTS); do \
	    dpkg -s $$lib >/dev/null 2>&1 || want="$$want $$lib"; \
	done; \
	for tool in $(DEPS_TOOLS); do \
	    command -v $${tool%%:*} >/dev/null || want="$$want $${tool#*:}"; \
	done; \
	[ -z "$$want" ] && exit 0; \
	echo "deps: installing$$want"; \
	root=; [ $$(id -u) = 0 ] || root=sudo; \
	$$root apt-get update -qq && \
	$$root env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$want >/dev/null

DATA := $(DESTDIR)$(PREFIX)/share/heapbook
LIBRARIES := $(DESTDIR)$(PREFIX)/lib/heapbook
INSTALLED := runtime/include runtime/helper templates site/assets
install: all ## Install the program, its templates and its libraries
	install -D -m 755 $(BUILD)/release/heapbook $(DESTDIR)$(PREFIX)/bin/heapbook
	install -D -m 644 -t $(LIBRARIES)/release $(RT_LIB)
	install -D -m 644 -t $(LIBRARIES)/asan $(BUILD)/asan/libheapbook.a
	for folder in $(INSTALLED); do \
	    into=$(DATA)/$$(dirname $$folder); rm -rf $(DATA)/$$folder; \
	    mkdir -p $$into && cp -R $$folder $$into/ || exit 1; \
	done
	install -D -m 644 -t $(DATA)/generator/grade generator/grade/report.schema.json
	install -D -m 644 -t $(DATA)/exercises exercises/README.md

clean: ## Remove everything that was built
	rm -rf $(BUILD) site/public
