package cairn.operations.signature;

import cairn.operations.wire.Failure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// A request's time of signing, to the second.
///
/// @param text `yyyyMMdd'T'HHmmss'Z'`
record SignatureTime(long seconds, String text) {
    private static final String FORM = "ddddddddTddddddZ";

    /// Reads ISO 8601's basic format, or RFC 1123's as in `Date`.
    ///
    /// @throws Failure it is neither
    static SignatureTime of(String text) {
        Optional<LocalDateTime> basic = basic(text);
        if (basic.isPresent()) {
            return new SignatureTime(basic.get().toEpochSecond(ZoneOffset.UTC), text);
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return new SignatureTime(date.getEpochSecond(), format(date.getEpochSecond()));
        } catch (DateTimeException e) {
            throw Refusals.dateForm(text);
        }
    }

    private static Optional<LocalDateTime> basic(String text) {
        if (text.length() != FORM.length()) {
            return Optional.empty();
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == 'd' ? c < '0' || c > '9' : c != form) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 9, 11),
                            number(text, 11, 13),
                            number(text, 13, 15)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    static String format(long seconds) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return "%04d%02d%02dT%02d%02d%02dZ"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
    }

    /// `yyyyMMdd`.
    String day() {
        return text.substring(0, 8);
    }
}
