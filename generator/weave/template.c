#include "weave/template.h"

#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/diag.h"
#include "base/escape.h"
#include "base/files.h"
#include "weave/template_source.h"

enum {
    MOST_MEMORY = 64 << 20,
    MOST_INSTRUCTIONS = 50000000, /* of one page */
    DEEPEST_INCLUDE = 32,
};

struct templates {
    lua_State *lua;
    const char *folder;
    const char *shown;
    FILE *out; /* of the page being written */
    size_t memory;
    int depth;
    int reported; /* the error at hand has been, by its finder */
};

static const char SAFE[] = "heapbook.safe";
static const char CACHE[] = "heapbook.templates";
static const char BASE[] = "heapbook.base"; /* the environment of all */

static struct templates *
self(lua_State *lua)
{
    return *(struct templates **)lua_getextraspace(lua);
}

/* ---- values ----------------------------------------------------------- */

/* A box around a string; its metatable is out of reach of templates. */
static void
push_safe(lua_State *lua, const char *html, size_t len)
{
    lua_newuserdatauv(lua, 0, 1);
    lua_pushlstring(lua, html, len);
    lua_setiuservalue(lua, -2, 1);
    luaL_setmetatable(lua, SAFE);
}

static void push_data(lua_State *lua, const struct data *data);

static void
push_table(lua_State *lua, const struct data *table)
{
    luaL_checkstack(lua, 4, "data is nested too deeply");
    lua_newtable(lua);
    lua_Integer n = 0;
    for (const struct data *at = table->first; at; at = at->next) {
        push_data(lua, at);
        if (table->kind == DATA_LIST) {
            lua_rawseti(lua, -2, ++n);
        }
        else {
            lua_setfield(lua, -2, at->key);
        }
    }
}

static void
push_data(lua_State *lua, const struct data *data)
{
    switch (data->kind) {
    case DATA_TEXT:
        lua_pushlstring(lua, data->text, data->len);
        break;
    case DATA_SAFE:
        push_safe(lua, data->text, data->len);
        break;
    case DATA_NUMBER:
        lua_pushinteger(lua, data->number);
        break;
    case DATA_FLAG:
        lua_pushboolean(lua, data->number != 0);
        break;
    default:
        push_table(lua, data);
    }
}

/* ---- what templates call ---------------------------------------------- */

static int
lua_write(lua_State *lua)
{
    size_t len;
    const char *text = lua_tolstring(lua, 1, &len);
    fwrite(text, 1, len, self(lua)->out);
    return 0;
}

static int
lua_escape(lua_State *lua)
{
    size_t len;
    if (lua_isnil(lua, 1)) {
        return luaL_error(lua, "there is nothing to write: the value is nil");
    }
    if (luaL_testudata(lua, 1, SAFE)) {
        return luaL_error(lua, "this value is HTML: write it with {! !}");
    }
    if (lua_istable(lua, 1) || lua_isfunction(lua, 1)) {
        return luaL_error(lua, "a %s cannot be written",
                          luaL_typename(lua, 1));
    }
    const char *text = luaL_tolstring(lua, 1, &len);
    escape_html(self(lua)->out, text, len);
    return 0;
}

static int
lua_raw(lua_State *lua)
{
    size_t len;
    if (!luaL_testudata(lua, 1, SAFE)) {
        return luaL_error(lua,
                          "{! !} needs a value that is marked as safe, "
                          "this is a %s",
                          luaL_typename(lua, 1));
    }
    lua_getiuservalue(lua, 1, 1);
    const char *html = lua_tolstring(lua, -1, &len);
    fwrite(html, 1, len, self(lua)->out);
    return 0;
}

static int
lua_safe(lua_State *lua)
{
    size_t len;
    const char *html = luaL_checklstring(lua, 1, &len);
    push_safe(lua, html, len);
    return 1;
}

/* ---- loading ---------------------------------------------------------- */

