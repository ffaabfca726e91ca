/* From the board's start-up to Java's main: static fields, heap, literals. */
#include "strings.h"
#include "classes/java/lang/String.h"
#include "program.h"

void gc_start_heap(void);

int main(void) {
    JAVA_CONSTANTS
    gc_start_heap();
    teavm_registerStaticGcRoots(gc_only_objects, JAVA_ONLY_OBJECTS);
    teavm_initStringPool();
    initclass_jl_String();
    JAVA_MAIN(NULL);
    return 0;
}
