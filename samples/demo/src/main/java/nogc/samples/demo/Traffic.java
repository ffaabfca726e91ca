package nogc.samples.demo;

/** Bytes and pieces, which are datagrams or calls that a socket took or gave, in both directions. */
final class Traffic {
    private int sentPieces;
    private int sentBytes;
    private int receivedPieces;
    private int receivedBytes;

    /** Nothing so far. */
    Traffic() {
    }

    /** So much so far. */
    Traffic(int sentPieces, int sentBytes, int receivedPieces, int receivedBytes) {
        this.sentPieces = sentPieces;
        this.sentBytes = sentBytes;
        this.receivedPieces = receivedPieces;
        this.receivedBytes = receivedBytes;
    }

    void sent(int bytes) {
        sentPieces++;
        sentBytes += bytes;
    }

    void received(int bytes) {
        receivedPieces++;
        receivedBytes += bytes;
    }

    /** @return what of it came since an earlier state */
    Traffic since(Traffic before) {
        return new Traffic(sentPieces - before.sentPieces, sentBytes - before.sentBytes,
                receivedPieces - before.receivedPieces, receivedBytes - before.receivedBytes);
    }

    /** @return a copy that does not change */
    Traffic now() {
        return since(new Traffic());
    }

    int sentBytes() {
        return sentBytes;
    }

    int receivedBytes() {
        return receivedBytes;
    }

    int pieces() {
        return sentPieces + receivedPieces;
    }
}
