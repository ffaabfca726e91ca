package com.hivemq.client.internal.mqtt.codec.encoder;

import com.hivemq.client.internal.mqtt.message.MqttMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Opens the encoders of the HiveMQ client to a direct call, without a pipeline around them. It stands in HiveMQ's
 * package because the method is visible there alone.
 */
public final class HiveMqEncoderAccess {
    private final MqttEncoderContext context;

    /** @param pool where buffers come from */
    public HiveMqEncoderAccess(ByteBufAllocator pool) {
        context = new MqttEncoderContext(pool);
    }

    /**
     * Encodes a packet, as {@code MqttEncoder.write} does.
     *
     * @param encoder the encoder of that packet type
     * @param message the packet
     * @return a buffer with its bytes, to be released by the caller
     */
    public ByteBuf encode(MqttMessageEncoder<?> encoder, MqttMessage message) {
        return encoder.castAndEncode(message, context);
    }
}
