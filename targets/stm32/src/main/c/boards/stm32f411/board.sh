# STM32F411RE on a Nucleo-64. Built, not run: QEMU 7.2 has no F411. Read by the scripts.
family=f4
cpu="-mcpu=cortex-m4 -mthumb -mfloat-abi=soft"
flash_start=0x08000000
flash_size=512K
ram_start=0x20000000
ram_size=128K
store_start=${STORE_START:-0x08040000} # sectors 6 and 7
store_sector=${STORE_SECTOR:-131072}   # bytes
store_sectors=2
mpu=yes            # guards null, so that no code need check for it
usb=yes            # the chip has a boot loader for DFU; the Nucleo has no socket for it
machine=           # none in QEMU
emulated_as=
