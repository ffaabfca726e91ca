package nogc.javase;

/** Calls what an application overrides or posts: what one call throws is told, and costs that call alone. */
final class Callbacks {
    private final ClientRunner runner;

    Callbacks(ClientRunner runner) {
        this.runner = runner;
    }

    /** Tells how the client took a message: its handle, or why it did not. */
    void report(int tag, int result) {
        try {
            if (result >= 0) {
                runner.onAccepted(tag, result);
            } else {
                runner.onRefused(tag, result);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    void run(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Tells of a failure; if that fails too, both are printed. */
    void failed(Throwable failure) {
        try {
            runner.onFailure(failure);
        } catch (Throwable e) {
            if (e != failure) {
                e.addSuppressed(failure);
            }
            e.printStackTrace();
        }
    }
}
