package cairn.operations.signature;

import cairn.operations.wire.Failure;

/// A key id and the scope of a signature.
///
/// @param day `yyyyMMdd`
/// @param region must be this process's, as [#service]
public record Credential(String keyId, String day, String region, String service) {
    static final String TERMINATOR = "aws4_request";
    private static final int ELEMENTS = 5;

    /// Reads `keyid/day/region/service/aws4_request`.
    ///
    /// @param time of signing
    /// @throws Failure it is for another day, region or service; the text names all mismatches
    static Credential of(String text, SignatureTime time, String region, String service) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        String[] parts = text.substring(0, end).split("/", -1);
        if (parts.length != ELEMENTS) {
            throw Refusals.credential(text);
        }
        StringBuilder wrong = new StringBuilder();
        if (!parts[2].equals(region)) {
            wrong.append(Refusals.wrongRegion(parts[2]));
        }
        if (!parts[3].equals(service)) {
            wrong.append(Refusals.wrongService(service));
        }
        if (!parts[4].equals(TERMINATOR)) {
            wrong.append(Refusals.wrongTerminator(TERMINATOR, parts[4]));
        }
        if (!parts[1].equals(time.day())) {
            wrong.append(Refusals.wrongDay(parts[1], time.day(), time.text()));
        }
        if (!wrong.isEmpty()) {
            throw Refusals.scope(wrong.toString());
        }
        return new Credential(parts[0], parts[1], region, service);
    }

    /// The signed part.
    String scope() {
        return day + '/' + region + '/' + service + '/' + TERMINATOR;
    }
}
