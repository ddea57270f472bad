package cairn.storage.dump;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Any object of a store as lines of text, down to its items.
public final class Dump {
    private Dump() {}

    /// Tells what `bytes`, stored under `key`, hold. What is damaged is told as a line that begins
    /// with `damaged:`, and the rest as far as it can be read without it.
    ///
    /// @param lines takes each line, without its end; not kept
    /// @return whether all is sound
    public static boolean of(ObjectKey key, byte[] bytes, Consumer<String> lines) {
        lines.accept("%s, %d bytes".formatted(key, bytes.length));
        try {
            return switch (Address.of(key)) {
                case Address.InCatalog(String table) -> CatalogText.write(key, bytes, lines);
                case Address.OfProbe() -> {
                    lines.accept(new String(bytes, StandardCharsets.UTF_8).strip());
                    yield true;
                }
                case Address.OfAccessKeys() -> {
                    lines.accept("access keys: `cairn keys list` shows them");
                    yield true;
                }
                case Address.OfHead(var partition) -> LogText.head(partition, bytes, lines);
                case Address.OfChunk(var partition, var name) ->
                        LogText.chunk(partition, name, bytes, lines);
                case Address.OfSegment segment -> new SegmentText(segment, bytes, lines).write();
                case Address.Unknown() -> {
                    lines.accept("damaged: not a name that Cairn gives");
                    yield false;
                }
            };
        } catch (CorruptObject e) {
            lines.accept("damaged: " + e.getMessage());
            return false;
        }
    }
}
