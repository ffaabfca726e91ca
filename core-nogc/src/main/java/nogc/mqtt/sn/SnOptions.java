package nogc.mqtt.sn;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;

/** All options of a client, asked in turn. Bounded by their number. */
final class SnOptions {
    private final SnOption[] all;

    SnOptions(SnOption[] all, SnSession session) {
        this.all = all;
        for (int i = 0; i < all.length; i++) {
            all[i].attach(session);
        }
    }

    int check(ConnectOptions options) {
        for (int i = 0; i < all.length; i++) {
            int result = all[i].check(options);
            if (result != Result.OK) {
                return result;
            }
        }
        return Result.OK;
    }

    boolean received(SnMessage message) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].received(message)) {
                return true;
            }
        }
        return false;
    }

    boolean overheard(SnMessage message) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].overheard(message)) {
                return true;
            }
        }
        return false;
    }

    int encode(int type) {
        for (int i = 0; i < all.length; i++) {
            int end = all[i].encode(type);
            if (end != 0) {
                return end;
            }
        }
        return 0;
    }

    boolean exhausted(int type) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].exhausted(type)) {
                return true;
            }
        }
        return false;
    }

    boolean next() {
        for (int i = 0; i < all.length; i++) {
            if (all[i].next()) {
                return true;
            }
        }
        return false;
    }

    void tick(SnSession session) {
        for (int i = 0; i < all.length && session.isOutEmpty(); i++) {
            all[i].tick();
        }
    }

    int remaining() {
        int remaining = SnOption.NEVER;
        for (int i = 0; i < all.length; i++) {
            remaining = Math.min(remaining, all[i].remaining());
        }
        return remaining;
    }

    boolean areReady() {
        boolean ready = true;
        for (int i = 0; i < all.length; i++) {
            ready &= all[i].isReady();
        }
        return ready;
    }

    boolean areElsewhere() {
        boolean elsewhere = false;
        for (int i = 0; i < all.length; i++) {
            elsewhere |= all[i].isElsewhere();
        }
        return elsewhere;
    }

    void connected(boolean clean) {
        for (int i = 0; i < all.length; i++) {
            all[i].connected(clean);
        }
    }

    boolean ended(int cause) {
        boolean another = false;
        for (int i = 0; i < all.length; i++) {
            another |= all[i].ended(cause);
        }
        return another;
    }

    boolean wantTransport() {
        boolean wanted = false;
        for (int i = 0; i < all.length; i++) {
            wanted |= all[i].wantsTransport();
        }
        return wanted;
    }

    int unwrap(byte[] datagram, int length) {
        for (int i = 0; i < all.length; i++) {
            int offset = all[i].unwrap(datagram, length);
            if (offset != 0) {
                return offset;
            }
        }
        return 0;
    }

    void resumed() {
        for (int i = 0; i < all.length; i++) {
            all[i].resumed();
        }
    }
}
