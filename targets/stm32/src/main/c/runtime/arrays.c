/* The elements of an array literal, each as C promotes it. */
#include <stdarg.h>

#define FILL(name, type, promoted) \
    void *name(void *array, ...) { \
        va_list elements; \
        va_start(elements, array); \
        for (int32_t i = 0; i < TEAVM_ARRAY_LENGTH(array); i++) { \
            TEAVM_ARRAY_AT(array, type, i) = (type) va_arg(elements, promoted); \
        } \
        va_end(elements); \
        return array; \
    }
FILL(teavm_fillArray, void *, void *)
FILL(teavm_fillBooleanArray, int8_t, int)
FILL(teavm_fillByteArray, int8_t, int)
FILL(teavm_fillShortArray, int16_t, int)
FILL(teavm_fillCharArray, char16_t, int)
FILL(teavm_fillIntArray, int32_t, int)
FILL(teavm_fillLongArray, int64_t, int64_t)
FILL(teavm_fillFloatArray, float, double)
FILL(teavm_fillDoubleArray, double, double)
