# STM32F405RG: the main board. Read by the build script.
family=f4
cpu="-mcpu=cortex-m4 -mthumb -mfloat-abi=soft"
flash_start=0x08000000
flash_size=1024K
ram_start=0x20000000
ram_size=128K
mpu=yes            # guards null, so that no code need check for it
machine=netduinoplus2  # in QEMU
