package nogc.stm32.build.library;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;

/** In the place of those of {@code java.nio.charset.Charset}: see {@link Charsets}. */
public final class CharsetMethods {
    private CharsetMethods() {
    }

    static ByteBuffer encode(Charset charset, CharBuffer text) {
        byte[] bytes = Charsets.encoded(text.toString(), charset.name());
        text.position(text.limit());
        return ByteBuffer.wrap(bytes);
    }

    static CharBuffer decode(Charset charset, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return CharBuffer.wrap(Charsets.decoded(bytes, 0, bytes.length, charset.name()));
    }
}