static void
load_file(lua_State *lua, struct templates *templates, const char *name)
{
    TALLOC_CTX *scratch = talloc_new(NULL);
    size_t len;
    char *clean = path_clean(scratch, name);
    char *path = clean ? path_join(scratch, templates->folder, clean) : NULL;
    char *text = path ? file_try_read(scratch, path, &len) : NULL;
    char *shown = path_join(scratch, templates->shown, name);
    char *source = text ? template_to_lua(scratch, shown, text, &len) : NULL;
    char *chunk = talloc_asprintf(scratch, "@%s", shown);
    int status =
        source ? luaL_loadbufferx(lua, source, len, chunk, "t") : LUA_ERRFILE;
    templates->reported = text && !source;
    if (!source) {
        lua_pushfstring(lua, "%s: there is no such template", shown);
    }
    talloc_free(scratch);
    if (status != LUA_OK) {
        lua_error(lua);
    }
}

/* Pushes the compiled template. */
static void
push_template(lua_State *lua, const char *name)
{
    lua_getfield(lua, LUA_REGISTRYINDEX, CACHE);
    if (lua_getfield(lua, -1, name) == LUA_TNIL) {
        lua_pop(lua, 1);
        load_file(lua, self(lua), name);
        lua_pushvalue(lua, -1);
        lua_setfield(lua, -3, name);
    }
    lua_remove(lua, -2);
}

/* Turns the table on top into an environment: what is not in it is looked up
 * in the base. */
static void
make_environment(lua_State *lua)
{
    lua_createtable(lua, 0, 2);
    lua_getfield(lua, LUA_REGISTRYINDEX, BASE);
    lua_setfield(lua, -2, "__index");
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}

/* Calls the template below the environment on top of the stack. */
static void
call_template(lua_State *lua)
{
    lua_pushcfunction(lua, lua_write);
    lua_pushcfunction(lua, lua_escape);
    lua_pushcfunction(lua, lua_raw);
    lua_call(lua, 4, 0);
}

/* include(name, table): the table is copied, so that it stays as it is. */
static int
lua_include(lua_State *lua)
{
    struct templates *templates = self(lua);
    const char *name = luaL_checkstring(lua, 1);
    if (templates->depth >= DEEPEST_INCLUDE) {
        return luaL_error(lua, "include is nested too deeply");
    }
    templates->depth++;
    push_template(lua, name);
    lua_newtable(lua);
    if (lua_istable(lua, 2)) {
        lua_pushnil(lua);
        while (lua_next(lua, 2)) {
            lua_pushvalue(lua, -2);
            lua_insert(lua, -2);
            lua_settable(lua, -4);
        }
    }
    make_environment(lua);
    call_template(lua);
    templates->depth--;
    return 0;
}

/* ---- the restricted state --------------------------------------------- */

static void *
allocate(void *user, void *block, size_t old_size, size_t new_size)
{
    struct templates *templates = user;
    size_t old = block ? old_size : 0;
    if (new_size == 0) {
        templates->memory -= old;
        free(block);
        return NULL;
    }
    if (templates->memory - old + new_size > MOST_MEMORY) {
        return NULL;
    }
    void *moved = realloc(block, new_size);
    if (moved) {
        templates->memory += new_size - old;
    }
    return moved;
}

static void
stop_hook(lua_State *lua, lua_Debug *event)
{
    (void)event;
    luaL_error(lua, "the template runs too long");
}

/* Keeps the named fields of the table on top and removes all others. */
static void
keep_fields(lua_State *lua, const char *const *names)
{
    lua_newtable(lua);
    for (; *names; names++) {
        lua_getfield(lua, -2, *names);
        lua_setfield(lua, -2, *names);
    }
    lua_pushnil(lua);
    while (lua_next(lua, -3)) {
        lua_pop(lua, 1);
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, -3) == LUA_TNIL) {
            lua_pop(lua, 1);
            lua_pushvalue(lua, -1);
            lua_pushnil(lua);
            lua_rawset(lua, -5);
        }
        else {
            lua_pop(lua, 1);
        }
    }
    lua_pop(lua, 1);
}

/* No pattern matching: it is C, where the limit on instructions does not
 * reach.  No random numbers.  The strings' metatable shares this table. */
