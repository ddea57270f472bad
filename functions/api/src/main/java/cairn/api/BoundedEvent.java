package cairn.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An event; reading stops at the length that Lambda carries. On AWS a longer event never arrives,
/// but other function runners pass it on. Used by one thread.
final class BoundedEvent extends FilterInputStream {
    /// 6 MB, as AWS counts them.
    static final int BYTES_MAX = 6 << 20;

    private int left = BYTES_MAX;

    BoundedEvent(InputStream event) {
        super(event);
    }

    /// The event is longer than Lambda carries.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the event is longer than Lambda carries");
        }
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = super.read(to, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws TooLong {
        left -= read;
        if (left < 0) {
            throw new TooLong();
        }
    }
}
