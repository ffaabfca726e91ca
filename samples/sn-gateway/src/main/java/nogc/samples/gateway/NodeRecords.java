package nogc.samples.gateway;

/** What of a node survives a gateway that is killed: written before anybody is told of it. */
interface NodeRecords {
    /** Where there is no store. */
    NodeRecords NONE = new NodeRecords() { };

    /** The node is connected, has a session that outlives its connection, and this will. */
    default void session(int keepAlive, Will will) {
    }

    /** The node is asleep there, for so many seconds; 0 for awake. */
    default void asleep(NodeAddress address, int seconds) {
    }

    /** The connection is over: no will of it is to be published any more. */
    default void gone() {
    }

    /** The session is over. */
    default void forgotten() {
    }

    default void subscribed(String filter, int qos) {
    }

    default void unsubscribed(String filter) {
    }

    /** A message waits for the node. */
    default void queued(Outgoing message) {
    }

    /** MsgIds up to this one, since the last record of this kind, may be used. */
    default void reserved(int msgId) {
    }

    /** The first copy of a message of QoS 2 leaves, with this MsgId. */
    default void sent(long number, int msgId) {
    }

    /** The node has a message of QoS 2, PUBREL is next. */
    default void released(long number) {
    }

    /** The node has it, or it was let go. */
    default void done(long number) {
    }

    /** A message of QoS 1 or 2 goes to the broker, under that number; ahead of {@link Upstream#publish}. */
    default void handed(int number, int msgId, int topicId, int qos) {
    }

    /** The broker has the node's message of QoS 2, PUBREC is next; 0: the exchange is over. */
    default void received(int msgId) {
    }
}
