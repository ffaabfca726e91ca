/* As the board that QEMU emulates. */
#include "../qemu405/board_config.h"
