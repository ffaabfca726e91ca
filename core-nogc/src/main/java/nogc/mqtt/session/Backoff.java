package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Protocol;

/**
 * Whether to try again, and how long to wait before: a random time below a bound that doubles with each failure
 * (exponential back-off with full jitter), so that a fleet does not come back all at once.
 */
final class Backoff {
    /** The server is overloaded or someone else uses our client identifier: the bound is four times as large. */
    private static final int SLOWER_SHIFT = 2;

    /** Results from here up to 0 are mistakes and limits that another attempt meets again. */
    private static final int APPLICATION_FAULTS = -63;

    private final Config config;
    private final Protocol protocol;
    private final Entropy entropy;
    private int bound;

    Backoff(Config config, Protocol protocol, Entropy entropy) {
        this.config = config;
        this.protocol = protocol;
        this.entropy = entropy;
        bound = config.reconnectMinimum;
    }

    /** A connection was stable. */
    void reset() {
        bound = config.reconnectMinimum;
    }

    /** Milliseconds until the attempt after a connection that ended for this cause, or -1 for none. */
    int retry(int cause, int reasonCode) {
        boolean storeFailed = cause == Result.STORE_FAILED; // flash may work again
        if (cause >= APPLICATION_FAULTS && !storeFailed || !config.reconnect
                || cause == Result.UNKNOWN_SESSION && !config.discardUnknownSession) {
            return -1;
        }
        if (cause == Result.AUTHENTICATION_FAILED
                || (cause == Result.REFUSED || cause == Result.SERVER_DISCONNECT) && isPermanent(reasonCode)) {
            return config.stopOnRefusal ? -1 : longest();
        }
        return next(storeFailed || reasonCode == ReasonCode.SESSION_TAKEN_OVER
                || reasonCode == ReasonCode.QUOTA_EXCEEDED || reasonCode == ReasonCode.CONNECTION_RATE_EXCEEDED);
    }

    private boolean isPermanent(int code) {
        if (!protocol.hasProperties()) {
            return code != ReasonCode.V311_SERVER_UNAVAILABLE;
        }
        return code >= ReasonCode.UNSUPPORTED_PROTOCOL_VERSION && code <= ReasonCode.NOT_AUTHORIZED
                || code == ReasonCode.BANNED || code == ReasonCode.BAD_AUTHENTICATION_METHOD;
    }

    /** The delay in milliseconds, and a larger bound for the next one. */
    int next(boolean slower) {
        int limit = slower ? shifted(bound, SLOWER_SHIFT) : bound;
        bound = shifted(bound, 1);
        return below(limit);
    }

    /** A delay below the largest bound, for a refusal that will hardly go away. */
    int longest() {
        return below(config.reconnectMaximum);
    }

    private int shifted(int value, int by) {
        int maximum = config.reconnectMaximum;
        return value > maximum >> by ? maximum : value << by;
    }

    /** 1 to limit. */
    private int below(int limit) {
        return 1 + (entropy.next() & Integer.MAX_VALUE) % limit;
    }
}
