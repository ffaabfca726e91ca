/*
 * The bare run time of the library: memory is taken out of the arena of the client that is being made, and after that
 * never again; what would end a firmware is told to nogc_mqtt_panic.
 */
#include "bare.h"
#include "library.h"
#include "nogc_mqtt.h"

/* In the build folder: JAVA_CONSTANTS, which sets the static fields that do not start as 0. */
#include "program.h"

/* No function here has a floating-point argument, so that any program may link it: Tag_ABI_VFP_args, "compatible". */
__asm__(".eabi_attribute 28, 3");

static char *heap;
static char *heap_end;
static int creating;
static int constants_set;
static void *exhausted[5];

__attribute__((weak, noinline, externally_visible)) void nogc_mqtt_panic(const char *cause) {
    (void) cause;
    __builtin_trap();
}

_Noreturn void panic(const char *cause) {
    nogc_mqtt_panic(cause);
    __builtin_trap();
}

_Noreturn void library_trap(void) {
    panic("Java: index, cast or throw");
}

void *bare_take(uint32_t size) {
    char *memory = heap;
    size = (size + 3) & ~3u;
    if (size > (uint32_t) (heap_end - memory)) {
        if (!creating) {
            panic("Java: memory taken after start-up");
        }
        __builtin_longjmp(exhausted, 1);
    }
    heap = memory + size;
    return memset(memory, 0, size);
}

void *library_create(char **memory, char *end, void *client, void *settings) {
    if (!constants_set) {
        JAVA_CONSTANTS
        constants_set = 1;
    }
    heap = *memory;
    heap_end = end;
    creating = 1;
    if (__builtin_setjmp(exhausted) != 0) {
        creating = 0;
        return NULL;
    }
    void *java = java_create(client, settings);
    creating = 0;
    *memory = heap;
    heap_end = heap;
    return java;
}

struct TeaVM_Array *library_lend(library_lent *array, const void *bytes, int32_t length) {
    array->header = BARE_LENT;
    array->length = length;
    array->bytes = bytes;
    return (TeaVM_Array *) array;
}
