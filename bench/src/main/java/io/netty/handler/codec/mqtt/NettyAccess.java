package io.netty.handler.codec.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;

/**
 * Opens Netty's encoder and decoder to a direct call, without a pipeline around them. It stands in Netty's package
 * because both methods are visible there alone.
 */
public final class NettyAccess {
    private NettyAccess() {
    }

    /**
     * Tells the codec which version the connection speaks, as a CONNECT that passes by would.
     *
     * @param context the handler context that {@link #encode} and {@link #decode} are called with
     * @param version the version
     */
    public static void setVersion(ChannelHandlerContext context, MqttVersion version) {
        MqttCodecUtil.setMqttVersion(context, version);
    }

    /**
     * Encodes a packet.
     *
     * @param context where Netty takes the allocator and the version from
     * @param message the packet
     * @return a buffer with its bytes, to be released by the caller
     */
    public static ByteBuf encode(ChannelHandlerContext context, MqttMessage message) {
        return MqttEncoder.doEncode(context, message);
    }

    /**
     * Decodes one packet.
     *
     * @param decoder the decoder of a connection
     * @param context where Netty takes the version from
     * @param in the bytes; its reader index moves behind the packet
     * @param out gets the packet
     * @throws Exception never for a valid packet
     */
    public static void decode(MqttDecoder decoder, ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        decoder.decode(context, in, out);
    }
}
