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

BUILD   ?= .build
FLAVOUR ?= release
PREFIX  ?= /usr/local
CC      ?= gcc
AR      ?= ar
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
BASE    := -std=c11 -D_GNU_SOURCE $(WARN)
LIBS    := libcmark-gfm libgit2 lua5.4 libseccomp jansson talloc yaml-0.1 \
           libmicrohttpd
PC_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
PC_LIBS   := $(shell pkg-config --libs $(LIBS) 2>/dev/null) \
             -lcmark-gfm-extensions -ltcc -ldl -lm -lpthread

# ---- sources -------------------------------------------------------------

RT_DIRS  := objects memory modules probe helper
RT_SRC   := $(wildcard $(RT_DIRS:%=runtime/%/*.c))
RT_OBJ   := $(RT_SRC:%.c=$(O)/%.o)
RT_LIB   := $(O)/libheapbook.a
GEN_DIRS := base book run grade draw weave cmd
GEN_SRC  := $(wildcard $(GEN_DIRS:%=generator/%/*.c))
GEN_OBJ  := $(GEN_SRC:%.c=$(O)/%.o)
GEN_LIB  := $(O)/libgenerator.a
TESTS    := $(patsubst %.c,$(O)/%,$(wildcard runtime/test/*_test.c \
              generator/test/*_test.c))
SCRIPTS  := $(wildcard runtime/test/*.t generator/test/*.t site/test/*.t)
HEADERS  := $(wildcard runtime/include/*.h runtime/include/*/*.h \
              generator/*/*.h)

.PHONY: all help deps clean
all: $(BUILD)/heapbook $(BUILD)/asan/libheapbook.a ## Build the program and the libraries that verify links with

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | column -t -s '|'

# One file holds the flags; it changes only when they do, and then
# everything is compiled again.
FLAGS_TEXT := $(CC) $(CFLAGS) $(BASE) $(PC_CFLAGS)
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS_TEXT)' | cmp -s - $@ || echo '$(FLAGS_TEXT)' >$@
FORCE:

$(O)/runtime/%.o: runtime/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Iruntime/include -MMD -MP -c -o $@ $<

$(O)/generator/%.o: generator/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Igenerator -Iruntime/include $(PC_CFLAGS) \
	    -MMD -MP -c -o $@ $<

# Test programs may look into every room.
$(O)/%_test.o: %_test.c $(O)/flags
	@mkdir -p $(@D)
	@echo "CC      $<"
	$(Q)$(CC) $(BASE) $(CFLAGS) -Igenerator -Iruntime/include -Iruntime/test \
	    $(PC_CFLAGS) -MMD -MP -c -o $@ $<

$(RT_LIB): $(RT_OBJ)
	@echo "AR      $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(GEN_LIB): $(GEN_OBJ)
	@echo "AR      $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(O)/runtime/test/%_test: $(O)/runtime/test/%_test.o $(RT_LIB)
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(RT_LIB) -ljansson -ldl -lm

$(O)/generator/test/%_test: $(O)/generator/test/%_test.o $(GEN_LIB) $(RT_LIB)
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $< \
	    $(GEN_LIB) -Wl,--whole-archive $(RT_LIB) -Wl,--no-whole-archive $(PC_LIBS)

# The runtime is linked whole and exported: examples that libtcc compiles
# find it in the process.
$(BUILD)/release/heapbook: $(GEN_OBJ) $(RT_LIB)
	@echo "LD      $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $(GEN_OBJ) \
	    -Wl,--whole-archive $(RT_LIB) -Wl,--no-whole-archive $(PC_LIBS)

$(BUILD)/heapbook: $(BUILD)/release/heapbook
	@ln -sf release/heapbook $@

ifneq ($(FLAVOUR),asan)
$(BUILD)/asan/libheapbook.a: $(RT_SRC) $(HEADERS)
	$(Q)$(MAKE) --no-print-directory FLAVOUR=asan BUILD=$(BUILD) $@
endif

-include $(RT_OBJ:.o=.d) $(GEN_OBJ:.o=.d) $(TESTS:=.d)

clean: ## Remove everything that was built
	rm -rf $(BUILD) site/public
