package nogc.javase.client;

import nogc.javase.ClientRunner;

/** Where a client stands, for those who wait for it in vain. Any thread reads it. */
final class Standing {
    private final String where;
    private volatile String here;
    private volatile ClientRunner runner;
    private volatile String trouble = "connect() was not called";

    /** A client that has not been connected yet. */
    Standing(String where) {
        this.where = where;
    }

    /** Its thread, once there is one. */
    void serve(ClientRunner ofClient) {
        runner = ofClient;
    }

    /** Whether the calling thread is that which completes the futures. */
    boolean isOwnThread() {
        ClientRunner its = runner;
        return its != null && its.isOwnThread();
    }

    /** The first attempt of this connecting begins. */
    void connecting() {
        trouble = "there is no answer yet";
    }

    void connected(String toWhich) {
        here = toWhich;
        trouble = null;
    }

    /** The connection did not come about, or ended. */
    void failed(String why) {
        trouble = why;
    }

    /** One clause for an exception's message. */
    @Override
    public String toString() {
        String why = trouble;
        return why == null ? "connected to " + here + ", which has not answered yet"
                : "not connected to " + where + ": " + why;
    }
}
