# The STM32F100 as QEMU has it: its flash is ROM, so a store fails. Read by the scripts.
source "$c/boards/stm32f100/board.sh"
machine=stm32vldiscovery
emulated_as=
