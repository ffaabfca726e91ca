package nogc.samples.gateway;

/** What an operator is told of the gateway's own connection to the broker: each change once. */
final class BrokerNews {
    private final OperatorLog log;
    private boolean failing;

    BrokerNews(OperatorLog log) {
        this.log = log;
    }

    void connected() {
        log.tell("connected to the broker");
        failing = false;
    }

    void failed(String why) {
        if (!failing) {
            failing = true;
            log.tell("no broker: " + why + "; trying on");
        }
    }

    /** Whether there was no broker at the last attempt. */
    boolean isFailing() {
        return failing;
    }

    void lost(String why) {
        log.tell("lost the broker: " + why + "; connecting anew");
    }
}
