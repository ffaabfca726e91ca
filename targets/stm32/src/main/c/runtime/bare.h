/*
 * The profile without collector and exceptions, included before every file that TeaVM generated (-include). Memory is
 * only ever taken, objects need no marks, and what Java would throw is a trap: the generated code's hooks for shadow
 * stack, write barrier, class registry and unwinding become nothing here.
 *   - try/catch does not compile: teavm_shadowStack is not declared.
 *   - throw outside of constructors, static initialisers and what only they call does not link: see ThrowMarker.
 *   - instanceof, casts and new int[3][4] link with BARE_TYPES alone, which build-firmware sets where they are needed.
 *   - a class of java.lang that bare.c does not supply does not link.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The generated core.h first, with its own idea of these under other names. */
#define TeaVM_Class TeaVM_RegisteredClass
#define TeaVM_Object TeaVM_HashedObject
#define TeaVM_Array TeaVM_HashedArray
#define TeaVM_String TeaVM_HashedString
#define teavm_nullCheck teavm_throwingNullCheck
#define teavm_checkBounds teavm_throwingCheckBounds
#define teavm_checkLowerBound teavm_throwingCheckLowerBound
#define teavm_checkUpperBound teavm_throwingCheckUpperBound
#define teavm_initializeClass teavm_registeredInitializeClass
#define teavm_gc_writeBarrier teavm_cardWriteBarrier
#define teavm_instanceof teavm_registeredInstanceof
#define teavm_checkcast teavm_registeredCheckcast
#include "runtime.h"
#undef TeaVM_Class
#undef TeaVM_Object
#undef TeaVM_Array
#undef TeaVM_String
#undef teavm_nullCheck
#undef teavm_checkBounds
#undef teavm_checkLowerBound
#undef teavm_checkUpperBound
#undef teavm_initializeClass
#undef teavm_gc_writeBarrier
#undef teavm_instanceof
#undef teavm_checkcast

/*
 * A class structure is 12 bytes and its virtual methods, in flash. The generated initialisers name every field of
 * the full structure; those that only reflection, the registry and the collector read share one word, which
 * the last of them (.enumValues = NULL) leaves 0. It serves as flags: bit 0, "initialised", of the few classes that
 * have a static initialiser and so live in RAM.
 */
typedef struct TeaVM_Class {
    int32_t size; /* of an object, or of an element if it is an array class */
    int32_t tag;
#ifdef BARE_TYPES
    struct TeaVM_Class *itemType;
    int32_t (*isSupertypeOf)(struct TeaVM_Class *, struct TeaVM_Class *);
    union {
        int32_t flags, modifiers, superinterfaceCount;
        void *arrayType, *superclass, *layout, *enumValues, *name, *simpleName, *declaringClass, *enclosingClass, *init,
                *superinterfaces;
    };
#else
    union {
        int32_t flags, modifiers, superinterfaceCount;
        void *arrayType, *itemType, *isSupertypeOf, *superclass, *layout, *enumValues, *name, *simpleName,
                *declaringClass, *enclosingClass, *init, *superinterfaces;
    };
#endif
} TeaVM_Class;

/*
 * An object's header is the address of its class, as it is: no mark bits, so no alignment; no hash, no monitor. That of
 * an array is the size of its elements: nobody asks for more, but with BARE_TYPES, where it is the address of its
 * class.
 *   object  | class | fields ...        array  | element | size | elements ...
 * The elements of an array start right after its size: the heap hands out multiples of 4, and no element is larger.
 */
typedef struct TeaVM_Object {
    int32_t header;
} TeaVM_Object;

typedef struct TeaVM_Array {
    TeaVM_Object parent;
    int32_t size;
} TeaVM_Array;

typedef struct TeaVM_String {
    TeaVM_Object parent;
    TeaVM_Array *characters;
    int32_t hashCode;
} TeaVM_String;

#undef TEAVM_ARRAY_DATA
#define TEAVM_ARRAY_DATA(array, type) ((type *) ((TeaVM_Array *) (array) + 1))
/* Of an array for C; one that is null is null's business, as in all other code. */
#undef TEAVM_ARRAY_DATAN
#define TEAVM_ARRAY_DATAN(array, type) TEAVM_ARRAY_DATA(array, type)
/* In a library, C may lend an array for the time of a call that only copies it: its elements lie elsewhere. */
#ifdef BARE_LENT
#define BARE_ELEMENTS(array) ((array)->parent.header == BARE_LENT ? *(char **) ((array) + 1) : (char *) ((array) + 1))
#else
#define BARE_ELEMENTS(array) ((char *) ((array) + 1))
#endif
#undef alignas
#define alignas(n)
#undef TEAVM_PACK_CLASS
#undef TEAVM_UNPACK_CLASS
#define TEAVM_PACK_CLASS(cls) ((int32_t) (intptr_t) (cls))
#define TEAVM_UNPACK_CLASS(header) ((TeaVM_Class *) (intptr_t) (header))

