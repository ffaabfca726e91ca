# Code for a Cortex-M0+ in QEMU, which has no STM32 with that core: its Cortex-M4 executes all of it, and the devices
# are those of qemu405. Read by the scripts.
source "$c/boards/qemu405/board.sh"
cpu="-mcpu=cortex-m0plus -mthumb"
ram_size=36K
machine=netduinoplus2
emulated_as=
