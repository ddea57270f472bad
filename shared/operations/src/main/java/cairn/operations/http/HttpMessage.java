package cairn.operations.http;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;

/// The part of the message catalogue for requests whose operation is not known yet. All are Cairn's
/// own: DynamoDB has no such limits, or no texts for them.
enum HttpMessage implements CatalogueEntry {
    HEAD_TOO_LARGE("The request line and headers are longer than 16384 bytes"),
    NOT_UNPACKED("The body is not %s"),
    ANSWER_TOO_LARGE("The answer needs more memory than there is"),
    NO_MEMORY("All memory for requests is in use, try again later"),
    HOST_NOT_SERVED(
            "The host name %1$s is not served: without --auth only loopback names are, because a"
                + " web page could use any other. Start the server with --allow-host %2$s to allow"
                + " it."),
    ORIGIN_NOT_SERVED(
            "Web pages of %1$s may not use this server: without --auth only those of loopback may."
                    + " Start the server with --cors %1$s to allow them.");

    private final String both;

    HttpMessage(String both) {
        this.both = both;
    }

    @Override
    public String template(Dialect dialect) {
        return both;
    }
}
