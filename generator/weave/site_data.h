/* site_data.h -- `site`, as every template sees it: settings, parts, chapters.
 *
 * It differs from page to page in the way to the top and in the part that is
 * current, so it is made once for all pages that share these.
 */
#ifndef HEAPBOOK_WEAVE_SITE_DATA_H
#define HEAPBOOK_WEAVE_SITE_DATA_H

#include "weave/weave.h"

/* Makes it known to the templates, for this page, unless they have it from
 * the page before. */
void site_data_set(struct site *site, const struct page *page);

#endif
