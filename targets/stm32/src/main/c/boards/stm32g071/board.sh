# STM32G071RB on a Nucleo-64: a Cortex-M0+. Read by the scripts.
family=g0
cpu="-mcpu=cortex-m0plus -mthumb"
flash_start=0x08000000
flash_size=128K
ram_start=0x20000000
ram_size=36K
store_start=${STORE_START:-0x0801E000} # the last four pages
store_sector=${STORE_SECTOR:-4096}     # bytes: two pages
store_sectors=2
mpu=yes            # guards null, so that no code need check for it
usb=no             # nothing for DFU
machine=
emulated_as=qemu071
