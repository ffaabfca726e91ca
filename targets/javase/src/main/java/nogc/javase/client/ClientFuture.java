package nogc.javase.client;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that refuses to be waited for where that could never end, on the thread that completes it, and says where
 * the client stands when a wait for it was in vain. What is derived from it does the same.
 */
final class ClientFuture<T> extends CompletableFuture<T> {
    private final Standing standing;

    ClientFuture(Standing standing) {
        this.standing = standing;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ClientFuture<>(standing);
    }

    private void refuseToHang() {
        if (!isDone() && standing.isOwnThread()) {
            throw new IllegalStateException("a handler waits for a future that completes on its own thread, so it"
                    + " would never end: go on in thenAccept, or wait on another thread");
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToHang();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToHang();
        try {
            return super.get(timeout, unit);
        } catch (TimeoutException e) {
            throw new TimeoutException("not within " + timeout + " " + unit.toString().toLowerCase(Locale.ROOT) + ": "
                    + standing);
        }
    }

    @Override
    public T join() {
        refuseToHang();
        return super.join();
    }
}
