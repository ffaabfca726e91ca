/* Counts the bytes that a load asks of the heap: the libraries call these in the place of glibc's. A load of several
 * threads defines HEAP_COUNTER as atomic_long before; one of a single thread does not pay for that. */
#include <stddef.h>

#ifndef HEAP_COUNTER
#define HEAP_COUNTER long
#endif

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
static HEAP_COUNTER allocated;

void *malloc(size_t size) {
    allocated += size;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    allocated += count * size;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    allocated += size;
    return __libc_realloc(old, size);
}
