package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import javax.microedition.rms.RecordStore;
import javax.microedition.rms.RecordStoreFullException;
import nogc.hal.FlashRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.microemu.MIDletBridge;
import org.microemu.MicroEmulator;
import org.microemu.RecordStoreManager;
import org.microemu.util.MemoryRecordStoreManager;
import org.microemu.util.RecordStoreImpl;

/** The region over MicroEmulator's record stores in memory. */
class RmsFlashRegionTest {
    private static final int SECTORS = 3;
    private static final int SIZE = 40;

    private final RmsFlashRegion region = new RmsFlashRegion("log", SECTORS, SIZE, 20);
    private RuntimeException breakage;

    @BeforeEach
    void plugInRecordStores() {
        RecordStoreManager stores = new MemoryRecordStoreManager() {
            @Override
            public void saveChanges(RecordStoreImpl store) {
                if (breakage != null) {
                    throw breakage;
                }
            }

            @Override
            public int getSizeAvailable(RecordStoreImpl store) {
                return 1000;
            }
        };
        MIDletBridge.setMicroEmulator((MicroEmulator) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {MicroEmulator.class}, (proxy, method, arguments) -> stores));
    }

    @AfterEach
    void unplug() {
        MIDletBridge.setMicroEmulator(null);
    }

    @Test
    void whatIsProgrammedIsReadBackAlsoAfterItWasClosedAndOpened() {
        byte[] model = new byte[SECTORS * SIZE];
        Arrays.fill(model, (byte) 0xFF);
        Random random = new Random(11);
        assertEquals(0, region.open());
        for (int step = 0; step < 3000; step++) {
            int address = random.nextInt(model.length);
            int sector = address / SIZE;
            switch (random.nextInt(20)) {
                case 0 -> {
                    assertEquals(0, region.erase(sector));
                    Arrays.fill(model, sector * SIZE, (sector + 1) * SIZE, (byte) 0xFF);
                }
                case 1 -> {
                    region.close();
                    assertEquals(0, region.open());
                }
                case 2, 3, 4, 5, 6, 7 -> {
                    byte[] bytes = new byte[2 + random.nextInt((sector + 1) * SIZE - address)];
                    random.nextBytes(bytes);
                    assertEquals(0, region.program(address, bytes, 1, bytes.length - 1));
                    for (int i = 1; i < bytes.length; i++) {
                        model[address + i - 1] &= bytes[i]; // as in NOR flash: only erasing makes a bit 1
                    }
                }
                default -> {
                    byte[] bytes = new byte[1 + random.nextInt(model.length - address) + 1];
                    assertEquals(0, region.read(address, bytes, 1, bytes.length - 1));
                    assertArrayEquals(Arrays.copyOfRange(model, address, address + bytes.length - 1),
                            Arrays.copyOfRange(bytes, 1, bytes.length), "step " + step);
                }
            }
        }
    }

    @Test
    void itStatesItsGeometryAndItsTimes() {
        assertEquals(SECTORS, region.sectors());
        assertEquals(SIZE, region.sectorSize());
        assertEquals(1, region.programUnit());
        assertEquals(20_000, region.longestProgramMicros());
        assertEquals(20, region.longestEraseMillis());
    }

    @Test
    void aMakingThatWasCutOffIsCompleted() throws Exception {
        byte[] sector = new byte[SIZE];
        RecordStore store = RecordStore.openRecordStore("log", true);
        store.addRecord(sector, 0, SIZE);
        store.closeRecordStore();
        assertEquals(0, region.open());
        assertContent(0, 0);
        assertContent(1, -1);
        assertContent(2, -1);
    }

    private void assertContent(int sector, int value) {
        byte[] expected = new byte[SIZE];
        Arrays.fill(expected, (byte) value);
        byte[] bytes = new byte[SIZE];
        assertEquals(0, region.read(sector * SIZE, bytes, 0, SIZE));
        assertArrayEquals(expected, bytes);
    }

    @Test
    void aStoreOfOtherSectorsIsLeftAlone() throws Exception {
        assertEquals(0, region.open());
        assertEquals(0, region.program(0, new byte[1], 0, 1));
        region.close();
        for (RmsFlashRegion other : new RmsFlashRegion[] {new RmsFlashRegion("log", SECTORS, SIZE + 1, 1),
                new RmsFlashRegion("log", SECTORS - 1, SIZE, 1)}) {
            assertEquals(FlashRegion.FAILED, other.open());
            assertNull(other.lastFailure(), "the machine did not fail");
            assertEquals(FlashRegion.FAILED, other.erase(0), "it is not open");
            other.close();
        }
        assertEquals(0, region.open());
        byte[] first = {1};
        assertEquals(0, region.read(0, first, 0, 1));
        assertEquals(0, first[0]);
    }

    @Test
    void aMachineThatCannotSaveIsTold() {
        assertEquals(0, region.open());
        breakage = new RuntimeException("worn out");
        assertEquals(FlashRegion.FAILED, region.program(0, new byte[1], 0, 1));
        assertSame(breakage, region.lastFailure());
        assertEquals(FlashRegion.FAILED, region.erase(1));
        assertEquals(FlashRegion.FAILED, new RmsFlashRegion("new", 2, SIZE, 1).open());
        breakage = null;
        assertEquals(0, region.program(SIZE, new byte[1], 0, 1), "and works again");
        RmsFlashRegion large = new RmsFlashRegion("large", 2, 1001, 1);
        assertEquals(FlashRegion.FAILED, large.open(), "no room");
        assertInstanceOf(RecordStoreFullException.class, large.lastFailure());
    }

    @Test
    void impossibleSectorsAreRefused() {
        assertRefused("sectors must be at least 2", 1, SIZE, 1);
        assertRefused("sectorSize must be at least 1 byte", 2, 0, 1);
        assertRefused("longestMillis must be 1 to 1000000", 2, SIZE, 0);
        assertRefused("longestMillis must be 1 to 1000000", 2, SIZE, 1000001);
    }
    private static void assertRefused(String rule, int sectors, int sectorSize, int longestMillis) {
        Exception refusal = assertThrows(IllegalArgumentException.class,
                () -> new RmsFlashRegion("log", sectors, sectorSize, longestMillis));
        assertEquals(rule, refusal.getMessage());
    }
}
