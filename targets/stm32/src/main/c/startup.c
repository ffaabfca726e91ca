/* From reset to main: memory, vectors, clocks, then the program, which does not return on a device that serves. */
#include <string.h>
#include "board.h"
#include "reg.h"

#define SCB_VTOR 0xE000ED08u   /* PM0214 4.4.4 */
#define MPU_CTRL 0xE000ED94u   /* PM0214 4.2.7 */
#define MPU_RBAR 0xE000ED9Cu   /* PM0214 4.2.9 */
#define MPU_RASR 0xE000EDA0u   /* PM0214 4.2.10 */

extern uint32_t _data_load[], _data_start[], _data_end[], _bss_start[], _bss_end[];
extern int main(void);
void Reset_Handler(void);

#define VECTORS (16 + USART_IRQ(LINK_USART) + 1)

/* The table lives in RAM, so that an interrupt needs no flash while a sector is being erased. */
static void (*vectors[VECTORS])(void) __attribute__((section(".vectors_ram")));

/* What the chip reads at power-up. */
__attribute__((section(".vectors"), used)) static void (*const reset_vectors[])(void) = {
    (void (*)(void)) _stack_end, Reset_Handler, Fault_Handler, Fault_Handler
};

static void paint_stack(void) {
    uint32_t *top = (uint32_t *) __builtin_frame_address(0) - 8;
    for (uint32_t *word = _stack_start; word < top; word++) {
        *word = STACK_PAINT;
    }
}

#ifdef MPU_GUARDS_NULL
/* Java's null is address 0, where this chip shows the flash: the first 4 KB become a region that nobody may touch. */
static void guard_null(void) {
    reg_write(MPU_RBAR, 0x10);                   /* VALID, region 0, base 0 */
    reg_write(MPU_RASR, 1u << 28 | 11u << 1 | 1); /* execute never, no access, 2^(11+1) bytes, enabled */
    reg_write(MPU_CTRL, 5);                      /* PRIVDEFENA, ENABLE */
}
#endif

__attribute__((noreturn, used)) void Reset_Handler(void) {
    memcpy(_data_start, _data_load, (char *) _data_end - (char *) _data_start);
    memset(_bss_start, 0, (char *) _bss_end - (char *) _bss_start);
    paint_stack();
    for (int i = 0; i < VECTORS; i++) {
        vectors[i] = Fault_Handler;
    }
    vectors[15] = SysTick_Handler;
    vectors[16 + USART_IRQ(LINK_USART)] = USART_Handler;
    reg_write(SCB_VTOR, (uint32_t) (uintptr_t) vectors);
#ifdef MPU_GUARDS_NULL
    guard_null();
#endif
    reg_barrier();
    clock_start();
    pins_start();
    console_start();
    systick_start();
    usart_start();
    watchdog_start();
    main();
    for (;;) {
        systick_idle(1000);
    }
}
