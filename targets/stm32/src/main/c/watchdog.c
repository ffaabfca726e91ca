/*
 * The independent watchdog (RM0090 chapter 21, RM0041 chapter 18), kicked by the loop. 32 kHz / 256 (nominal; 17 to
 * 47 kHz over the family's spread) and 4,095 steps: 32 s nominal, 22 s at the least, above the longest erase (2 s for
 * 128 KB of an F4, DS8626 table 40). Once started, nothing but a reset stops it.
 */
#include "board.h"
#include "reg.h"

#define IWDG_KR 0x40003000u
#define IWDG_PR 0x40003004u
#define IWDG_RLR 0x40003008u
#define IWDG_SR 0x4000300Cu

void watchdog_start(void) {
    reg_write(IWDG_KR, 0xCCCC); /* start */
    reg_write(IWDG_KR, 0x5555); /* unlock */
    reg_write(IWDG_PR, 6);
    reg_write(IWDG_RLR, 0xFFF);
    reg_await(IWDG_SR, 3, 0, 100000); /* without it the older, shorter period holds a little longer */
    watchdog_kick();
}

void watchdog_kick(void) {
    reg_write(IWDG_KR, 0xAAAA);
}
