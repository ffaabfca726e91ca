package nogc.javase.client;

import nogc.mqtt.Message;

/** What is done with a message where no copy of it is wanted. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * A message came. On the client's thread, which serves nothing else meanwhile: take little time and do not block.
     *
     * @param message a view, valid until this returns
     * @return as {@code Listener.onMessage}: {@code ACCEPT}, {@code DEFER}, {@code WAIT}, or a reason code of 0x80 or
     *     above. Of several handlers for one message the largest number counts; all are asked again after {@code WAIT}
     */
    int onMessage(Message message);
}
