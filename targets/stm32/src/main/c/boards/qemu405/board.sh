# The STM32F405 as QEMU has it: its flash is ROM, so the store is the end of the RAM. Read by the scripts.
source "$c/boards/stm32f405/board.sh"
flash_driver=emulated
ram_size=112K
store_start=0x2001C000
store_sector=8192
machine=netduinoplus2
emulated_as=
