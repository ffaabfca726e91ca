/* What is left of a run time in the bare profile: objects, array copy, string literals. */
#include "bare.h"
#include "classes/java/lang/String.h"

void *bare_allocate(TeaVM_Class *cls) {
    TeaVM_Object *object = bare_take((uint32_t) cls->size);
    object->header = TEAVM_PACK_CLASS(cls);
    return object;
}

void *bare_allocate_array(int32_t element, int32_t length) {
    /* A length that no memory has, or below 0, is more than there is, and the product of another one does not wrap. */
    uint32_t size = (uint32_t) length > 0xFFFFFF ? INT32_MAX : (uint32_t) element * (uint32_t) length;
    TeaVM_Array *array = bare_take(sizeof(TeaVM_Array) + size);
    array->parent.header = element;
    array->size = length;
    return array;
}

/* Every array of references has this class: without reflection and catch nobody asks for its item type. */
static const TeaVM_Class references = { .size = sizeof(void *) };

TeaVM_Class *teavm_getArrayClass(TeaVM_Class *item) {
    (void) item;
    return (TeaVM_Class *) &references;
}

void meth_jl_System_fastArraycopy(void *source, int32_t from, void *target, int32_t to, int32_t count) {
    TeaVM_Array *in = source;
    TeaVM_Array *out = target;
    uint32_t element = (uint32_t) out->parent.header;
    if ((from | to | count) < 0 || count > in->size - from || count > out->size - to) {
        BARE_TRAP();
    }
    memmove((char *) (out + 1) + (uint32_t) to * element, BARE_ELEMENTS(in) + (uint32_t) from * element,
            (uint32_t) count * element);
}

void meth_jl_System_arraycopy(void *source, int32_t from, void *target, int32_t to, int32_t count) {
    meth_jl_System_fastArraycopy(source, from, target, to, count);
}

/* Literals stay where the compiler put them, in flash. */
int32_t meth_jl_String_length(void *string) {
    return ((TeaVM_String *) string)->characters->size;
}

int32_t meth_jl_String_charAt(void *string, int32_t index) {
    TeaVM_Array *characters = ((TeaVM_String *) string)->characters;
    return TEAVM_ARRAY_AT(characters, char16_t, teavm_checkBounds(index, characters));
}
