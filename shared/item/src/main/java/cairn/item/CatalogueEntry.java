package cairn.item;

/// One entry of the message catalogue: how one mistake is reported to clients, as a text for each
/// [Dialect]. The catalogue is in several enums, each where its mistakes are known; together they
/// have every text that Cairn refuses a request with (docs/dynamodb.md#dialects).
public interface CatalogueEntry {
    /// How many of DynamoDB's texts about parameters begin.
    String INVALID_VALUES = "One or more parameter values were invalid: ";

    /// The text in a dialect; `%s` and `%1$s` are its arguments.
    String template(Dialect dialect);

    /// The text with its arguments in it. Those that are [Worded] speak in the same wording. Unless
    /// an enum says otherwise it is of what is said of requests.
    default String text(Wording wording, Object... arguments) {
        return filled(template(wording.ofRequests()), wording, arguments);
    }

    /// `template` with its arguments in it.
    static String filled(String template, Wording wording, Object... arguments) {
        Object[] texts = arguments.clone();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] instanceof Worded worded) {
                texts[i] = worded.text(wording.quoted());
            }
        }
        return template.formatted(texts);
    }
}
