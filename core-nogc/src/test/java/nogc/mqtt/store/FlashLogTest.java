package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;
import org.junit.jupiter.api.Test;

/** What a log keeps, what it refuses, and what it says of one that it cannot read. */
class FlashLogTest {
    private static final int BUFFER = 200;

    private NorFlash flash = new NorFlash(2, 1024, 4);
    private FlashLog log = new FlashLog(flash, BUFFER);
    private LiveModel model = new LiveModel();

    private int open(String clientId, int version) {
        byte[] bytes = clientId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return log.open(bytes, 0, bytes.length, version, model);
    }

    private int boot() {
        log = new FlashLog(flash, BUFFER);
        model = new LiveModel();
        return open("a", 4);
    }

    private static StoredMessage message(int packetId, int payloadLength) {
        StoredMessage message = new StoredMessage();
        message.packetId = packetId;
        message.qos = 1;
        message.expiry = -1;
        message.topicLength = 5;
        message.payloadLength = payloadLength;
        message.bytes = new byte[5 + payloadLength];
        return message;
    }

    private int publish(int packetId, int payloadLength) {
        StoredMessage message = message(packetId, payloadLength);
        int result = log.publish(message);
        if (result == Result.OK) {
            model.publish(message);
        }
        return result;
    }

    private void done(int packetId) {
        assertEquals(Result.OK, log.done(packetId));
        model.done(packetId);
    }

    private void commit() {
        assertEquals(Result.OK, log.commit());
    }

    @Test
    void aNewLogHoldsASessionOnceThatIsCommitted() {
        assertEquals(SessionStore.NEW, boot());
        assertEquals(SessionStore.NEW, boot());
        commit();
        assertEquals(SessionStore.HELD, boot());
    }

    /** The next firmware may give it another part of the flash. */
    @Test
    void aLogOfARegionWithOtherSizesIsToldAndNotReadInPart() {
        for (int[] other : new int[][] {{2, 256, 4}, {3, 256, 4}, {5, 256, 4}, {8, 256, 4}, {2, 512, 4}, {4, 256, 8}}) {
            flash = new NorFlash(4, 256, 4);
            boot();
            for (int id = 1; id < 16; id++) {
                assertEquals(Result.OK, log.receive(id, null, 0, 0));
                commit(); // so that the run has two sectors
            }
            byte[] bytes = flash.bytes();
            flash = new NorFlash(other[0], other[1], other[2]);
            System.arraycopy(bytes, 0, flash.bytes(), 0, Math.min(bytes.length, flash.bytes().length));
            assertEquals(Result.STORE_DAMAGED, boot(), Arrays.toString(other));
            assertEquals(Result.OK, log.clear());
            assertEquals(SessionStore.NEW, open("a", 4));
            commit();
            assertEquals(SessionStore.HELD, boot());
        }
    }

    /** In a snapshot these take more than a short message. */
    @Test
    void eachMessageThatWasAcceptedHasRoomForBothReleasesOfOneThatIsGivenUp() {
        boot();
        commit();
        int accepted = 0;
        while (publish(accepted + 1, 0) == Result.OK) {
            accepted++;
            release(accepted);
        }
        for (int id = 1; id <= accepted; id++) {
            release(id);
        }
        assertTrue(accepted > 20, "accepted " + accepted);
        String before = model.toString();
        assertEquals(SessionStore.HELD, boot());
        assertEquals(before, model.toString());
    }

    private void release(int packetId) {
        assertEquals(Result.OK, log.release(packetId, 7));
        model.release(packetId, 7);
        commit();
    }

    @Test
    void whatIsNotCommittedIsNotThere() {
        boot();
        commit();
        assertEquals(Result.OK, publish(1, 10));
        assertEquals(SessionStore.HELD, boot());
        assertTrue(model.openMessages().isEmpty());
    }

    @Test
    void anotherSessionIsRefusedAndLosesNothing() {
        boot();
        publish(1, 10);
        commit();
        for (Object[] other : new Object[][] {{"b", 4}, {"a", 5}, {"", 4}, {"aa", 4}}) {
            log = new FlashLog(flash, BUFFER);
            assertEquals(Result.STORE_OTHER_SESSION, open((String) other[0], (int) other[1]));
        }
        boot();
        assertEquals(1, model.openMessages().size());
    }

    @Test
    void clearDropsEverythingAndAnotherSessionMayFollow() {
        boot();
        publish(1, 10);
        commit();
        assertEquals(Result.OK, log.clear());
        assertEquals(SessionStore.HELD, boot(), "a power cut ahead of the commit");
        assertEquals(1, model.openMessages().size());
        assertEquals(Result.OK, log.clear());
        commit();
        log = new FlashLog(flash, BUFFER);
        model = new LiveModel();
        assertEquals(SessionStore.NEW, open("b", 5));
        assertTrue(model.openMessages().isEmpty());
        commit();
        assertEquals(Result.STORE_OTHER_SESSION, boot());
        assertEquals(Result.OK, log.clear(), "also behind an open that failed");
        model = new LiveModel();
        assertEquals(SessionStore.NEW, open("c", 5));
        commit();
        assertEquals(Result.STORE_OTHER_SESSION, boot());
        assertEquals(Result.OK, log.clear());
        commit();
        assertEquals(SessionStore.NEW, boot());
    }

