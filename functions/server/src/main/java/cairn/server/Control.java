package cairn.server;

import cairn.operations.access.AccessKeys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The channel from `cairn keys` to the server that uses the same folder. It is a socket in a
/// subfolder that only the server's own user may enter (mode 0700).
///
/// The client sends a command. The server returns whether it was done and what to print.
final class Control implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final String FOLDER = "control";
    private static final String SOCKET = "socket";

    private final Path path;
    private final ServerSocketChannel listening;
    private final Supplier<AccessKeys> keys;
    private final Runnable changed;

    /// @param keys made on first use
    /// @param changed run after each command that succeeds
    private Control(
            Path path, ServerSocketChannel listening, Supplier<AccessKeys> keys, Runnable changed) {
        this.path = path;
        this.listening = listening;
        this.keys = keys;
        this.changed = changed;
    }

    /// Listens in a folder that this process uses. If it cannot listen, the server runs without it
    /// and logs that.
    static Optional<Control> in(Path folder, Supplier<AccessKeys> keys, Runnable changed) {
        Path path = folder.resolve(FOLDER).resolve(SOCKET);
        try {
            makePrivate(folder.resolve(FOLDER));
            Files.deleteIfExists(path);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(path));
            Control control = new Control(path, listening, keys, changed);
            Thread.ofVirtual().name("control").start(control::accept);
            return Optional.of(control);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("`cairn keys` can't reach this server: {}", e.toString());
            return Optional.empty();
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Set<PosixFilePermission> only = PosixFilePermissions.fromString("rwx------");
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(only));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(folder, only);
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel client = listening.accept();
                Thread.ofVirtual().name("keys").start(() -> serve(client));
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                LOG.warn("control socket: {}", e.toString());
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client))) {
            Told told = told(KeyCommand.read(in));
            out.writeBoolean(told.done);
            out.writeUTF(told.text);
            out.flush();
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("control socket: {}", e.toString());
        }
    }

    private Told told(KeyCommand command) {
        try {
            String text = command.run(keys.get());
            changed.run();
            return new Told(true, text);
        } catch (RuntimeException e) {
            return new Told(false, String.valueOf(e.getMessage()));
        }
    }

    /// The server's answer.
    record Told(boolean done, String text) {}

    /// Sends a command to the server that uses a folder; empty if no server does.
    ///
    /// @throws IOException if the server gives no answer
    static Optional<Told> ask(Path folder, KeyCommand command) throws IOException {
        Path path = folder.resolve(FOLDER).resolve(SOCKET);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        SocketChannel server;
        try {
            server = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (ConnectException e) {
            // A killed server left the socket.
            return Optional.empty();
        }
        try (server;
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(server));
                DataInputStream in = new DataInputStream(Channels.newInputStream(server))) {
            command.write(out);
            out.flush();
            return Optional.of(new Told(in.readBoolean(), in.readUTF()));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            listening.close();
        } catch (ClosedChannelException e) {
            // Already closed.
        }
        Files.deleteIfExists(path);
    }
}
