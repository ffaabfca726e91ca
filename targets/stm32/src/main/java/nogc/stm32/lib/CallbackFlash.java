package nogc.stm32.lib;

import nogc.hal.FlashRegion;
import org.teavm.interop.Address;

/** The memory of a {@code nogc_mqtt_store}, which the user's functions read, program and erase. */
final class CallbackFlash implements FlashRegion {
    private final Address client;
    private final int sectors;
    private final int sectorSize;
    private final int programUnit;

    /** Sizes in the order of the structure, which C has checked. */
    CallbackFlash(Address client, Address store) {
        this.client = client;
        sectors = store.getInt();
        sectorSize = store.add(4).getInt();
        programUnit = store.add(8).getInt();
    }

    @Override
    public int sectors() {
        return sectors;
    }

    @Override
    public int sectorSize() {
        return sectorSize;
    }

    @Override
    public int programUnit() {
        return programUnit;
    }

    /** The header asks no user for it, and the client does not ask here. */
    @Override
    public int longestProgramMicros() {
        return 0;
    }

    /** As for {@link #longestProgramMicros}. */
    @Override
    public int longestEraseMillis() {
        return 0;
    }

    @Override
    public int read(int at, byte[] buffer, int offset, int length) {
        return C.storeRead(client, at, buffer, offset, length);
    }

    @Override
    public int program(int at, byte[] buffer, int offset, int length) {
        return C.storeProgram(client, at, buffer, offset, length);
    }

    @Override
    public int erase(int sector) {
        return C.storeErase(client, sector);
    }

    @Override
    public int sync() {
        return C.storeSync(client);
    }
}
