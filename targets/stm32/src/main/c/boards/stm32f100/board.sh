# STM32F100RB: the small one. Read by the build script.
family=f1
cpu="-mcpu=cortex-m3 -mthumb"
flash_start=0x08000000
flash_size=128K
ram_start=0x20000000
ram_size=8K
mpu=no             # the value line has none: null is checked in the code
machine=stm32vldiscovery  # in QEMU
