package nogc.samples.gateway;

import java.util.Map;

/**
 * The broker as one node sees it. No call blocks; what comes of it is told to {@link Node}. A number that a call is
 * given comes back with its answer.
 */
interface Upstream {
    /** What the broker has to say; who does not override it does not listen. */
    interface Events {
        /** The node has a session at the broker. */
        default void joined() {
        }

        /** The broker refuses the node ({@code forGood}), or cannot be reached. */
        default void refused(boolean forGood, String why) {
        }

        /** Another client of the broker has the identifier of the node, whose connection is over. */
        default void takenOver() {
        }

        /** A message of QoS 1 or 2 came to its end. */
        default void published(int number, boolean accepted) {
        }

        /** A message of QoS 1 or 2 was lost on the way: the node is to repeat it. */
        default void publishAgain(int number) {
        }

        /** A subscription has this QoS, or is refused if it is negative. */
        default void subscribed(int number, int qos) {
        }

        /** A subscription ended. */
        default void unsubscribed(int number) {
        }

        /** A request was lost on the way. */
        default void requestAgain(int number) {
        }

        /** Whether {@link #message} would find room; if not, the broker is to keep it where that is possible. */
        default boolean hasRoom() {
            return true;
        }

        /** Whether what waits for the node is on its way, so that there will be room soon. */
        default boolean isListening() {
            return false;
        }

        /**
         * A message for the node.
         *
         * @param arrival its number among those that the broker would send again, else 0
         */
        default void message(String topic, byte[] payload, int qos, boolean retain, long arrival) {
        }

        /** It could not be kept that this message was taken: the broker sends it again, and it counts then. */
        default void withdraw(long arrival) {
        }
    }

    /** Opens the session of the node; {@link Events#joined} or {@link Events#refused} follows. */
    void join(boolean clean, int keepAlive, Will will);

    /** An earlier life of the gateway had this session, which goes on while the node is away. */
    void restore(int keepAlive, Will will, Map<String, Integer> filters);

    /** Takes over a message of an earlier life: whether it is still on its way, so that its end will be told. */
    boolean adopt(int number);

    /** The last arrival that the broker does not send again, whatever an earlier life did with those behind it. */
    long confirmed();

    /** Another will, or none, from now on. */
    void changeWill(Will will);

    /** For the next message of QoS 1 or 2: a number that no other one has, nor had one of an earlier life. */
    int number();

    /** Whether the message was taken; at QoS 1 and 2 {@link Events#published} follows. */
    boolean publish(int number, String topic, byte[] payload, int qos, boolean retain);

    /** Whether the request was taken; {@link Events#subscribed} follows. */
    boolean subscribe(int number, String filter, int qos);

    /** Whether the request was taken; {@link Events#unsubscribed} follows. */
    boolean unsubscribe(int number, String filter);

    /** The node said goodbye: no will. */
    void leave(boolean forget);

    /** The node is lost: its will is published. */
    void lose(boolean forget);
}
