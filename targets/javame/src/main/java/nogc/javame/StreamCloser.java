package nogc.javame;

/** Closes a connection whose writer does not come back; on most machines that brings it back. */
final class StreamCloser extends Thread {
    private final StreamLink link;

    StreamCloser(StreamLink link) {
        this.link = link;
    }

    @Override
    public void run() {
        try {
            link.close();
        } finally {
            link.ended();
        }
    }
}
