package nogc.javase;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntBinaryOperator;

/**
 * Keeps a thread from sleeping over a request, and those who make one from a call of the system that nobody needs.
 * <pre>
 *  the thread that serves             any thread
 *    begin()                            put the request where the thread looks
 *    look at all requests               if (request(kind)) wake the selector
 *    if (sleeps(blocked)) select
 * </pre>
 * Each method is one atomic step on one word, so what may happen is every order of these steps, and a test goes through
 * all of them. A request that comes behind {@link #begin} is either seen by the look or keeps {@link #sleeps} from
 * saying yes; one that comes later wakes the selector, which remembers that until it is asked next.
 */
final class HandOver {
    /** A message to publish: of interest unless the client has no room for the one that waits ahead of it. */
    static final int MESSAGE = 1;
    /** Anything else: to be seen at once. */
    static final int CALL = 2;

    // What the word says, besides the two above: that such a request came since `begin`.
    private static final int AWAKE = 0;
    private static final int ASLEEP = 3;
    private static final int ASLEEP_UNTIL_CALL = 4;

    private static final IntBinaryOperator REQUEST = HandOver::afterRequest;
    private static final IntBinaryOperator SLEEP = HandOver::afterSleep;

    private final AtomicInteger word = new AtomicInteger(AWAKE);

    /** The thread: what was requested up to now is looked at behind this call. */
    void begin() {
        word.set(AWAKE);
    }

    /**
     * The thread, which has looked: whether it shall sleep, since nothing was requested meanwhile.
     *
     * @param blocked whether a further message is no reason to look again
     */
    boolean sleeps(boolean blocked) {
        int asleep = blocked ? ASLEEP_UNTIL_CALL : ASLEEP;
        return word.accumulateAndGet(asleep, SLEEP) == asleep;
    }

    private static int afterSleep(int before, int asleep) {
        return before == AWAKE || before == MESSAGE && asleep == ASLEEP_UNTIL_CALL ? asleep : before;
    }

    /**
     * Any thread, which has put its request: whether the thread that serves is asleep and has to be woken.
     *
     * @param kind {@link #MESSAGE} or {@link #CALL}
     */
    boolean request(int kind) {
        int seen = word.get();
        if (afterRequest(seen, kind) == seen) {
            return false; // somebody else's request has it look, and at ours as well
        }
        int before = word.getAndAccumulate(kind, REQUEST);
        return before == ASLEEP || before == ASLEEP_UNTIL_CALL && kind == CALL;
    }

    private static int afterRequest(int before, int kind) {
        return kind == CALL ? CALL : before == AWAKE || before == ASLEEP ? MESSAGE : before;
    }
}
