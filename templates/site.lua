-- Settings of the site: what differs from course to course.
return {
    title = "Heapbook",
    tagline = "Python’s memory, drawn by the programs that use it.",
    description = "A course on copies, buffers, slots and growing lists, "
        .. "told in C. Every output and every picture on its pages was made "
        .. "by a program that ran when the site was built.",
    language = "en",
    author = "the Heapbook authors",
    licence = "CC BY 4.0",
    -- Where the site will stand, with a slash at the end; empty when unknown.
    -- Links between pages are relative and do not need it; canonical links,
    -- the feed and the map of the site do.
    base_url = "",
    -- Where the sources can be seen and edited; {path} and {commit} are
    -- filled in.  Empty: no such links.
    edit_url = "",
    history_url = "",
}
