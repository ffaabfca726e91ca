/* What is known of classes at run time: class objects, classes of arrays, the headers of literals. */
#include <string.h>
#include "board.h"
#include "arrayclass.h"
#include "core_gen.h"
#include "arrays/primitives/char.h"
#include "classes/java/lang/Class.h"
#include "classes/java/lang/Object.h"
#include "classes/java/lang/String.h"
#include "program.h"

/* The collector looks at classes for their class objects alone: this list holds those that have one. */
TeaVM_Class *teavm_firstClass;

TeaVM_Object *teavm_getClassObject(TeaVM_Class *cls) {
    if (cls->classObject == NULL) {
        cls->classObject = TEAVM_CREATE_CLASS_OBJECT(cls);
        cls->next = teavm_firstClass;
        teavm_firstClass = cls;
    }
    return cls->classObject;
}

int32_t teavm_isSupertypeOfArray(TeaVM_Class *superclass, TeaVM_Class *subclass) {
    return subclass->itemType != NULL
            && superclass->itemType->isSupertypeOf(superclass->itemType, subclass->itemType);
}

/* Classes of arrays of references, made when the first such array is: as many as the program names. */
TeaVM_Class *teavm_createArrayClass(TeaVM_Class *item) {
    static struct {
        _Alignas(8) jl_Object_VT cls;
    } classes[JAVA_ARRAY_CLASSES];
    static uint32_t count;
    if (count == JAVA_ARRAY_CLASSES) {
        panic("more classes of arrays than gc-tables counted");
    }
    jl_Object_VT *array = &classes[count++].cls;
    TeaVM_Class *cls = &array->parent;
    memcpy(cls + 1, &jl_Object_Cls.parent + 1, sizeof *array - sizeof *cls); /* an array has the methods of an object */
    cls->size = sizeof(void *);
    cls->flags = 1;
    cls->itemType = item;
    cls->isSupertypeOf = teavm_isSupertypeOfArray;
    cls->superclass = (TeaVM_Class *) &jl_Object_Cls;
    item->arrayType = cls;
    return cls;
}

TeaVM_Class *teavm_getArrayClass(TeaVM_Class *item) {
    return item->arrayType != NULL ? item->arrayType : teavm_createArrayClass(item);
}

/* A literal is one object in the image, and never collected (the highest bit). */
TeaVM_String *teavm_registerString(TeaVM_String *string) {
    string->parent.header = TEAVM_PACK_CLASS(&jl_String_Cls) | INT32_MIN;
    string->characters->parent.header = TEAVM_PACK_CLASS(&Arr_C_Cls) | INT32_MIN;
    return string;
}

/* No memory holds more than 16 MB, and a length up to that wraps in no product with the size of an element. */
void java_negative_length(void); /* nogc.stm32.build.CFunctions: it throws */
void teavm_outOfMemory(void);
int32_t java_length(int32_t length) {
    if (length < 0) {
        java_negative_length();
    }
    if (length > 0xFFFFFF) {
        teavm_outOfMemory();
    }
    return length;
}

/* Null and a wrong index are left to the checks behind it. */
void java_wrong_store(void); /* nogc.stm32.build.CFunctions: it throws */
void java_store(void *array, int32_t index, void *value) {
    if (array != NULL && value != NULL && (uint32_t) index < (uint32_t) TEAVM_ARRAY_LENGTH(array)
            && !teavm_isSupertypeOf(TEAVM_CLASS_OF(array)->itemType, TEAVM_CLASS_OF(value))) {
        java_wrong_store();
    }
}

/*
 * TeaVM copies between arrays of any two types of numbers, asks how long an object is that is no array, and adds a
 * place to a count that may be too large for it.
 */
void java_other_array(void); /* nogc.stm32.build.CFunctions: it throws */
void teavm_meth_jl_System_arraycopy(void *source, int32_t from, void *target, int32_t to, int32_t count);
void meth_jl_System_arraycopy(void *source, int32_t from, void *target, int32_t to, int32_t count) {
    if (source != NULL && target != NULL) {
        TeaVM_Class *in = TEAVM_CLASS_OF(source)->itemType;
        TeaVM_Class *out = TEAVM_CLASS_OF(target)->itemType;
        if (in == NULL || out == NULL || (in != out && teavm_primitiveKind(in) + teavm_primitiveKind(out) != 0)) {
            java_other_array();
        }
        if ((from | to | count) < 0 || count > TEAVM_ARRAY_LENGTH(source) - from
                || count > TEAVM_ARRAY_LENGTH(target) - to) {
            teavm_throwArrayIndexOutOfBoundsException();
        }
    }
    teavm_meth_jl_System_arraycopy(source, from, target, to, count);
}
