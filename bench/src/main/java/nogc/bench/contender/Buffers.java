package nogc.bench.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;

/** Netty's pooled buffers, which two contenders use. */
final class Buffers {
    private Buffers() {
    }

    /** The pool that gives buffers on the heap or, as Netty's channels use it, outside of it. */
    static ByteBufAllocator pool(Contender.Memory memory) {
        return memory == Contender.Memory.SOCKET ? PooledByteBufAllocator.DEFAULT : new HeapPool();
    }

    /** Received bytes. */
    static ByteBuf received(byte[] bytes, Contender.Memory memory) {
        ByteBufAllocator pool = pool(memory);
        ByteBuf buffer = memory == Contender.Memory.SOCKET
                ? pool.directBuffer(bytes.length) : pool.heapBuffer(bytes.length);
        return buffer.writeBytes(bytes);
    }

    /** Gives an encoded packet back to the pool, as a channel does once it is written. */
    static int released(ByteBuf buffer) {
        int length = buffer.readableBytes();
        buffer.release();
        return length;
    }

    /** The bytes of an encoded packet; the buffer goes back to the pool. */
    static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        return bytes;
    }

    /** A pool that stays on the heap, also where a buffer for a channel is asked for. */
    private static final class HeapPool extends PooledByteBufAllocator {
        HeapPool() {
            super(false);
        }

        @Override
        public ByteBuf ioBuffer(int initialCapacity) {
            return heapBuffer(initialCapacity);
        }

        @Override
        public ByteBuf ioBuffer(int initialCapacity, int maxCapacity) {
            return heapBuffer(initialCapacity, maxCapacity);
        }
    }
}
