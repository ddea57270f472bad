package cairn.operations.tags;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;

/// The part of the message catalogue for tags. Source: observed.
enum TagMessage implements CatalogueEntry {
    RESOURCE_NOT_FOUND("Requested resource not found: ResourceArn: %s not found"),
    KEY_INVALID("The Tag Key provided is invalid, Key: %s"),
    VALUE_INVALID("The Tag Value provided is invalid, Value: %s"),
    KEY_RESERVED("Tag Key cannot be prefixed with aws:, Key: %s"),
    KEY_TWICE("Duplicate Tag Keys provided as input: Duplicate Tag Key found %s"),
    NO_TAG("Atleast one Tag needs to be provided as Input."),
    NO_KEY("Atleast one Tag Key needs to be provided as Input."),
    TOO_MANY("Number of Tags exceed the current limit for the provided ResourceArn");

    private final String both;

    TagMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
