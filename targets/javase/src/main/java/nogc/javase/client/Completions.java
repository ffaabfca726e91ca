package nogc.javase.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nogc.mqtt.Result;

/** The futures of messages under way, each under a tag of its own below 0; those from 0 on are the application's. */
final class Completions {
    private final ConcurrentHashMap<Integer, CompletableFuture<Integer>> open = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final boolean version5;

    Completions(boolean version5) {
        this.version5 = version5;
    }

    /** A tag that no message under way has. */
    int add(CompletableFuture<Integer> future) {
        int tag;
        do {
            tag = last.decrementAndGet() | Integer.MIN_VALUE;
        } while (open.putIfAbsent(tag, future) != null);
        return tag;
    }

    /** A message ended; one of an earlier life of the JVM, or of the application's own tags, is not known here. */
    void ended(int tag, int result, int reasonCode) {
        CompletableFuture<Integer> future = tag < 0 ? open.remove(tag) : null;
        if (future == null) {
            return;
        }
        if (result == Result.OK) {
            future.complete(reasonCode);
        } else {
            future.completeExceptionally(new MqttException(result, reasonCode,
                    Explanation.of(result, reasonCode, version5)));
        }
    }

    /** The client is closed: what is open fails, and stays in the session. */
    void end() {
        for (Integer tag : open.keySet()) {
            ended(tag, Result.DISCONNECTED, 0);
        }
    }
}
