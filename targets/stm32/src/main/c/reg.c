/* The one wait for a register, in flash. */
#include "reg.h"

int reg_await(uint32_t address, uint32_t mask, uint32_t value, uint32_t turns) {
    while ((reg_read(address) & mask) != value) {
        if (turns-- == 0) {
            return 0;
        }
    }
    return 1;
}