    @Test
    void aFullLogRefusesAndStaysAsGoodAsBefore() {
        boot();
        int id = 1;
        while (publish(id, 60) == Result.OK) {
            commit();
            id++;
            assertTrue(id < 100);
        }
        assertEquals(Result.STORE_FULL, publish(id, 60));
        int kept = id - 1;
        for (int round = 1; round <= 50; round++) { // what it took can be marked and ended, however often it rewrites
            assertEquals(Result.OK, log.sent(round % kept + 1));
            model.sent(round % kept + 1);
            commit();
        }
        done(1);
        commit();
        assertEquals(Result.OK, publish(id, 60));
        commit();
        String before = model.toString();
        boot();
        assertEquals(before, model.toString());
    }

    @Test
    void aMessageThatNeverFitsIsRefusedAsSuch() {
        boot();
        assertEquals(Result.BUFFER_TOO_SMALL, publish(1, BUFFER));
        assertEquals(Result.OK, publish(1, BUFFER - 35));
    }

    /** Of many small sectors half may hold more than one of them, but no record goes over two. */
    @Test
    void aMessageThatFitsNoSectorIsRefusedAsSuch() {
        flash = new NorFlash(8, 256, 4);
        log = new FlashLog(flash, 400);
        assertEquals(SessionStore.NEW, open("a", 4));
        commit();
        assertEquals(Result.BUFFER_TOO_SMALL, publish(1, 250));
        assertEquals(Result.OK, publish(1, 150));
        commit();
    }

    /** What gives a message up takes two records, which may be longer than that of the message. */
    @Test
    void aFullLogHasRoomForTheEndOfEachMessage() {
        boot();
        commit();
        int id = 0;
        StoredMessage message;
        do {
            id++;
            message = message(id, 0);
            message.topicLength = 1;
            message.tag = id;
            if (log.publish(message) == Result.OK) {
                model.publish(message);
                commit();
            }
        } while (model.isOpen(id));
        for (int given = 1; given < id; given++) {
            int erasures = flash.erasures(0) + flash.erasures(1);
            for (int twice = 0; twice < 2; twice++) {
                assertEquals(Result.OK, log.release(given, given));
                model.release(given, given);
            }
            commit();
            assertTrue(flash.erasures(0) + flash.erasures(1) <= erasures + 1, "the run that counts was erased");
        }
        String before = model.toString();
        boot();
        assertEquals(before, model.toString());
    }

    @Test
    void aLogWithALongerRecordThanTheBufferIsNotHalfRead() {
        boot();
        publish(1, 150);
        commit();
        log = new FlashLog(flash, 64);
        assertEquals(Result.BUFFER_TOO_SMALL, open("a", 4));
    }

    @Test
    void sectorsWearEvenlyAndAsSeldomAsTheyCan() {
        flash = new NorFlash(6, 512, 4);
        boot();
        for (int id = 1; id <= 3000; id++) {
            publish(id, 20);
            commit();
            done(id);
            commit();
        }
        int least = Integer.MAX_VALUE;
        int most = 0;
        int all = 0;
        for (int sector = 0; sector < 6; sector++) {
            least = Math.min(least, flash.erasures(sector));
            most = Math.max(most, flash.erasures(sector));
            all += flash.erasures(sector);
        }
        assertTrue(most - least <= 1, least + " to " + most);
        long needed = flash.programmedBytes() / 512;
        assertTrue(all <= needed * 11 / 10 + 6, all + " erasures for " + needed + " sectors of records");
    }

    @Test
    void aStartBehindWhichNothingWasAppendedErasesNothing() {
        boot();
        publish(1, 10);
        commit();
        boot();
        commit();
        long operations = flash.operations();
        for (int start = 0; start < 100; start++) {
            assertEquals(SessionStore.HELD, boot());
            commit();
        }
        assertEquals(operations, flash.operations());
    }

    @Test
    void anErasureInTheBackgroundLetsCommitSayNotYet() {
        flash.eraseInBackground(3);
        boot();
        commit();
        for (int id = 1; id < 1000; id++) {
            publish(id, 100);
            int result = log.commit();
            int calls = 0;
            while (result == SessionStore.NOT_YET) {
                result = log.commit();
                calls++;
            }
            assertEquals(Result.OK, result);
            assertTrue(calls <= 3);
            done(id);
        }
        commit();
        String before = model.toString();
        boot();
        assertEquals(before, model.toString());
    }

    @Test
    void aRegionOfWrongSizesIsRefused() {
        flash = new NorFlash(1, 1024, 4);
        assertEquals(Result.INVALID_ARGUMENT, boot());
        flash = new NorFlash(2, 128, 4);
        assertEquals(Result.INVALID_ARGUMENT, boot());
    }

