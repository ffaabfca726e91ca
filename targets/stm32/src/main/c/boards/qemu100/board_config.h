/* As the board that QEMU emulates. */
#include "../stm32f100/board_config.h"
