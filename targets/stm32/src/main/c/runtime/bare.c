/* What is left of a run time in the bare profile: objects, array copy, string literals. */
#include "bare.h"
#include "classes/java/lang/Object.h"
#include "classes/java/lang/String.h"

void *bare_allocate(TeaVM_Class *cls) {
    TeaVM_Object *object = bare_take((uint32_t) cls->size);
    object->header = TEAVM_PACK_CLASS(cls);
    return object;
}

void *bare_allocate_array(TeaVM_Class *cls, int32_t length) {
    /* A length that no memory has, or below 0, is more than there is, and the product of another one does not wrap. */
    uint32_t size = (uint32_t) length > 0xFFFFFF ? INT32_MAX : (uint32_t) cls->size * (uint32_t) length;
    TeaVM_Array *array = bare_take(sizeof(TeaVM_Array) + size);
    array->parent.header = BARE_ARRAY_HEADER(cls);
    array->size = length;
    return array;
}

#ifdef BARE_TYPES
#include "program.h"

int32_t bare_is(void *object, TeaVM_Class *cls, int32_t (*is)(TeaVM_Class *, TeaVM_Class *)) {
    if (object == NULL) {
        return 0;
    }
    int32_t header = ((TeaVM_Object *) object)->header;
    ((TeaVM_Class *) &jl_String_Cls)->tag = JAVA_STRING_TAG;
    return is(cls, header == 0 ? (TeaVM_Class *) &jl_String_Cls : TEAVM_UNPACK_CLASS(header));
}

/* The class of literals, the only strings here, without methods. */
jl_String_VT jl_String_Cls;
int32_t supertypeof_jl_String(TeaVM_Class *superclass, TeaVM_Class *cls) {
    return superclass == cls;
}

int32_t teavm_isSupertypeOfArray(TeaVM_Class *superclass, TeaVM_Class *subclass) {
    return subclass->itemType != NULL
            && superclass->itemType->isSupertypeOf(superclass->itemType, subclass->itemType);
}

/* Made when the first array of the class is. */
TeaVM_Class *teavm_getArrayClass(TeaVM_Class *item) {
    static TeaVM_Class classes[JAVA_ARRAY_CLASSES];
    TeaVM_Class *cls = classes;
    while (cls->itemType != NULL && cls->itemType != item) {
        if (++cls == classes + JAVA_ARRAY_CLASSES) {
            panic("more classes of arrays than build-firmware counted");
        }
    }
    cls->size = sizeof(void *);
    cls->itemType = item;
    cls->isSupertypeOf = teavm_isSupertypeOfArray;
    return cls;
}

void *bare_allocate_arrays(TeaVM_Class *cls, const int32_t *lengths, int32_t count) {
    TeaVM_Array *array = bare_allocate_array(cls, lengths[0]);
    for (int32_t i = 0; count > 1 && i < lengths[0]; i++) {
        TEAVM_ARRAY_AT(array, void *, i) = bare_allocate_arrays(cls->itemType, lengths + 1, count - 1);
    }
    return array;
}
#else
/* Every array of references has this class: nobody asks for its item type. */
static const TeaVM_Class references = { .size = sizeof(void *) };

TeaVM_Class *teavm_getArrayClass(TeaVM_Class *item) {
    (void) item;
    return (TeaVM_Class *) &references;
}
#endif

void *bare_copy_array(void *array) {
    TeaVM_Array *from = array;
    uint32_t size = sizeof(TeaVM_Array) + BARE_ELEMENT(from) * (uint32_t) from->size;
    return memcpy(bare_take(size), from, size);
}

/* What the class library's Object.clone asks for, which is in the image with the first array that is cloned. */
void *meth_otr_RuntimeClass_getClass(void *object) {
    (void) object;
    panic("an object is cloned: the profile bare clones arrays");
}

int32_t meth_otr_RuntimeClass_isPrimitive(void *cls) {
    (void) cls;
    return 0;
}

void meth_jl_System_fastArraycopy(void *source, int32_t from, void *target, int32_t to, int32_t count) {
    TeaVM_Array *in = source;
    TeaVM_Array *out = target;
    uint32_t element = BARE_ELEMENT(out);
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
