package cairn.operations.expiry;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;

/// The part of the message catalogue for time to live. Source: observed.
enum ExpiryMessage implements CatalogueEntry {
    ENABLED_ALREADY("TimeToLive is already enabled"),
    DISABLED_ALREADY("TimeToLive is already disabled"),
    OTHER_ATTRIBUTE(
            "TimeToLive is active on a different AttributeName: current AttributeName is %s");

    private final String both;

    ExpiryMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
