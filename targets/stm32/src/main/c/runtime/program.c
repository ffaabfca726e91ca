/* A program in the bare profile: its memory, which is only taken, and its start. */
#include "bare.h"
#include "board.h"

/* In the build folder: JAVA_MAIN, and JAVA_CONSTANTS, which sets the static fields that do not start as 0. */
#include "program.h"

static char *heap = (char *) _heap_start;

void *bare_take(uint32_t size) {
    char *memory = heap;
    size = (size + 3) & ~3u;
    if (size > (uint32_t) ((char *) _heap_end - memory)) {
        panic("Java heap exhausted");
    }
    heap = memory + size;
    return memset(memory, 0, size);
}

int main(void) {
    JAVA_CONSTANTS
    JAVA_MAIN(NULL);
    return 0;
}
