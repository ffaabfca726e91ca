/*
 * The memory of the collector: all that the linker script leaves.
 *   heap | a byte for each 2 KB: the cards | two bytes for each 2 KB: the regions | work area: an eighth of the heap
 * The collector bounds its queue of marks, but not the lists of free chunks and of moves in the same work area; this
 * therefore ends with the RAM: what runs over it faults. It is twice what TeaVM takes.
 */
#include <string.h>
#include "board.h"
#include "heaptrace.h"
#include "classes/org/teavm/runtime/GC.h"
#include "program.h"

#define MAX_ROOTS (JAVA_STATIC_FIELDS + JAVA_ONLY_OBJECTS)

void *teavm_gc_heapAddress;
void *teavm_gc_gcStorageAddress;
void *teavm_gc_regionsAddress;
void *teavm_gc_cardTable;
int32_t teavm_gc_gcStorageSize;
int32_t teavm_gc_regionMaxCount;
int64_t teavm_gc_availableBytes;
int64_t teavm_gc_minAvailableBytes;
int64_t teavm_gc_maxAvailableBytes;

__attribute__((used)) int32_t gc_collections; /* since start; both are for a debugger, and for the tests */
__attribute__((used)) int32_t gc_survivors;   /* bytes in use after the last */

static void **roots[1 + MAX_ROOTS]; /* their number, then the addresses of the static fields that hold objects */
void ***teavm_gc_staticRoots = roots;

void gc_start_heap(void) {
    char *start = (char *) _heap_start;
    char *end = (char *) _heap_end;
    uint32_t regions = ((uint32_t) (end - start) / teavm_gc_regionSize + 8) & ~7u;
    uint32_t heap = ((uint32_t) (end - start) - 3 * regions) / 9 * 8 & ~7u;
    teavm_gc_heapAddress = start;
    teavm_gc_cardTable = start + heap;
    teavm_gc_regionsAddress = start + heap + regions;
    teavm_gc_gcStorageAddress = start + heap + 3 * regions;
    teavm_gc_gcStorageSize = (int32_t) (end - (char *) teavm_gc_gcStorageAddress);
    teavm_gc_regionMaxCount = (int32_t) regions;
    teavm_gc_availableBytes = teavm_gc_minAvailableBytes = teavm_gc_maxAvailableBytes = (int32_t) heap;
    memset(teavm_gc_regionsAddress, 0, 2 * regions);
    meth_otr_GC__clinit_();
}

void teavm_gc_resizeHeap(int64_t size) {
    /* smallest and largest are the same: it never changes */
}

void teavm_registerStaticGcRoots(void ***addresses, int count) {
    int before = (int) (intptr_t) roots[0];
    if (count > MAX_ROOTS - before) {
        panic("more static fields that hold objects than gc-tables counted");
    }
    memcpy(&roots[1 + before], addresses, (size_t) count * sizeof(void **));
    roots[0] = (void **) (intptr_t) (before + count);
}

void teavm_outOfMemory(void) {
    panic("Java heap exhausted");
}

/* TeaVM multiplies length and element size without a look at the result, and takes a negative length for one. */
void *teavm_meth_otr_GC_alloc(int32_t size);
void *meth_otr_GC_alloc(int32_t size) {
    if (size < 0 || size > teavm_gc_availableBytes) {
        teavm_outOfMemory();
    }
    return teavm_meth_otr_GC_alloc(size);
}

/* What TeaVM calls for tracing: here only the end of a collection counts. */
void teavm_gc_allocate(void *address, int32_t size) {}
void teavm_gc_free(void *address, int32_t size) {}
void teavm_gc_assertFree(void *address, int32_t size) {}
void teavm_gc_mark(void *address) {}
void teavm_gc_move(void *from, void *to, int32_t size) {}
void teavm_gc_reportDirtyRegion(void *address) {}
void teavm_gc_gcStarted(int32_t full) {}
void teavm_gc_markStarted(void) {}
void teavm_gc_markCompleted(void) {}
void teavm_gc_sweepStarted(void) {}
void teavm_gc_sweepCompleted(void) {}
void teavm_gc_defragStarted(void) {}
void teavm_gc_defragCompleted(void) {}

void teavm_gc_gcCompleted(void) {
    gc_collections++;
    gc_survivors = (int32_t) teavm_gc_availableBytes - sfld_otr_GC_freeMemory;
}
