package com.hivemq.client.internal.mqtt.codec.decoder;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.internal.mqtt.message.connect.MqttConnect;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Opens the decoder of the HiveMQ client to a direct call, without a pipeline around it. It stands in HiveMQ's
 * package because the method is visible there alone.
 */
public final class HiveMqDecoderAccess {
    private final MqttDecoder decoder;

    /**
     * A decoder that knows PUBLISH alone.
     *
     * @param publishDecoder that of MQTT 3.1.1 or 5.0
     * @param config of the client
     * @param connect what the decoder takes its limits from
     */
    public HiveMqDecoderAccess(MqttMessageDecoder publishDecoder, MqttClientConfig config, MqttConnect connect) {
        MqttMessageDecoders decoders = new MqttMessageDecoders() {
            {
                decoders[3] = publishDecoder;
            }
        };
        decoder = new MqttDecoder(decoders, config, connect);
    }

    /**
     * Decodes one packet, its fixed header included.
     *
     * @param in the bytes; its reader index moves behind the packet
     * @param out gets the packet
     */
    public void decode(ByteBuf in, List<Object> out) {
        decoder.decode(null, in, out); // the handler context serves to disconnect, on malformed input alone
    }
}