    @Test
    void aRegionWithSomethingElseInItIsNotWipedInSilence() {
        flash.bytes()[700] = 7;
        assertEquals(Result.STORE_DAMAGED, boot());
        assertEquals(7, flash.bytes()[700]);
        assertEquals(Result.OK, log.clear());
        commit();
        assertEquals(SessionStore.NEW, boot());
    }

    @Test
    void aLogOfALaterFormatIsNotWipedInSilence() {
        boot();
        publish(1, 10);
        commit();
        for (int sector = 0; sector < 2; sector++) {
            flash.bytes()[sector * 1024 + 2]++;
        }
        assertEquals(Result.STORE_DAMAGED, boot());
    }

    @Test
    void aRunThatAnotherOneFollowedNeverCountsAgain() {
        boot();
        commit();
        assertEquals(Result.OK, publish(1, 10));
        commit();
        assertEquals(Result.OK, log.compact());
        commit();
        flash.bytes()[flash.sectorSize()] ^= 1; // where the second run starts
        assertEquals(Result.STORE_DAMAGED, boot());
    }

    /** A torn erasure may leave anything, and so what stood there before. */
    @Test
    void whatAnEarlierUseOfTheSectorLeftIsNoRecord() {
        boot();
        commit();
        int end = 3 * 16 + (4 + 6 + 4) + (4 + 2 + 4); // the head of the sector, session, sealed
        assertEquals(Result.OK, publish(1, 10));
        commit();
        done(1);
        byte[] earlier = flash.bytes().clone();
        for (int run = 0; run < 2; run++) {
            assertEquals(Result.OK, log.compact());
            commit();
        }
        assertEquals(-1, flash.bytes()[end]);
        assertEquals(1, earlier[end], "a publish");
        System.arraycopy(earlier, end, flash.bytes(), end, 40);
        assertEquals(SessionStore.HELD, boot());
        assertEquals(java.util.List.of(), model.openMessages());
    }

    /**
     * The mark of a run may be torn though it reads well at one start, and read badly at the next one, when the run
     * before is erased by then, or a third one half written: what it holds must stay, whatever is cut meanwhile.
     */
    @Test
    void aMarkThatReadsBadlyLaterLosesNothing() {
        int total = cutInCompaction(-1, -1);
        for (int behind = 0; behind < 40; behind++) {
            cutInCompaction(total - 1, behind); // ahead of what retires the run before
            int mark = flash.sectorSize() + 16; // behind 'opened' in the second sector
            if (flash.erasures(1) == 1) {
                java.util.Arrays.fill(flash.bytes(), mark, mark + 4, (byte) -1);
            }
            assertEquals(SessionStore.HELD, boot(), "cut again after " + behind);
            assertEquals(java.util.List.of(1), model.openMessages(), "cut again after " + behind);
        }
    }

    /** Cuts the power in a compaction, and again behind the next start; answers how many operations it takes. */
    private int cutInCompaction(int at, int behind) {
        flash = new NorFlash(2, 1024, 4);
        boot();
        commit();
        assertEquals(Result.OK, publish(1, 10));
        commit();
        assertEquals(Result.OK, log.compact());
        long start = flash.operations();
        if (at >= 0) {
            flash.cutAt(start + at, false);
            org.junit.jupiter.api.Assertions.assertThrows(NorFlash.PowerCut.class, log::commit);
            assertEquals(SessionStore.HELD, boot());
            assertEquals(Result.OK, log.compact());
            flash.cutAt(flash.operations() + behind, false);
            try {
                commit();
            } catch (NorFlash.PowerCut e) {
                return 0;
            }
            flash.cutAt(-1, false);
        } else {
            commit();
        }
        return (int) (flash.operations() - start);
    }

    @Test
    void aProgramThatFailedOnceIsMadeGoodByTheSameCommit() {
        boot();
        commit();
        assertEquals(Result.OK, publish(1, 10));
        flash.failAt(flash.operations());
        commit();
        String live = model.toString();
        assertEquals(SessionStore.HELD, boot());
        assertEquals(live, model.toString());
    }

    @Test
    void bitsThatFlippedNeverCrashItAndNeverPassForSomethingElse() {
        Random random = new Random(4711);
        for (int round = 0; round < 3000; round++) {
            flash = new NorFlash(2 + random.nextInt(3), 512, 1 << random.nextInt(6));
            LogWorld world = new LogWorld(flash, round);
            world.boot();
            for (int step = 0; step < 6; step++) {
                world.step();
            }
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                int at = random.nextInt(flash.bytes().length);
                flash.bytes()[at] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) { // the end is missing
                java.util.Arrays.fill(flash.bytes(), random.nextInt(flash.bytes().length), flash.bytes().length, (byte) -1);
            }
            world.bootDamaged("round " + round);
        }
    }
}
