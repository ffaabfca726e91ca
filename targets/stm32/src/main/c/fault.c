/* The end of a run that cannot go on: prints why and where, and resets the chip. */
#include "board.h"
#include "reg.h"

extern uint32_t _data_load[];

#define SCB_AIRCR 0xE000ED0Cu /* PM0214 4.4.5 */
#define SCB_CFSR 0xE000ED28u  /* PM0214 4.4.10 */
#define SCB_MMFAR 0xE000ED34u /* PM0214 4.4.14 */

#define CFSR_DACCVIOL (1u << 1)
#define CFSR_STKERR (1u << 12 | 1u << 4)
#define CFSR_UNDEFINSTR (1u << 16)

static _Noreturn void reset(void) {
    reg_write(SCB_AIRCR, 0x05FA0004u); /* the key, SYSRESETREQ */
    for (;;) {
    }
}

_Noreturn void panic(const char *cause) {
    __asm__ volatile("cpsid i");
    console_text("\r\npanic: ");
    console_text(cause);
    console_text("\r\n");
    reset();
}

void fault_require(int32_t result) {
    if (result < 0) {
        console_text("\r\nresult ");
        console_decimal(result);
        panic("a call was refused");
    }
}

#ifdef __ARM_ARCH_6M__
/* A Cortex-M0+ has no fault status: a trap is known by its instruction, if that can be read. */
static const char *cause_of(const uint32_t *frame) {
    if (frame < _stack_start || frame >= _stack_end) {
        return "stack overflow";
    }
    uint32_t pc = frame[6];
    int is_code = pc >= FLASH_START && pc < (uint32_t) (uintptr_t) _data_load;
    return is_code && (*(const uint16_t *) (pc & ~1u) & 0xFF00) == 0xDE00 ? "Java: index, cast or throw"
            : "Java: null, or a hard fault";
}
#else
static const char *cause_of(const uint32_t *frame) {
    uint32_t status = reg_read(SCB_CFSR);
    console_text(" cfsr ");
    console_hex(status);
    if ((status & CFSR_STKERR) != 0 || frame < _stack_start || frame >= _stack_end) {
        return "stack overflow";
    }
    if ((status & CFSR_UNDEFINSTR) != 0) {
        return "Java: index, cast or throw";
    }
    if ((status & CFSR_DACCVIOL) != 0 && reg_read(SCB_MMFAR) < 4096) {
        return "Java: null";
    }
    return "hard fault";
}
#endif

/* PC, LR and the fault status; `arm-none-eabi-addr2line -fe firmware.elf PC` names the method. */
__attribute__((used, noreturn)) void fault_explain(const uint32_t *frame) {
    if (frame >= _stack_start && frame < _stack_end) {
        console_text("\r\npc ");
        console_hex(frame[6]);
        console_text(" lr ");
        console_hex(frame[5]);
    }
    panic(cause_of(frame));
}

/*
 * The stack may be the cause, so that the handler starts at its top again; the frame of the fault is read where it is.
 * A frame that is itself near the top would be written over there: then the handler goes on below it.
 */
__attribute__((naked)) void Fault_Handler(void) {
    __asm__ volatile(".syntax unified\n cpsid i\n mrs r0, msp\n ldr r1, =_stack_end\n subs r2, r1, r0\n cmp r2, #255\n"
                     " bls 1f\n mov sp, r1\n1: bl fault_explain");
}
