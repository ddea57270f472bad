package cairn.item;

/// One entry of the message catalogue: how one mistake is reported to clients, with a text for each
/// [Dialect]. The catalogue is split into several enums, each beside the code that finds its
/// mistakes. Together they hold every text with which Cairn refuses a request
/// (docs/dynamodb.md#dialects).
public interface CatalogueEntry {
    /// How many of DynamoDB's texts about parameters begin.
    String INVALID_VALUES = "One or more parameter values were invalid: ";

    /// The text in a dialect; `%s` and `%1$s` are its arguments.
    String template(Dialect dialect);

    /// The text with its arguments filled in. [Worded] arguments use the same wording. By default
    /// the text follows the dialect for requests; an enum may override that.
    default String text(Wording wording, Object... arguments) {
        return filled(template(wording.ofRequests()), wording, arguments);
    }

    /// `template` with its arguments filled in.
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
