/*
 * Models of the devices that the emulator does not have: what a register answers, what a device does by itself, and
 * what the reference manual forbids. One file a device; what a test may turn or see stands here.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "chip.h"

/* bus.c: which device answers at which address; each access takes one look of time */
struct device {
    const char *name;
    uint32_t start, size;
    uint32_t (*read)(uint32_t offset);
    void (*write)(uint32_t offset, uint32_t value);
    void (*power_on)(void);
    bool (*has_clock)(void); /* or NULL: always */
};
void bus_power_on(void);
void bus_forbid(bool when, const char *rule);
const char *bus_forbidden(void); /* the first rule that was broken, or NULL */
uint32_t bus_looks(void);        /* accesses since power-on */
uint32_t bus_width(void);        /* bits of the access that is being made */
extern void (*bus_meanwhile)(void); /* called with each access, if set: what happens beside the program */

/* rcc.c of the family: clocks */
extern bool rcc_crystal_starts;
extern bool rcc_pll_locks;
extern bool rcc_switches;
uint32_t rcc_core_hz(void);
uint32_t rcc_apb1_hz(void);
uint32_t rcc_apb2_hz(void);
bool rcc_has_port(uint32_t port);
bool rcc_has_usart(uint32_t number);
uint32_t rcc_usart_hz(uint32_t number); /* of its bus */
bool rcc_has_adc1(void);
bool rcc_has_debug(void); /* G0 */
bool rcc_has_exti(void);       /* what says which port a line of EXTI listens to */
bool rcc_pll_is_on(void);
void rcc_left_by_boot_loader(void); /* runs on the PLL, the internal oscillator off */

/* gpio.c of the family: ports 0 to 7 are A to H */
enum pin_mode {PIN_INPUT, PIN_OUTPUT, PIN_OPEN_DRAIN, PIN_USART, PIN_ANALOGUE, PIN_I2C, PIN_OTHER};
    /* an output drives both */
enum pin_mode gpio_mode(uint32_t port, uint32_t pin);
bool gpio_is_pulled_up(uint32_t port, uint32_t pin);
bool gpio_output_level(uint32_t port, uint32_t pin);
bool gpio_is_pulled_down(uint32_t port, uint32_t pin);
void gpio_apply(uint32_t port, uint32_t pin, bool high); /* the level outside */

/* adc.c of the family */
#define SENSOR_AT_30 1055  /* G0: what the factory measured, at 3.0 V */
#define SENSOR_AT_130 1400
extern uint32_t adc_raw;       /* what the voltage converts to */
extern bool adc_forgets_calibration, adc_calibrates; /* F1; false: that step never ends */
extern bool adc_converts;
uint32_t adc_conversions(void); /* since power-on */

/* exti.c */
void exti_edge(uint32_t port, uint32_t pin, bool rising);

/* usart.c: 0 is the link, 1 the console */
extern bool usart_is_stuck[2]; /* never ready to send */
void usart_receive(uint32_t which, uint8_t byte);
bool usart_asks_to_wait(uint32_t which); /* RTS */
uint32_t usart_baud(uint32_t which);
const char *usart_sent(uint32_t which);
void usart_interrupt(void);   /* that of the link, if its cause is there and the NVIC allows it */

/* rng.c, where the chip has one (CHIP_RNG) */
extern bool rng_has_clock, rng_comes; /* false: an error of its clock; no word ever */
extern bool rng_repeats;              /* the same word again and again */
extern uint32_t rng_bad_seeds;        /* so many of the next seeds are errors */
uint32_t rng_words(void);             /* since power-on */
bool rcc_has_rng(void);

/* i2c.c, where the chip has that of F1 and F4 (CHIP_HAS_I2C_OF_F1): one slave */
extern uint32_t i2c_slave_address;        /* 7 bits */
extern uint8_t i2c_slave_registers[256];
extern uint32_t i2c_slave_refuses_behind; /* so many bytes that were written */
extern bool i2c_slave_holds_clock;
extern uint32_t i2c_slave_holds_data;     /* until so many pulses of the clock */
extern bool i2c_is_filtered_out;          /* the device takes the bus for busy, until it is reset */
extern uint32_t i2c_starts, i2c_stops;    /* since power-on */
void i2c_lines(void);                     /* lets the pins have their levels */
bool rcc_has_i2c(void);

/* systick.c: SysTick, whose millisecond is MILLISECOND looks, and the NVIC */
#define MILLISECOND 16
bool nvic_has(uint32_t interrupt);

/* debug.c */
bool debug_stops_watchdog(void); /* while a debugger has stopped the core */

/* iwdg.c */
extern bool iwdg_updates;      /* false: the new period never gets through */
bool iwdg_runs(void);
uint32_t iwdg_kicks(void);
uint32_t iwdg_period_millis(uint32_t oscillator_hz);

/* flash.c of the family: the controller and the memory behind it */
extern bool flash_hangs;       /* an operation never ends */
extern bool flash_is_locked_for_good; /* as after a wrong key */
extern bool flash_is_worn;     /* the lowest bit of each unit stays 1, and erasing leaves a 0 in each sector */
extern bool flash_is_protected; /* by the option bytes */
extern bool flash_errs;        /* reports an error of the sequence, and does nothing */
extern bool flash_keeps_latency; /* false: wait states do not read back (F4) */
extern uint8_t flash_memory[CHIP_FLASH_SIZE];
uint32_t flash_latency(void);
uint32_t flash_erasures(void);  /* of sectors (F4) or pages (F1) */
uint32_t flash_programmings(void); /* of units */
bool flash_is_unlocked(void);
void flash_unlock(void);        /* as a debugger or boot loader may leave it */
bool flash_is_busy(void);
