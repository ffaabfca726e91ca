# STM32F405RG: the main board. Read by the scripts.
family=f4
cpu="-mcpu=cortex-m4 -mthumb -mfloat-abi=soft"
flash_start=0x08000000
flash_size=1024K
ram_start=0x20000000
ram_size=128K
store_start=${STORE_START:-0x080C0000} # sectors 10 and 11; 0x08008000 and 16384: 2 and 3, for images of up to 32 KB
store_sector=${STORE_SECTOR:-131072}   # bytes: the size that the sectors have there
store_sectors=2
mpu=yes            # guards null, so that no code need check for it
usb=yes            # the chip's boot loader speaks DFU
machine=
emulated_as=qemu405
