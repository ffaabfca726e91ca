/*
 * What the parts of the board support offer each other and, through @Import, Java. One line says the job; each file
 * has one.
 */
#pragma once
#include <stdint.h>
#include "board_config.h"
#include "family.h"

#define RAM_CODE __attribute__((section(".ramcode"), noinline)) /* runs while the flash is being erased */

/* family/.../clock.c */
void clock_start(void);             /* the crystal and the PLL, or the internal oscillator */
extern uint32_t clock_core;         /* Hz of the core */
uint32_t clock_usart(uint32_t number); /* Hz of the bus that a USART hangs on */

/* family/pins.c, or that of the family */
void pins_start(void);              /* clocks and pins of the USARTs, the LED and the button */
void pins_led(int32_t on);
int32_t pins_button(void);

/* gpio.c: a pin of the program's own is 16 * port + number */
int32_t gpio_input(int32_t pin, int32_t pull);
int32_t gpio_output(int32_t pin, int32_t drive, int32_t high);
void gpio_write(int32_t pin, int32_t high);
int32_t gpio_read(int32_t pin);
int32_t gpio_watch(int32_t pin, int32_t edges);
int32_t gpio_edges(int32_t pin);
int32_t gpio_modem_reset(void);     /* the board's pin for it */
int gpio_is_free(uint32_t pin);     /* there is such a pin, and it belongs to nobody else */

/* analogue.c */
int32_t adc_microvolts(int32_t pin);

/* i2c.c, on the families with I2C1 */
int32_t i2c_transfer(int32_t address, int8_t *bytes, int32_t offset, int32_t written, int32_t read);

/* family/.../adc.c */
int32_t adc_convert(uint32_t channel); /* 12 bits of ADC1, or -1 */

/* family/ports.c, or that of the family; each port gets its clock where it is made something */
int port_have(uint32_t port);
void port_input(uint32_t pin, uint32_t pull);
void port_output(uint32_t pin, int32_t is_open_drain, int32_t high);
void port_analogue(uint32_t pin);
void port_i2c(uint32_t pin);        /* open drain, of I2C1; on the families with I2C1 */
void port_write(uint32_t pin, int32_t high);
int32_t port_read(uint32_t pin);

/* family/.../thermometer.c */
int32_t thermometer_read(void);     /* thousandths of a degree, or INT32_MIN */

/* systick.c */
void systick_start(void);
void SysTick_Handler(void);
extern volatile uint32_t systick_count; /* milliseconds; what waits in RAM reads it there */
int32_t systick_millis(void);       /* since start, wrapping */
void systick_idle(int32_t millis);  /* sleeps so long or until a byte came, and kicks the watchdog */

/* usart.c */
void usart_start(void);
int32_t usart_read(int8_t *bytes, int32_t offset, int32_t length);
int32_t usart_write(const int8_t *bytes, int32_t offset, int32_t length);
int32_t usart_lost(void);           /* overruns of the receiver since the last call */
int usart_has_input(void);
void USART_Handler(void);

/* console.c */
void console_start(void);
void console_text(const char *text);
void console_hex(uint32_t value);
char hex_digit(uint32_t value);     /* of its lowest four bits */
void console_decimal(int32_t value);

/* family/.../flash.c: a sector, and whole units of FLASH_UNIT bytes; the rest of the chip stands still meanwhile */
enum flash_fault { /* the same numbers as in nogc.stm32.InternalFlash */
    FLASH_FINE,
    FLASH_OUTSIDE,    /* not in the region, not whole units, or across a border: nothing was done */
    FLASH_NOT_ERASED, /* nothing was done */
    FLASH_LOCKED,     /* the controller did not take the keys: an earlier wrong key locked it until reset */
    FLASH_BUSY,       /* longer than the data sheet allows */
    FLASH_PROTECTED,  /* by the option bytes */
    FLASH_REFUSED,    /* the controller reported an error of the sequence */
    FLASH_DIFFERS     /* no error, but it does not read back */
};
enum flash_fault flash_erase(uint32_t address, uint32_t size);
enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length);

/* store.c: 0 or -71, and why */
int32_t store_sectors(void);
int32_t store_sector_size(void);
int32_t store_unit(void);
int32_t store_program_micros(void);
int32_t store_erase_millis(void);
int32_t store_read(int32_t address, int8_t *bytes, int32_t offset, int32_t length);
int32_t store_program(int32_t address, const int8_t *bytes, int32_t offset, int32_t length);
int32_t store_erase(int32_t sector);
int32_t store_fault(void);

/* random.c, on a board with RNG_START: a word, or 0 and why not */
enum random_fault { /* the same numbers as in nogc.stm32.RandomNumbers */
    RANDOM_FINE,
    RANDOM_CLOCK,
    RANDOM_SEED,
    RANDOM_REPEATED,
    RANDOM_LATE
};
int32_t random_word(void);
int32_t random_fault(void);         /* of the last call */

/* watchdog.c */
void watchdog_start(void);
void watchdog_kick(void);

/* identity.c */
int32_t identity_copy(int8_t *bytes, int32_t offset);
int32_t identity_seed(void);        /* 32 bits of it */

/* fault.c */
void Fault_Handler(void);
_Noreturn void panic(const char *cause);
void fault_require(int32_t result); /* panics if it is negative */

/* startup.c */
#define STACK_PAINT 0xC0FFEE11u /* fills the stack at start; the untouched rest tells its high-water mark */
extern uint32_t _stack_start[], _stack_end[], _heap_start[], _heap_end[];