static void
open_libraries(lua_State *lua)
{
    static const char *const STRING[] = {
        "byte", "char", "format", "len", "lower", "rep", "sub", "upper", NULL};
    static const char *const MATH[] = {
        "abs", "ceil",       "floor",     "huge", "max", "maxinteger",
        "min", "mininteger", "tointeger", "type", NULL};
    luaL_requiref(lua, "string", luaopen_string, 0);
    keep_fields(lua, STRING);
    lua_setfield(lua, -2, "string");
    luaL_requiref(lua, "math", luaopen_math, 0);
    keep_fields(lua, MATH);
    lua_setfield(lua, -2, "math");
    luaL_requiref(lua, "table", luaopen_table, 0);
    lua_setfield(lua, -2, "table");
    luaL_requiref(lua, "utf8", luaopen_utf8, 0);
    lua_setfield(lua, -2, "utf8");
}

/* Lua orders the keys of a table by a hash with a random seed; a page must
 * not depend on it. */
static const char PAIRS[] =
    "local next, sort, tostring, type = ...\n"
    "local function before(a, b)\n"
    "    if type(a) ~= type(b) then return type(a) < type(b) end\n"
    "    if type(a) == 'number' then return a < b end\n"
    "    return tostring(a) < tostring(b)\n"
    "end\n"
    "return function(t)\n"
    "    local keys, i = {}, 0\n"
    "    for key in next, t do keys[#keys + 1] = key end\n"
    "    sort(keys, before)\n"
    "    return function()\n"
    "        i = i + 1\n"
    "        if keys[i] ~= nil then return keys[i], t[keys[i]] end\n"
    "    end\n"
    "end\n";

/* Takes functions of Lua's base library (a table on top) into the base
 * environment below it. */
static void
take_functions(lua_State *lua)
{
    static const char *const NAMES[] = {"ipairs",   "type",   "tostring",
                                        "tonumber", "select", NULL};
    for (const char *const *name = NAMES; *name; name++) {
        lua_getfield(lua, -1, *name);
        lua_setfield(lua, -3, *name);
    }
    luaL_loadbufferx(lua, PAIRS, sizeof PAIRS - 1, "=pairs", "t");
    lua_getfield(lua, -2, "next");
    lua_getfield(lua, -4, "table");
    lua_getfield(lua, -1, "sort");
    lua_remove(lua, -2);
    lua_getfield(lua, -4, "tostring");
    lua_getfield(lua, -5, "type");
    lua_call(lua, 4, 1);
    lua_setfield(lua, -3, "pairs");
}

static int
state_init(lua_State *lua)
{
    luaL_newmetatable(lua, SAFE);
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_newtable(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, CACHE);
    lua_newtable(lua);
    open_libraries(lua);
    luaL_requiref(lua, "_G", luaopen_base, 0);
    take_functions(lua);
    lua_pop(lua, 1);
    lua_pushcfunction(lua, lua_include);
    lua_setfield(lua, -2, "include");
    lua_pushcfunction(lua, lua_safe);
    lua_setfield(lua, -2, "safe");
    lua_setfield(lua, LUA_REGISTRYINDEX, BASE);
    return 0;
}

static int
templates_fini(struct templates *templates)
{
    if (templates->lua) {
        lua_close(templates->lua);
    }
    return 0;
}

/* ---- errors ----------------------------------------------------------- */

/* Lua's message begins with "templates/page.html:12: ". */
static int
report(struct templates *templates, const char *message)
{
    struct place place = {.path = templates->shown};
    const char *colon = strchr(message, ':');
    char *end;
    char *path = NULL;
    if (colon) {
        long line = strtol(colon + 1, &end, 10);
        path = talloc_strndup(templates, message, (size_t)(colon - message));
        place.path = path;
        place.line = end > colon + 1 && *end == ':' ? (int)line : 0;
        message = place.line ? end + 1 : colon + 1;
        message += *message == ' ';
    }
    diag_at(place, "%s", message);
    talloc_free(path);
    return -1;
}

