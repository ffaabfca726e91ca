/* What the data sheets say of each board's chip, apart from the board's own files: the tests compare the two. */
#pragma once

#if defined(BOARD_stm32f405)  /* RM0090, DS8626 */
#define CHIP_CORE_HZ 168000000u
#define CHIP_APB1_HZ 42000000u
#define CHIP_APB2_HZ 84000000u
#define CHIP_HSI_HZ 16000000u
#define CHIP_HSE_HZ 8000000u
#define CHIP_HSE_IS_CLOCK 0
#define CHIP_WAIT_STATES(hz) (((hz) - 1) / 30000000u) /* table 10 */
#define CHIP_HZ_AFTER_RESET 168000000u                /* the regulator's scale 1 is the one after reset */
#define CHIP_ADC_HZ 36000000u
#define CHIP_SENSOR_NANOS 10000u
#define CHIP_SENSOR_CHANNEL 16u
#define CHIP_LINK_USART 3
#define CHIP_LINK_ADDRESS 0x40004800u
#define CHIP_LINK_IRQ 39
#define CHIP_LINK_PORT 1
#define CHIP_LINK_TX 10
#define CHIP_LINK_RX 11
#define CHIP_LINK_RTS 14
#define CHIP_CONSOLE_USART 2 /* PA2 */
#define CHIP_CONSOLE_ADDRESS 0x40004400u
#define CHIP_HAS_USB
#define CHIP_RNG 0x50060800u
#define CHIP_UNIQUE_ID 0x1FFF7A10u
#define CHIP_FLASH_SIZE (1024 * 1024)
#define CHIP_LSI_FASTEST 47000u
#define CHIP_LSI_SLOWEST 17000u
#elif defined(BOARD_stm32f411) /* RM0383, DS10314, UM1724 */
#define CHIP_CORE_HZ 100000000u
#define CHIP_APB1_HZ 50000000u
#define CHIP_APB2_HZ 100000000u
#define CHIP_HSI_HZ 16000000u
#define CHIP_HSE_HZ 8000000u
#define CHIP_HSE_IS_CLOCK 1
#define CHIP_WAIT_STATES(hz) ((hz) <= 30000000u ? 0u : (hz) <= 64000000u ? 1u : (hz) <= 90000000u ? 2u : 3u)
#define CHIP_HZ_AFTER_RESET 84000000u                 /* the regulator's scale 2 */
#define CHIP_ADC_HZ 36000000u
#define CHIP_SENSOR_NANOS 10000u
#define CHIP_SENSOR_CHANNEL 18u
#define CHIP_LINK_USART 1
#define CHIP_LINK_ADDRESS 0x40011000u
#define CHIP_LINK_IRQ 37
#define CHIP_LINK_PORT 0
#define CHIP_LINK_TX 9
#define CHIP_LINK_RX 10
#define CHIP_LINK_RTS 12
#define CHIP_CONSOLE_USART 2 /* PA2 */
#define CHIP_CONSOLE_ADDRESS 0x40004400u
#define CHIP_UNIQUE_ID 0x1FFF7A10u
#define CHIP_FLASH_SIZE (512 * 1024)
#define CHIP_LSI_FASTEST 47000u
#define CHIP_LSI_SLOWEST 17000u
#elif defined(BOARD_stm32f100) /* RM0041, PM0063, DS6517 */
#define CHIP_CORE_HZ 24000000u
#define CHIP_APB1_HZ 24000000u
#define CHIP_APB2_HZ 24000000u
#define CHIP_HSI_HZ 8000000u
#define CHIP_HSE_HZ 8000000u
#define CHIP_ADC_HZ 12000000u
#define CHIP_SENSOR_NANOS 17100u
#define CHIP_SENSOR_CHANNEL 16u
#define CHIP_LINK_USART 1
#define CHIP_LINK_ADDRESS 0x40013800u
#define CHIP_LINK_IRQ 37
#define CHIP_LINK_PORT 0
#define CHIP_LINK_TX 9
#define CHIP_LINK_RX 10
#define CHIP_LINK_RTS 12
#define CHIP_CONSOLE_USART 2 /* PA2 */
#define CHIP_CONSOLE_ADDRESS 0x40004400u
#define CHIP_UNIQUE_ID 0x1FFFF7E8u
#define CHIP_FLASH_SIZE (128 * 1024)
#define CHIP_LSI_FASTEST 60000u
#define CHIP_LSI_SLOWEST 30000u
#elif defined(BOARD_stm32g071) /* RM0444, DS12232, UM2324 */
#define CHIP_CORE_HZ 64000000u
#define CHIP_APB1_HZ 64000000u
#define CHIP_APB2_HZ 64000000u
#define CHIP_HSI_HZ 16000000u
#define CHIP_WAIT_STATES(hz) (((hz) - 1) / 24000000u) /* table 16, range 1 */
#define CHIP_ADC_HZ 35000000u
#define CHIP_SENSOR_NANOS 5000u
#define CHIP_SENSOR_CHANNEL 12u
#define CHIP_LINK_USART 1
#define CHIP_LINK_ADDRESS 0x40013800u
#define CHIP_LINK_IRQ 27
#define CHIP_LINK_PORT 0
#define CHIP_LINK_TX 9
#define CHIP_LINK_RX 10
#define CHIP_LINK_RTS 12
#define CHIP_CONSOLE_USART 2 /* PA2 */
#define CHIP_CONSOLE_ADDRESS 0x40004400u
#define CHIP_UNIQUE_ID 0x1FFF7590u
#define CHIP_FLASH_SIZE (128 * 1024)
#define CHIP_LSI_FASTEST 34000u
#define CHIP_LSI_SLOWEST 29500u
#else
#error "chip.h does not know this board: add what its data sheet says"
#endif

#if defined(FAMILY_f1) || defined(FAMILY_f4)
#define CHIP_HAS_I2C_OF_F1
#endif
