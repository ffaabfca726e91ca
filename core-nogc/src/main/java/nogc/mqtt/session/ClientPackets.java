package nogc.mqtt.session;

import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;

/** What we send: commits the store, and has written what may go, from the first AUTH to DISCONNECT. */
public final class ClientPackets {
    private final Protocol protocol;
    private final PacketEncoder encoder;
    private final Link link;
    private final Exchange exchange;
    private final Connection connection;

    ClientPackets(Protocol protocol, PacketEncoder encoder, Link link, Exchange exchange, Connection connection) {
        this.protocol = protocol;
        this.encoder = encoder;
        this.link = link;
        this.exchange = exchange;
        this.connection = connection;
    }

    /**
     * Encodes what may be written; ahead of it, one commit of the store.
     *
     * @return how many bytes are to be written
     */
    public int fill() {
        boolean idle = !isWriting();
        exchange.cancellations.complete();
        if (exchange.givingWay != null) {
            exchange.givingWay.tell();
        }
        commit();
        Authentication authentication = connection.authentication();
        if (protocol.hasProperties() && authentication.pending() != Authentication.NOTHING && link.isOpen()
                && exchange.publishWriter.finish()) {
            writeAuth(authentication);
        }
        Farewell farewell = link.farewell();
        if (!farewell.isLeaving() && link.isEstablished()) {
            Subscriptions list = connection.request().options().subscriptions;
            exchange.requests.subscribeList(list);
            exchange.scheduler.fill(link.now());
            if (exchange.requests.subscribeList(list)) { // what was written has made room
                exchange.scheduler.fill(link.now());
            }
            if (link.keepAlive().watches()) {
                link.keepAlive().waits(exchange.slots.awaited(), encoder.length(), link.now());
            }
        }
        leave(farewell);
        if (exchange.publishWriter.hasSourceFailed()) {
            connection.fail(Result.SOURCE_FAILED);
        }
        if (idle) {
            link.queued();
        }
        if (encoder.length() == 0) {
            connection.flushed();
        }
        return isHeld() ? 0 : encoder.length();
    }

    private void commit() {
        boolean stays = link.isEstablished() && !link.farewell().isLeaving();
        int result = stays ? exchange.scheduler.mark() : Result.OK;
        if (result >= 0 && exchange.inbound != null && exchange.journal.isPresent()) {
            result = exchange.inbound.record();
        }
        if (result >= 0) {
            result = exchange.journal.commit(link.isEstablished() && !link.farewell().isNear(), link.now());
        }
        if (result < 0) {
            connection.fail(result);
        }
    }

    /** Writes AUTH; one that can never go ends the connection, as the exchange cannot go on. */
    private void writeAuth(Authentication authentication) {
        PropertyWriter properties = authentication.properties();
        int length = properties.length();
        if (exchange.limits.checkReason(length, encoder.buffer().length) < 0) {
            connection.fail(Result.AUTHENTICATION_FAILED);
        } else if (exchange.output.wrote(
                encoder.auth(authentication.pending(), properties.bytes(), 0, length))) {
            authentication.written();
        }
    }

    /**
     * Ends cleanly: behind what is half written and the acknowledgements that are ready, DISCONNECT is the last packet
     * [MQTT-3.14.4-1].
     */
    private void leave(Farewell farewell) {
        if (!farewell.isDue(exchange.slots.used() == 0, link.now()) || !link.isOpen()
                || !exchange.scheduler.finishAnswers()) {
            return;
        }
        PropertyWriter properties = farewell.properties();
        int length = properties == null ? 0 : properties.length();
        byte[] bytes = properties == null ? encoder.buffer() : properties.bytes();
        if (exchange.output.wrote(encoder.disconnect(farewell.reasonCode(), bytes, 0, length))) {
            link.closing(Result.DISCONNECTED);
        }
    }

    /**
     * Bytes left for the server.
     *
     * @param count how many
     */
    public void sent(int count) {
        exchange.metrics.bytesSent += count;
        link.sent(count);
        encoder.written(count);
        if (encoder.length() == 0) {
            connection.flushed();
        }
    }

    /** Whether bytes wait to be written, or a source to be asked again. */
    boolean isWriting() {
        return encoder.length() > 0 || exchange.publishWriter.isStalled();
    }

    /**
     * @return whether there is more to be written now: writing stopped because the transmit buffer was full, or a
     *     callback of what was just written asked for DISCONNECT or AUTH
     */
    public boolean hasMore() {
        return exchange.output.isFull()
                || !exchange.publishWriter.isHalfWritten()
                && (link.farewell().isLeaving() || connection.authentication().pending() != Authentication.NOTHING);
    }

    /** @return whether the store has something to make durable, or the application is to be told of an end */
    public boolean isDue() {
        return exchange.journal.wantsCommit()
                || exchange.cancellations.isDue(exchange.publishWriter.isHalfWritten())
                || exchange.givingWay != null && exchange.givingWay.isDue();
    }

    /** @return whether the store is busy and wants to be asked again */
    public boolean isStoreBusy() {
        return exchange.journal.isBusy();
    }

    /** @return whether CONNECT must not leave yet: that the store is this session's is not durable */
    public boolean isHeld() {
        return exchange.journal.isDirty() && link.isOpen() && !link.isEstablished();
    }

    /** @return whether writing stopped because a payload source gave nothing */
    public boolean isStalled() {
        return exchange.publishWriter.isStalled();
    }
}
