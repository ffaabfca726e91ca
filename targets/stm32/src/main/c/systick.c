/* Milliseconds by SysTick (PM0214 4.5), and sleep between them. */
#include "board.h"
#include "reg.h"

#define SYST_CSR 0xE000E010u
#define SYST_RVR 0xE000E014u
#define SYST_CVR 0xE000E018u

volatile uint32_t systick_count;

RAM_CODE void SysTick_Handler(void) {
    systick_count++;
}

void systick_start(void) {
    reg_write(SYST_RVR, clock_core / 1000 - 1);
    reg_write(SYST_CVR, 0);
    reg_write(SYST_CSR, 7); /* core clock, interrupt, on */
}

int32_t systick_millis(void) {
    return (int32_t) systick_count;
}

void systick_idle(int32_t duration) {
    uint32_t start = systick_count;
    watchdog_kick();
    while ((int32_t) (systick_count - start) < duration && !usart_has_input()) {
        reg_sleep(); /* ends at the latest with the next tick */
        watchdog_kick();
    }
}
