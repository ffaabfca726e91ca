/* As the board that QEMU emulates. */
#include "../stm32f405/board_config.h"
