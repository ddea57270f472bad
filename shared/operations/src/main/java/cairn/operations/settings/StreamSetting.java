package cairn.operations.settings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// A table's stream. Immutable.
///
/// @param viewType absent: it is off
/// @param label of the latest stream; it is the last part of its ARN
public record StreamSetting(Optional<String> viewType, String label) {
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// A new stream: its label is the time.
    public static StreamSetting on(String viewType, long nowMicros) {
        Instant now = Instant.EPOCH.plus(nowMicros, ChronoUnit.MICROS);
        return new StreamSetting(Optional.of(viewType), LABEL.format(now));
    }

    public boolean isOn() {
        return viewType.isPresent();
    }

    /// @param table ARN of the table
    public String arn(String table) {
        return table + "/stream/" + label;
    }

    public StreamSetting off() {
        return new StreamSetting(Optional.empty(), label);
    }
}