static int
protected_call(struct templates *templates, int arguments, int results)
{
    lua_State *lua = templates->lua;
    templates->depth = 0;
    lua_sethook(lua, stop_hook, LUA_MASKCOUNT, MOST_INSTRUCTIONS);
    if (lua_pcall(lua, arguments, results, 0) == LUA_OK) {
        return 0;
    }
    const char *message = lua_tostring(lua, -1);
    if (!templates->reported) {
        report(templates, message ? message : "unknown error");
    }
    templates->reported = 0;
    lua_settop(lua, 0);
    return -1;
}

/* ---- the interface ---------------------------------------------------- */

struct templates *
templates_open(TALLOC_CTX *ctx, const char *folder, const char *shown)
{
    struct templates *templates = talloc_zero(ctx, struct templates);
    templates->folder = talloc_strdup(templates, folder);
    templates->shown = talloc_strdup(templates, shown);
    templates->lua = lua_newstate(allocate, templates);
    if (!templates->lua) {
        diag_no_memory();
    }
    talloc_set_destructor(templates, templates_fini);
    *(struct templates **)lua_getextraspace(templates->lua) = templates;
    lua_pushcfunction(templates->lua, state_init);
    if (protected_call(templates, 0, 0) < 0) {
        talloc_free(templates);
        return NULL;
    }
    return templates;
}

/* Loads site.lua with the base environment and leaves its table. */
static int
settings_load(lua_State *lua)
{
    struct templates *templates = self(lua);
    char *path = path_join(templates, templates->folder, "site.lua");
    size_t len;
    char *text = file_try_read(templates, path, &len);
    if (!text) {
        return luaL_error(lua, "%s/site.lua: there is no such file",
                          templates->shown);
    }
    lua_pushfstring(lua, "@%s/site.lua", templates->shown);
    if (luaL_loadbufferx(lua, text, len, lua_tostring(lua, -1), "t") !=
        LUA_OK) {
        return lua_error(lua);
    }
    lua_getfield(lua, LUA_REGISTRYINDEX, BASE);
    lua_setupvalue(lua, -2, 1);
    lua_call(lua, 0, 1);
    talloc_free(text);
    talloc_free(path);
    if (!lua_istable(lua, -1)) {
        return luaL_error(lua, "%s/site.lua:1: it must return a table",
                          templates->shown);
    }
    return 1;
}

struct data *
templates_settings(struct templates *templates, TALLOC_CTX *ctx)
{
    lua_State *lua = templates->lua;
    lua_pushcfunction(lua, settings_load);
    if (protected_call(templates, 0, 1) < 0) {
        return NULL;
    }
    struct data *settings = data_new(ctx);
    lua_pushnil(lua);
    while (lua_next(lua, -2)) {
        if (lua_type(lua, -2) == LUA_TSTRING &&
            lua_type(lua, -1) == LUA_TSTRING) {
            data_set_text(settings, lua_tostring(lua, -2),
                          lua_tostring(lua, -1));
        }
        lua_pop(lua, 1);
    }
    lua_settop(lua, 0);
    return settings;
}

static int
base_set(lua_State *lua)
{
    const char *name = lua_touserdata(lua, 1);
    const struct data *value = lua_touserdata(lua, 2);
    lua_getfield(lua, LUA_REGISTRYINDEX, BASE);
    push_data(lua, value);
    lua_setfield(lua, -2, name);
    return 0;
}

void
templates_set(struct templates *templates, const char *name,
              const struct data *value)
{
    lua_State *lua = templates->lua;
    lua_pushcfunction(lua, base_set);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)name);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)value);
    if (protected_call(templates, 2, 0) < 0) {
        diag_no_memory();
    }
}

static int
render(lua_State *lua)
{
    const char *name = lua_touserdata(lua, 1);
    const struct data *variables = lua_touserdata(lua, 2);
    push_template(lua, name);
    if (variables) {
        push_table(lua, variables);
    }
    else {
        lua_newtable(lua);
    }
    make_environment(lua);
    call_template(lua);
    return 0;
}

int
templates_render(struct templates *templates, const char *name,
                 const struct data *variables, FILE *out)
{
    lua_State *lua = templates->lua;
    templates->out = out;
    lua_pushcfunction(lua, render);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)name);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)variables);
    return protected_call(templates, 2, 0);
}
