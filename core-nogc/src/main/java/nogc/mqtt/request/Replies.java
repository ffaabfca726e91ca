package nogc.mqtt.request;

import nogc.mqtt.Message;

/** What becomes of the requests of a {@link Requester}: each comes to one of these two ends, once. */
public abstract class Replies {
    /** For the application's object. */
    protected Replies() {
    }

    /**
     * The reply came. From inside {@link Requester#onMessage}; the request is over, so another one may be made here.
     *
     * @param handle that {@code request} gave
     * @param tag that {@code request} was given
     * @param reply view of it, valid during this call only
     */
    public abstract void onReply(int handle, int tag, Message reply);

    /**
     * No reply comes. From inside {@link Requester#poll}, {@link Requester#onPublished} or {@link Requester#cancelAll}.
     *
     * @param handle that {@code request} gave
     * @param tag that {@code request} was given
     * @param result {@code Result.EXPIRED}: its time is up; {@code Result.REFUSED}: the server did not take it, or,
     *     with reason code 0x10, nobody has subscribed to its topic; {@code Result.CANCELLED}; or what else ends a
     *     message
     * @param reasonCode of the server's answer to the request's PUBLISH, else 0
     */
    public abstract void onNoReply(int handle, int tag, int result, int reasonCode);
}
