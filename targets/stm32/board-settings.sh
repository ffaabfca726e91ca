# Sourced by the scripts of this folder, with $here and $board set: the board's own settings (its board.sh), and what
# compiler and linker must know of its memory. PROFILE is bare or gc; the images of gc lie beside the others, as
# PROGRAM-gc.
c="$here/src/main/c"
if [ -z "$board" ] || [ ! -f "$c/boards/$board/board.sh" ]; then
    echo "no board '$board': BOARD is one of" $(ls "$c/boards") >&2
    exit 2
fi
source "$c/boards/$board/board.sh"
flash_driver=$c/${flash_driver:-family/$family}
board_flags=(-I"$c" -I"$c/boards/$board" -I"$flash_driver" -DFLASH_START="$flash_start"
    -DSTORE_START="$store_start" -DSTORE_SECTOR="$store_sector" -DSTORE_SECTORS="$store_sectors")
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
