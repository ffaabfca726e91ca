package nogc.mqtt;

/**
 * Where the open exchanges of a session survive a power cut. The client appends {@link SessionRecords} as things
 * happen and calls {@link #commit} once for each poll at most; nothing leaves that depends on a record before a commit
 * behind it has answered {@link Result#OK}.
 *
 * <p>A store needs no index. When it is opened it replays what it holds, oldest first, ended exchanges included, and
 * the client works out what lives. When it wants room it asks the client for a {@link Live#snapshot}, inside any call
 * but {@link #open} and {@link #clear}, and keeps that in place of all records appended so far.
 *
 * <p><b>Results of an append.</b> {@link Result#OK}; {@link Result#STORE_FULL}: there is no room, nothing was appended,
 * and the store is as good as before; {@link Result#STORE_FAILED}: the medium failed. Only {@code publish} and
 * {@code receive} may answer STORE_FULL: for whatever it took, a store keeps the room that {@code sent},
 * {@code release}, {@code done} and {@code forget} will need. A refused {@code publish} is not accepted; a refused
 * {@code receive} is not acknowledged: one of a listener's ACCEPT is tried again at each poll of that connection, one
 * of {@code acknowledge} by the application. Where a record fails that tells what has happened already ({@code done},
 * {@code forget}), the client calls {@link #compact} ahead of every commit until that succeeds, and no connection lives
 * meanwhile. A connection whose records fail ends before anything is sent that depends on them, and is made again as
 * after an overloaded server.
 *
 * <p><b>Time.</b> No call allocates. Append, commit and compact block {@code poll} as long as the medium takes to
 * program; an implementation states its longest time. An erase shall not block where the medium can erase in the
 * background: until it is over, commit and compact answer {@link #NOT_YET}. All calls come from the thread of the
 * client, one at a time.
 *
 * <p><b>Torn writes.</b> Records that were appended and not committed may be there after a power cut, from the first
 * on, without a gap: each as a whole, or not at all.
 */
public abstract class SessionStore implements SessionRecords {
    /** Answer of {@link #open}: there is nothing about this session. */
    public static final int NEW = 0;
    /** Answer of {@link #open}: it holds this session, if only with no open exchange. */
    public static final int HELD = 1;
    /** Answer of {@link #commit} and {@link #compact}: the medium is busy, call again later; nothing was lost. */
    public static final int NOT_YET = 1;

    /** The client as its store sees it. */
    public interface Live extends SessionRecords {
        /**
         * Gives every record that lives: the application's state, messages in the order of acceptance, releases in
         * their order, received identifiers. They are at most one {@code receive} with the state, one {@code publish}
         * or {@code release} for each of {@link Config#outboundSlots}, and two {@code receive} for each of
         * {@link Config#inboundSlots}; the bytes of all messages together are at most {@link Config#ring}. May be asked
         * again, and gives the same while nothing else is called. Inside an append it may or may not show already what
         * that append says, but for {@code publish}, whose message it does not show; the append is written behind it.
         *
         * @param sink takes the records
         * @return {@link Result#OK}, or the first negative result of the sink, behind which nothing more is given
         */
        int snapshot(SessionRecords sink);
    }

    /**
     * Opens the store for one session and replays all records that it holds to {@code live}, in the order in which
     * they were appended; a snapshot that was taken counts as records. Called until it succeeded, once for the life of
     * the object or since {@link #clear}. That this session is the one it holds is durable after the next commit, ahead
     * of CONNECT.
     *
     * <p>It never drops by itself what it holds: whatever is not this session's is an error, and the application
     * decides: {@code Client.clear()}, or another medium.
     *
     * @param clientId array of the client identifier
     * @param offset its first byte
     * @param length its number of bytes
     * @param version of the protocol: 4 or 5
     * @param live takes the records: {@link Result#OK}; {@link Result#FULL} if the client's configuration has no room
     *     for so many, {@link Result#BUFFER_TOO_SMALL} if one can never fit it. Keep it, for snapshots
     * @return {@link #HELD}, {@link #NEW}, or a negative result, which {@code Client.connect} answers: the store is not
     *     open then, and the client drops what was replayed. That of {@code live} if it refused a record;
     *     {@link Result#STORE_OTHER_SESSION} if it holds one of another identifier or version;
     *     {@link Result#STORE_FAILED}, or a code of its own where the records cannot be read
     */
    public abstract int open(byte[] clientId, int offset, int length, int version, Live live);

    /**
     * Drops everything, the identity of the session and the application's state included; {@link #open} follows. Legal
     * at any time, also before the first open and after one that failed. Durable after the next commit; until then a
     * power cut leaves everything or nothing.
     *
     * @return {@link Result#OK}, or {@link Result#STORE_FAILED}
     */
    public abstract int clear();

    /**
     * Makes everything durable that was appended, also what an earlier commit could not.
     *
     * @return {@link Result#OK}, {@link #NOT_YET}, or {@link Result#STORE_FAILED}: the records stay appended
     */
    public abstract int commit();

    /**
     * Takes a snapshot in place of all records: a record is missing, since it failed to be appended. Durable after the
     * next commit; until then a power cut leaves the records as they were, or the snapshot.
     *
     * @return {@link Result#OK}, {@link #NOT_YET}, or {@link Result#STORE_FAILED}: it is called again
     */
    public abstract int compact();
}
