# STM32F100RB: the small one. Read by the scripts.
family=f1
cpu="-mcpu=cortex-m3 -mthumb"
flash_start=0x08000000
flash_size=128K
ram_start=0x20000000
ram_size=8K
store_start=${STORE_START:-0x0801E000} # the last eight pages
store_sector=${STORE_SECTOR:-4096}     # bytes: four pages
store_sectors=2
mpu=no             # the value line has none: null is checked in the code
usb=no             # nothing for DFU
machine=
emulated_as=qemu100
