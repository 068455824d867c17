/* site_data.h -- `site`, as every template sees it: settings, parts, chapters.
 *
 * It differs from page to page in the way to the top and in which chapter is
 * current.
 */
#ifndef HEAPBOOK_WEAVE_SITE_DATA_H
#define HEAPBOOK_WEAVE_SITE_DATA_H

#include "weave/weave.h"

/* Makes it known to the templates, for this page. */
void site_data_set(struct site *site, const struct page *page);

#endif