#undef TEAVM_ALLOC_STACK
#undef TEAVM_RELEASE_STACK
#undef TEAVM_GC_ROOT
#undef TEAVM_GC_ROOT_RELEASE
#undef TEAVM_CALL_SITE
#undef TEAVM_WITH_CALL_SITE_ID
#define TEAVM_ALLOC_STACK(size) ((void) 0)
#define TEAVM_RELEASE_STACK ((void) 0)
#define TEAVM_GC_ROOT(index, object) ((void) 0)
#define TEAVM_GC_ROOT_RELEASE(index) ((void) 0)
#define teavm_registerStaticGcRoots(roots, count) ((void) 0)
#define TEAVM_CALL_SITE(id) ((void) 0)
#define TEAVM_WITH_CALL_SITE_ID(id, expression) (expression)
#define teavm_gc_writeBarrier(object) ((void) 0)
#define teavm_initializeClass(cls, initializer) (((cls)->flags & 1) != 0 ? (void) 0 : (initializer)())

/* A trap is one instruction, udf, which the fault handler knows; a library names a function in its place. */
#ifdef BARE_TRAP
_Noreturn void BARE_TRAP(void);
#else
#define BARE_TRAP() __builtin_trap()
#endif

#define JAVA_DIVIDED_BY_ZERO() BARE_TRAP()
#include "java.h"
#define java_length(length) (length) /* bare_allocate_array panics */
#define java_store(array, index, value) ((void) (array), (void) (index), (void) (value)) /* not noticed */

/* Null costs nothing where the MPU guards address 0. */
#ifdef MPU_GUARDS_NULL
#define teavm_nullCheck(object) (object)
#else
static inline void *teavm_nullCheck(void *object) {
    if (object == NULL) {
        BARE_TRAP();
    }
    return object;
}
#endif
static inline int32_t teavm_checkBounds(int32_t index, void *array) {
#ifdef __OPTIMIZE_SIZE__
    if ((uint32_t) index >= (uint32_t) TEAVM_ARRAY_LENGTH(array)) {
        BARE_TRAP();
    }
#else
    /* The same, but said so that the compiler drops it where a comparison before it has told as much. */
    int32_t length = TEAVM_ARRAY_LENGTH(array);
    if (length < 0) {
        __builtin_unreachable();
    }
    if (index < 0 || index >= length) {
        BARE_TRAP();
    }
#endif
    return index;
}
#define JAVA_INDEX(index, array, length) ((void) (array), java_index(index, length))
static inline int32_t java_index(int32_t index, uint32_t length) {
    if ((uint32_t) index >= length) {
        BARE_TRAP();
    }
    return index;
}
static inline int32_t teavm_checkLowerBound(int32_t index) {
    if (index < 0) {
        BARE_TRAP();
    }
    return index;
}
static inline int32_t teavm_checkUpperBound(int32_t index, void *array) {
    if (index >= TEAVM_ARRAY_LENGTH(array)) { /* TeaVM knows that it is not negative */
        BARE_TRAP();
    }
    return index;
}

/*
 * Throwing is a trap: a constructor may refuse its arguments, which is start-up, and an index may be wrong, of an array
 * or a string, or a reference null. Any other throw that the program can reach does not link:
 * nogc.stm32.build.ThrowMarker.
 */
#define BARE_IS_THROWABLE(name) (__builtin_strstr(name, "Exception_Cls") != NULL \
        || __builtin_strstr(name, "Error_Cls") != NULL)

#include "classes/org/teavm/runtime/Allocator.h"
#if __has_include("classes/org/teavm/runtime/ExceptionHandling.h")
#include "classes/org/teavm/runtime/ExceptionHandling.h"
#endif
#if __has_include("classes/java/lang/RuntimeException.h")
#include "classes/java/lang/RuntimeException.h"
#endif
_Noreturn void panic(const char *cause);
void *bare_take(uint32_t size);
void *bare_allocate(TeaVM_Class *cls);
void *bare_allocate_array(TeaVM_Class *cls, int32_t length);
void *bare_allocate_arrays(TeaVM_Class *cls, const int32_t *lengths, int32_t count);

/* Of an object; the header of a literal is 0. */
int32_t bare_is(void *object, TeaVM_Class *cls, int32_t (*is)(TeaVM_Class *, TeaVM_Class *));
#define teavm_instanceof(object, cls, is) bare_is(object, (TeaVM_Class *) (cls), is)
static inline void *teavm_checkcast(void *object, void *cls, int32_t (*is)(TeaVM_Class *, TeaVM_Class *)) {
    if (object != NULL && !bare_is(object, cls, is)) {
        BARE_TRAP();
    }
    return object;
}

