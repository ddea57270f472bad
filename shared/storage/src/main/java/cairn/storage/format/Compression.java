package cairn.storage.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Zstandard frames. Keeps a few of the library's contexts for reuse, because making one costs more
/// than compressing a block. Thread-safe.
public final class Compression {
    private static final int LEVEL = 1;
    private static final int IDLE_MAX = 8;

    private static final Idle<Compressor> COMPRESSORS =
            new Idle<>(Compressor::new, Compressor::close);
    private static final Idle<ZstdDecompressCtx> DECOMPRESSORS =
            new Idle<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

    private Compression() {}

    /// A context and the array in which frames are made. Used by one thread at a time.
    private static final class Compressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
        private byte[] frame = new byte[1 << 16];

        byte[] compressed(byte[] raw, int length, int more) {
            int most = Math.toIntExact(Zstd.compressBound(length));
            if (frame.length < most) {
                frame = new byte[most];
            }
            int size = context.compressByteArray(frame, 0, frame.length, raw, 0, length);
            byte[] sized = new byte[size + more];
            System.arraycopy(frame, 0, sized, 0, size);
            return sized;
        }

        void close() {
            context.close();
        }
    }

    /// Idle contexts, at most about [#IDLE_MAX].
    private static final class Idle<C> {
        private final ConcurrentLinkedQueue<C> idle = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private final Supplier<C> fresh;
        private final Consumer<C> close;

        Idle(Supplier<C> fresh, Consumer<C> close) {
            this.fresh = fresh;
            this.close = close;
        }

        C take() {
            @Nullable C one = idle.poll();
            if (one == null) {
                return fresh.get();
            }
            count.decrementAndGet();
            return one;
        }

        void giveBack(C one) {
            if (count.incrementAndGet() <= IDLE_MAX) {
                idle.add(one);
            } else {
                count.decrementAndGet();
                close.accept(one);
            }
        }
    }

    /// A frame of the first `length` bytes of `raw`, with room for `more` bytes after it.
    public static byte[] compressed(byte[] raw, int length, int more) {
        Compressor compressor = COMPRESSORS.take();
        try {
            return compressor.compressed(raw, length, more);
        } finally {
            COMPRESSORS.giveBack(compressor);
        }
    }

    /// Fills `raw` from the frame of `length` bytes at `offset`.
    ///
    /// @return whether the frame holds exactly as many bytes
    /// @throws ZstdException it is not a frame
    public static boolean decompress(byte[] bytes, int offset, int length, byte[] raw) {
        ZstdDecompressCtx decompressor = DECOMPRESSORS.take();
        try {
            return decompressor.decompressByteArray(raw, 0, raw.length, bytes, offset, length)
                    == raw.length;
        } finally {
            DECOMPRESSORS.giveBack(decompressor);
        }
    }
}
