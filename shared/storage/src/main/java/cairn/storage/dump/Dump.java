package cairn.storage.dump;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;
import cairn.storage.register.CheckedText;
import cairn.storage.request.StoreProbe;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Any object of a store as lines of text, down to its items.
public final class Dump {
    private Dump() {}

    /// Describes the content of `bytes`, stored under `key`. Damage becomes a line that starts with
    /// `damaged:`. The readable rest follows.
    ///
    /// @param lines receives each line without its end; not kept
    /// @return whether everything is intact
    public static boolean of(ObjectKey key, byte[] bytes, Consumer<String> lines) {
        lines.accept("%s, %d bytes".formatted(key, bytes.length));
        try {
            return switch (Address.of(key)) {
                case Address.InCatalog inCatalog ->
                        RegisterText.write(CheckedText.Kind.CATALOG, key, bytes, lines);
                case Address.OfAccessKeys ofAccessKeys ->
                        RegisterText.write(CheckedText.Kind.ACCESS_KEYS, key, bytes, lines);
                case Address.OfProbe(boolean result) -> probe(result, key, bytes, lines);
                case Address.OfHead(var partition) -> LogText.head(partition, bytes, lines);
                case Address.OfChunk(var partition, var name) ->
                        LogText.chunk(partition, name, bytes, lines);
                case Address.OfLogIndex(var partition, var name) ->
                        LogText.index(partition, name, bytes, lines);
                case Address.OfSegment segment -> new SegmentText(segment, bytes, lines).write();
                case Address.Unknown() -> {
                    lines.accept("damaged: not a name that Cairn gives");
                    yield false;
                }
            };
        } catch (CorruptObject e) {
            lines.accept("damaged: " + e.getMessage());
            return false;
        } catch (TooNew e) {
            lines.accept("too new: " + e.getMessage());
            return false;
        }
    }

    /// An object of a probe: its result, which has only one form, or an object of a race that did
    /// not end.
    private static boolean probe(
            boolean result, ObjectKey key, byte[] bytes, Consumer<String> lines) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (result && !text.equals(StoreProbe.RESULT)) {
            throw new CorruptObject("another result of the probe than this Cairn leaves", key, 0);
        }
        lines.accept(text.strip());
        return true;
    }
}