/*
 * A class without virtual methods of its own (its structure ends with Object's getClass, which no program here can
 * call) is known by nobody at run time, without BARE_TYPES. Its objects need no class in their header, and then nothing
 * refers to the class structure, so that it is not in the image.
 */
#ifdef BARE_TYPES
#define BARE_IS_PLAIN(cls) 0
#define BARE_ARRAY_HEADER(cls) ((int32_t) (intptr_t) (cls))
#define BARE_ONLY_ARRAY_HEADER(cls, element) BARE_ARRAY_HEADER(cls)
#define BARE_ELEMENT(array) ((uint32_t) TEAVM_UNPACK_CLASS((array)->parent.header)->size)
#else
#define BARE_IS_PLAIN(cls) (sizeof(*(cls)) == sizeof(TeaVM_Class) + sizeof(void *))
#define BARE_ARRAY_HEADER(cls) ((cls)->size)
#define BARE_ONLY_ARRAY_HEADER(cls, element) (element)
#define BARE_ELEMENT(array) ((uint32_t) (array)->parent.header)
#endif
#define meth_otr_Allocator_allocate(cls) (BARE_IS_THROWABLE(#cls) ? (BARE_TRAP(), (void *) 0) \
        : BARE_IS_PLAIN(cls) ? bare_take((uint32_t) ((TeaVM_Class *) (cls))->size) \
        : bare_allocate((TeaVM_Class *) (cls)))
#define meth_otr_Allocator_allocateArray(cls, length) bare_allocate_array((TeaVM_Class *) (cls), length)
#define meth_otr_Allocator_allocateMultiArray(cls, ...) bare_allocate_arrays(cls, __VA_ARGS__)

/*
 * The only object of a class has a place of its own, all 0 at the start, without the header where nobody reads it: the
 * address of such an object is that of the 4 bytes before. The places lie in a few groups, ONLY_GROUP_... of
 * build-firmware: what uses several objects loads one address. That of an object without fields is a byte larger, so
 * that no two objects have the same address.
 */
#define ONLY_OMITS(cls) (BARE_IS_PLAIN(&cls) ? sizeof(TeaVM_Object) : 0)
#define ONLY_PLACE(place, type, cls) \
        char place[sizeof(type) - ONLY_OMITS(cls) + (sizeof(type) == sizeof(TeaVM_Object))] __attribute__((aligned(4)));
#define ONLY_GROUP(name) extern name##_t name; /* only.c: a definition */
#define ONLY_OBJECT(place, type, cls) ((void *) (ONLY_GROUP_##place.place - ONLY_OMITS(cls)))
#define MAKE_ONLY_OBJECT(place, type, cls) ({ \
        void *object = ONLY_OBJECT(place, type, cls); \
        if (!BARE_IS_PLAIN(&cls)) { ((TeaVM_Object *) object)->header = TEAVM_PACK_CLASS(&cls); } \
        object; })

/* Likewise an array that is made in one place. */
#define ONLY_ARRAY_PLACE(place, cls, length, element) \
        extern struct { int32_t header, size; char elements[length * element]; } only_##place;
#define ONLY_ARRAY(place, cls, length, element) ((void *) &only_##place)
#define MAKE_ONLY_ARRAY(place, cls, length, element) ({ \
        TeaVM_Array *array = ONLY_ARRAY(place, cls, length, element); \
        array->parent.header = BARE_ONLY_ARRAY_HEADER(&cls, element); \
        array->size = length; \
        array; })

/* And one with the bytes of a literal, which is there from the start. */
#define ONLY_LITERAL(cls, length, text) ({ \
        static struct { int32_t header, size; char elements[length]; } literal \
                = { BARE_ONLY_ARRAY_HEADER(&cls, 1), length, text }; \
        (void *) &literal; })

/*
 * A virtual call of Object.clone is that of an array (objects have one of their own class), and arrays have no virtual
 * methods here. All of it is known to the compiler.
 */
void *bare_copy_array(void *array);
#undef TEAVM_METHOD
#define TEAVM_METHOD(object, vt, method) (__builtin_strcmp(#vt "." #method, "jl_Object_VT.virt_clone") == 0 \
        ? (__typeof__(((vt *) 0)->method)) bare_copy_array : TEAVM_VTABLE(object, vt)->method)

#define meth_otr_ExceptionHandling_throwException(exception) BARE_TRAP()
#define meth_jl_RuntimeException__init_(...) BARE_TRAP()
#define meth_jl_RuntimeException__init_0(...) BARE_TRAP()
