package nogc.javase;

import nogc.mqtt.Result;
import nogc.mqtt.client.Client;

/** A disconnect that waits until the client was given all messages, or for its time. For the thread of the runner. */
final class Departure {
    private boolean asked;
    private long deadline;

    /** As {@link ClientRunner#disconnectWhenDone}. */
    int ask(Client client, int millis) {
        if (millis < 0) {
            return Result.INVALID_ARGUMENT;
        }
        if (client.isIdle()) {
            return Result.NOT_CONNECTED;
        }
        asked = true;
        deadline = Deadline.in(millis);
        return Result.OK;
    }

    /** Hands it to the client once no message waits ahead of it, or its time is up; whether it did. */
    boolean begins(Client client, boolean messagesWait) {
        if (!asked || messagesWait && !client.isIdle() && !Deadline.isOver(deadline)) {
            return false;
        }
        asked = false;
        return client.disconnectWhenDone((int) Deadline.millisTo(deadline)) == Result.OK;
    }

    /** How long the thread may sleep, of the milliseconds that it would. */
    long bound(long wait) {
        return asked ? Math.min(wait, Deadline.millisTo(deadline)) : wait;
    }
}
