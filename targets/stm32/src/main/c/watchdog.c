/*
 * The independent watchdog (RM0090 chapter 21, RM0041 chapter 18, RM0444 chapter 28), kicked by the loop. Its own
 * oscillator / 256 and 4,096 steps. F4: 32 kHz nominal, 17 to 47 kHz: a period of 33 s, 22 s at the least. F1: 40 kHz,
 * 30 to 60 kHz: 26 s, 17 s at the least. G0: 32 kHz, 29.5 to 34 kHz: 33 s, 30 s at the least. All are above the longest
 * erase, 2 s for 128 KB of an F4 (DS8626, "Flash memory programming"). Once started, nothing but a reset stops it; in a
 * debugger it stands still with the core.
 */
#include "board.h"
#include "reg.h"

#define IWDG_KR 0x40003000u
#define IWDG_PR 0x40003004u
#define IWDG_RLR 0x40003008u
#define IWDG_SR 0x4000300Cu

/* What a debugger set there stays. QEMU has no such register: touching it faults. */
static void freeze_with_the_core(void) {
#ifndef EMULATED
#ifdef WATCHDOG_FREEZE_CLOCK
    reg_set(WATCHDOG_FREEZE_CLOCK, WATCHDOG_FREEZE_CLOCK_BIT);
#endif
    reg_set(WATCHDOG_FREEZE, WATCHDOG_FREEZE_BIT);
#endif
}

void watchdog_start(void) {
    freeze_with_the_core();
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
