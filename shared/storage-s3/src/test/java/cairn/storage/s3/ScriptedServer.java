package cairn.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// An HTTP server on loopback that answers each request with the bytes that the test chooses. They
/// need not be a valid answer.
final class ScriptedServer implements AutoCloseable {
    static final String BUCKET = "things";

    /// Writes the answer to one request.
    interface Script {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Script script =
            (request, out) -> {
                throw new IOException("no script");
            };

    ScriptedServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// From now on `text` is the answer to all requests, unchanged. The connection stays open
    /// unless the text closes it.
    void say(String text) {
        script = (request, out) -> out.write(text.getBytes(ISO_8859_1));
    }

    void run(Script newScript) {
        script = newScript;
    }

    /// The first line of each request so far.
    List<String> requests() {
        return requests;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// A store that uses this server.
    ///
    /// @param answerMax the time limit of a request, excluding its transfer
    S3Store store(Duration answerMax, Consumer<String> operator) {
        S3Address address = new S3Address(BUCKET, "us-east-1", Optional.of(endpoint()));
        StaticCredentialsProvider any =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
        return new S3Store(
                address, S3Clients.inProcess(address, Optional.of(any), answerMax), operator);
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                requests.add(head.lines().findFirst().orElseThrow());
                if (header(head, "expect").isPresent()) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                }
                in.readNBytes(header(head, "content-length").map(Integer::parseInt).orElse(0));
                Closing watched = new Closing(out);
                script.answer(head, watched);
                out.flush();
                if (watched.ends()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client may cut the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// The value of a header of a request. `name` is in lower case.
    static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /// Records whether the answer closes the connection: it says so, or it is not HTTP.
    private static final class Closing extends OutputStream {
        private final OutputStream out;
        private final StringBuilder text = new StringBuilder();

        Closing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            text.append((char) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            text.append(new String(bytes, from, length, ISO_8859_1));
        }

        boolean ends() {
            return text.indexOf("HTTP/1.") != 0 || text.indexOf("Connection: close") >= 0;
        }
    }
}
