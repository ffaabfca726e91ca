/*
 * The profile with TeaVM's collector and exceptions, included before every file that TeaVM generated (-include). The
 * generated code is taken as it is; two of its tables become smaller.
 */
#pragma once
#include "runtime.h"
#include "throws.h"

/* An object's header is the address of its class, divided by 8: no base to add, so none to load. */
#define teavm_beforeClasses ((char *) 0)

/* TeaVM's table has a row for each call in the program; only those inside of a try are kept: see exceptions.c. */
typedef struct {
    int32_t id;
    TeaVM_CallSite site;
} gc_CallSite;
extern const gc_CallSite gc_call_sites[]; /* in the order of id; the last has INT32_MAX */
TeaVM_CallSite *gc_call_site(int32_t id);
#undef TEAVM_FIND_CALLSITE
#define TEAVM_FIND_CALLSITE(id, frame) gc_call_site(id)

/* The only object of a class lies in the heap like others, and a variable that the collector knows says where. */
#define ONLY_OBJECT(type, cls) ({ extern void *only_##type; gc_not_null(only_##type); })
#define MAKE_ONLY_OBJECT(type, cls) \
        ({ extern void *only_##type; only_##type = gc_not_null(meth_otr_Allocator_allocate(&cls)); })
static inline void *gc_not_null(void *object) {
    if (object == NULL) {
        __builtin_unreachable(); /* the compiler need not ask again */
    }
    return object;
}
extern void **gc_only_objects[]; /* the addresses of these variables, JAVA_ONLY_OBJECTS of them */

typedef struct {
    TeaVM_Class *cls;
    const char *message;
} gc_Throwable;
extern const gc_Throwable gc_throwables[]; /* the last has no class */
