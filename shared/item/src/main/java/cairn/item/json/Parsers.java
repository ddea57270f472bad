package cairn.item.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/// Creates Jackson's parsers and generators. Thread-safe.
///
/// A factory caches six thousand field names that its parsers met, however long they are. So long
/// names are counted, and a factory that met many is replaced by a new one: data of clients must
/// not stay in memory.
final class Parsers {
    /// Depth of nested arrays and objects; deeper text is refused as not JSON.
    static final int NESTING_MAX = 500;

    private static final int TEXT_CHARS_MAX = 16 << 20;
    private static final int NUMBER_CHARS_MAX = 1000;
    private static final int NAME_CHARS_MAX = 1 << 20;
    private static final int LONG_NAME_CHARS = 64;
    private static final long LONG_NAMES_CHARS_MAX = 1 << 20;

    private static volatile Parsers current = new Parsers();

    private final JsonFactory factory =
            JsonFactory.builder()
                    // Buffers cached per thread would be created again for each virtual thread.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NESTING_MAX)
                                    .maxStringLength(TEXT_CHARS_MAX)
                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                    .maxNameLength(NAME_CHARS_MAX)
                                    .build())
                    // Clients' data must not fill the JVM's string table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
    private final AtomicLong longNamesChars = new AtomicLong();

    private Parsers() {}

    static JsonParser parser(byte[] bytes) throws IOException {
        return current.factory.createParser(bytes);
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return current.factory.createGenerator(out);
    }

    /// Counts a field's name; must be called for every name that a parser returns.
    static String met(String name) {
        if (name.length() > LONG_NAME_CHARS) {
            current.count(name.length());
        }
        return name;
    }

    private void count(int chars) {
        if (longNamesChars.addAndGet(chars) > LONG_NAMES_CHARS_MAX) {
            current = new Parsers();
        }
    }
}
