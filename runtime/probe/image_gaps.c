/* image_gaps.c -- the bytes of a dead view that do not follow each other. */
#include "image_parts.h"

struct gathering {
    const struct Hb_Dead *dead;
    Py_ssize_t shape[PyBUF_MAX_NDIM], strides[PyBUF_MAX_NDIM];
    int ndim;
    size_t itemsize, len, room;
    unsigned char *bytes;
};

/* Adds what lies in dimension k and above, as far as there is room. */
static int
gather(struct gathering *all, int k, uintptr_t at)
{
    if (k == all->ndim) {
        if (dead_fetch(all->dead, at, all->bytes + all->len, all->itemsize)) {
            return -1;
        }
        all->len += all->itemsize;
        return 0;
    }
    for (Py_ssize_t i = 0;
         i < all->shape[k] && all->len + all->itemsize <= all->room; i++) {
        if (gather(all, k + 1, at + (size_t)i * (size_t)all->strides[k])) {
            return -1;
        }
    }
    return 0;
}

/* Reads shape and strides.  A view without items has nothing to be gathered,
 * however often. */
static int
read_layout(struct gathering *all, const Py_buffer *view)
{
    size_t size = (size_t)view->ndim * sizeof(Py_ssize_t);

    if (view->ndim < 1 || view->ndim > PyBUF_MAX_NDIM || view->suboffsets ||
        view->itemsize < 1 || (size_t)view->itemsize > all->room ||
        dead_fetch(all->dead, (uintptr_t)view->shape, all->shape, size) ||
        dead_fetch(all->dead, (uintptr_t)view->strides, all->strides, size)) {
        return -1;
    }
    all->ndim = view->ndim;
    all->itemsize = (size_t)view->itemsize;
    for (int i = 0; i < all->ndim; i++) {
        if (all->shape[i] <= 0) {
            all->ndim = 1;
            all->shape[0] = 0;
        }
    }
    return 0;
}

int
dead_gather(const struct Hb_Dead *dead, const Py_buffer *view,
            unsigned char *bytes, size_t room, size_t *len)
{
    struct gathering all = {.dead = dead, .room = room, .bytes = bytes};

    if (read_layout(&all, view) || gather(&all, 0, (uintptr_t)view->buf)) {
        return -1;
    }
    *len = all.len;
    return 0;
}
