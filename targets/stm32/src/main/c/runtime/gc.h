/*
 * The profile with TeaVM's collector and exceptions, included before every file that TeaVM generated (-include). The
 * generated code is taken as it is; two of its tables become smaller.
 */
#pragma once
#define teavm_instanceof teavm_basedInstanceof
#define teavm_checkcast teavm_basedCheckcast
#include "runtime.h"
#undef teavm_instanceof
#undef teavm_checkcast
#include "throws.h"

void java_divided_by_zero(void); /* nogc.stm32.build.CFunctions: it throws */
#define JAVA_DIVIDED_BY_ZERO() java_divided_by_zero()
#include "java.h"
int32_t java_length(int32_t length);
void java_store(void *array, int32_t index, void *value);

/* An object's header is the address of its class, divided by 8: no base to add, so none to load. */
#define teavm_beforeClasses ((char *) 0)
static inline int32_t teavm_instanceof(void *object, void *cls, int32_t (*is)(TeaVM_Class *, TeaVM_Class *)) {
    return object != NULL && is(cls, TEAVM_CLASS_OF(object));
}
static inline void *teavm_checkcast(void *object, void *cls, int32_t (*is)(TeaVM_Class *, TeaVM_Class *)) {
    return object == NULL || is(cls, TEAVM_CLASS_OF(object)) ? object : teavm_throwClassCastException();
}

/* Objects are aligned to 4; so are the elements of an array of long or double, which the processor does not mind. */
#undef TEAVM_ARRAY_DATA
#define TEAVM_ARRAY_DATA(array, type) ((type *) ((char *) (array) + (sizeof(type) > 4 ? 16 : sizeof(TeaVM_Array))))

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
#define ONLY_OBJECT(place, type, cls) ({ extern void *only_##place; gc_not_null(only_##place); })
#define MAKE_ONLY_OBJECT(place, type, cls) \
        ({ extern void *only_##place; only_##place = gc_not_null(meth_otr_Allocator_allocate(&cls)); })
static inline void *gc_not_null(void *object) {
    if (object == NULL) {
        __builtin_unreachable(); /* the compiler need not ask again */
    }
    return object;
}
#define JAVA_INDEX(index, array, length) teavm_checkBounds(index, array)
#define ONLY_LITERAL(cls, length, text) \
        ({ void *array = meth_otr_Allocator_allocateArray(&cls, length); JAVA_LITERAL(text, length, array); array; })
#define MAKE_ONLY_ARRAY(place, cls, length, element) meth_otr_Allocator_allocateArray(&cls, length)
extern void **gc_only_objects[]; /* the addresses of these variables, JAVA_ONLY_OBJECTS of them */

typedef struct {
    TeaVM_Class *cls;
    const char *message;
} gc_Throwable;
extern const gc_Throwable gc_throwables[]; /* the last has no class */
