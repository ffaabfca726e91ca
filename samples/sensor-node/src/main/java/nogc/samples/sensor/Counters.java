package nogc.samples.sensor;

/** What a node has done since it was made. Written by the node's thread alone; 32 bits, wrapping. */
public final class Counters {
    /** Readings taken, sent or not: the n of the last one. */
    public int readings;
    /** Readings that found no free slot: gaps in n. */
    public int skipped;
    /** Periods in which the thermometer had no reading. */
    public int missing;
    /** Messages of any kind that were queued for the server. */
    public int sent;
    /** Messages that the server has acknowledged, those of an earlier life that a store gave back included. */
    public int acknowledged;
    /** Messages that ended in another way. */
    public int lost;
    /** Set-points obeyed. */
    public int setpoints;
    /** Messages to the set-point topic that held no number. */
    public int badSetpoints;
    /** Requests taken; each is answered once. */
    public int requests;
    /** Requests without a Response Topic, with too long a one, or that came before the last one could be answered. */
    public int refusedRequests;
    /** Connections that the server accepted. */
    public int connections;
    /** How many of them resumed the session. */
    public int resumed;
    /** Connections that broke, and attempts that failed. */
    public int failures;
    /** Why the last of these did: a code of {@link nogc.mqtt.Result}. */
    public int lastCause;
    /** The server's reason code for it, or 0. */
    public int lastReasonCode;

    Counters() {
    }

    /** @return messages of this life whose acknowledgement is still to come, if no store gave back others */
    public int underWay() {
        return sent - acknowledged - lost;
    }
}
