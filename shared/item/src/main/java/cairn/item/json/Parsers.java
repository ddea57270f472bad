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

/// Where Jackson's parsers and generators come from. Thread-safe.
///
/// A factory remembers the names of fields that its parsers met, six thousand of them, however long
/// they are. Long ones are therefore counted, and a factory that met many is given up for a new
/// one: what clients send must not stay.
final class Parsers {
    /// Arrays and objects within each other; deeper text is not JSON to us.
    static final int NESTING_MAX = 500;

    private static final int TEXT_CHARS_MAX = 16 << 20;
    private static final int NUMBER_CHARS_MAX = 1000;
    private static final int NAME_CHARS_MAX = 1 << 20;
    private static final int LONG_NAME_CHARS = 64;
    private static final long LONG_NAMES_CHARS_MAX = 1 << 20;

    private static volatile Parsers current = new Parsers();

    private final JsonFactory factory =
            JsonFactory.builder()
                    // Buffers kept by threads would be made anew by each virtual one.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NESTING_MAX)
                                    .maxStringLength(TEXT_CHARS_MAX)
                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                    .maxNameLength(NAME_CHARS_MAX)
                                    .build())
                    // The JVM's table of strings is no place for what clients send.
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

    /// Takes notice of a field's name; to be called for every one that a parser gives.
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
