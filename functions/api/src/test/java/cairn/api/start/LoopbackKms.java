package cairn.api.start;

import cairn.item.json.Json;
import cairn.operations.access.MasterKey;
import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The part of KMS that a process needs for the first item: it decrypts the data keys that it has
/// made.
final class LoopbackKms implements DataKeys, AutoCloseable {
    private final MasterKey master;
    private final HttpServer server;

    LoopbackKms(Environment environment) throws IOException {
        master = new MasterKey(MasterKey.fresh(environment), environment);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::decrypt);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void decrypt(HttpExchange exchange) throws IOException {
        try {
            Json.Obj asked = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
            byte[] wrapped = Base64.getDecoder().decode(text(asked, "CiphertextBlob"));
            Json.Obj context = (Json.Obj) asked.field("EncryptionContext").orElseThrow();
            byte[] plain = open(wrapped, text(context, "cairn"));
            byte[] answer =
                    "{\"KeyId\":\"any\",\"Plaintext\":\"%s\"}"
                            .formatted(Base64.getEncoder().encodeToString(plain))
                            .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        } catch (Json.Malformed e) {
            throw new IOException(e);
        }
    }

    private static String text(Json.Obj object, String member) {
        return ((Json.Text) object.field(member).orElseThrow()).value();
    }

    @Override
    public String name() {
        return "kms";
    }

    @Override
    public DataKey fresh(String context) {
        return master.fresh(context);
    }

    @Override
    public byte[] open(byte[] wrapped, String context) {
        return master.open(wrapped, context);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
