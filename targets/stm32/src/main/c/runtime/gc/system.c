/* What TeaVM's run time asks an operating system for: a log and the time. There are no threads. */
#include "board.h"
#include "log.h"
#include "time.h"

void teavm_logCodePoint(int32_t character) {
    char text[] = { character < 128 ? (char) character : '?', 0 };
    console_text(text);
}

void teavm_logchar(int32_t character) {
    teavm_logCodePoint(character);
}

void teavm_printString(char16_t *text) {
    while (*text != 0) {
        teavm_logCodePoint(*text++);
    }
}

void teavm_printWString(wchar_t *text) {
    while (*text != 0) {
        teavm_logCodePoint((int32_t) *text++);
    }
}

void teavm_printInt(int32_t value) {
    console_decimal(value);
}

/* Since start, of 49 days: this machine has no calendar. */
int64_t teavm_currentTimeMillis(void) {
    return (uint32_t) systick_millis();
}

int64_t teavm_currentTimeNano(void) {
    return teavm_currentTimeMillis() * 1000000;
}

int32_t teavm_timeZoneOffset(void) {
    return 0;
}

/* Math.random, and the seed of a java.util.Random without one: from the chip's identity and the time of the calls. */
double teavm_rand(void) {
    static uint64_t state;
    state = (state ^ (uint32_t) identity_seed() ^ (uint64_t) (uint32_t) systick_millis() << 32) * 6364136223846793005u
            + 1442695040888963407u;
    return (double) (state >> 11) * 0x1p-53;
}
