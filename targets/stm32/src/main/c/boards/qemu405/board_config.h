/* As the board that QEMU emulates, but for the link: QEMU's first serial line is USART1, on whatever pins. */
#include "../stm32f405/board_config.h"
#undef LINK_USART
#define LINK_USART 1
