# Sourced by the scripts of this folder, with $here and $board set: the board's own settings (its board.sh), the
# sources of its board support, and what compiler and linker must know of its memory. PROFILE is bare or gc; the images
# of gc lie beside the others, as PROGRAM-gc. EMULATED=yes takes the board that QEMU has in its place, if it has one.
c="$here/src/main/c"
if [ -z "$board" ] || [ ! -f "$c/boards/$board/board.sh" ]; then
    echo "no board '$board': BOARD is one of" $(ls "$c/boards") >&2
    exit 2
fi
source "$c/boards/$board/board.sh"
if [ "${EMULATED:-no}" = yes ] && [ -n "$emulated_as" ]; then
    board=$emulated_as
    source "$c/boards/$board/board.sh"
fi
flash_driver=$c/${flash_driver:-family/$family}
clock=$c/family/$family/clock.c pins=$c/family/pins.c
[ -z "$machine" ] || clock=$c/emulated/clock.c
[ ! -f "$c/family/$family/pins.c" ] || pins=$c/family/$family/pins.c
ports=$c/family/ports.c
[ ! -f "$c/family/$family/ports.c" ] || ports=$c/family/$family/ports.c
board_sources=("$c"/*.c "$clock" "$pins" "$ports" "$c/family/$family/thermometer.c" "$flash_driver/flash.c")
[ ! -f "$c/family/$family/adc.c" ] || board_sources+=("$c/family/$family/adc.c")
board_flags=(-I"$c" -I"$c/boards/$board" -I"$flash_driver" -I"$c/family/$family" -DFLASH_START="$flash_start"
    -DSTORE_START="$store_start" -DSTORE_SECTOR="$store_sector" -DSTORE_SECTORS="$store_sectors")
[ -z "$machine" ] || board_flags+=(-DEMULATED)
[ "$mpu" = yes ] && board_flags+=(-DMPU_GUARDS_NULL)
board_symbols=(FLASH_START=$flash_start FLASH_SIZE=$flash_size RAM_START=$ram_start RAM_SIZE=$ram_size
    STORE_START=$store_start STORE_SIZE=$((store_sector * store_sectors)))

profile=${PROFILE:-bare}
image=${program:-}
case "$profile" in
    bare) stack=2048 ;;
    gc) stack=8192 image+=-gc
        if [ "${ram_size%K}" -lt 32 ]; then
            echo "$board has $ram_size of RAM: PROFILE=gc needs 32K" >&2
            exit 2
        fi ;;
    *)
        echo "no profile '$profile': PROFILE is bare or gc" >&2
        exit 2 ;;
esac
