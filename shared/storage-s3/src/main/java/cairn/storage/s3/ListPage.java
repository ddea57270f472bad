package cairn.storage.s3;

import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;

import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.util.ArrayList;
import java.util.List;

/// Checks one page of a listing.
///
/// @param prefix the prefix of every name
/// @param startAfter the name after which every name sorts
record ListPage(String prefix, String startAfter, OperatorReports reports) {

    /// The entries of `page`, if it is a page of this listing.
    List<ListOutcome.Entry> entries(ListObjectsV2Response page) throws ForeignAnswer {
        boolean ours =
                page.isTruncated() != null
                        && prefix.equals(page.prefix() == null ? "" : page.prefix())
                        && (page.keyCount() == null || page.keyCount() == page.contents().size());
        if (!ours || page.isTruncated() && page.contents().isEmpty()) {
            throw new ForeignAnswer("no listing of what was asked for");
        }
        List<ListOutcome.Entry> entries = new ArrayList<>();
        String last = startAfter;
        for (S3Object object : page.contents()) {
            String name = object.key();
            if (name == null
                    || object.size() == null
                    || !name.startsWith(prefix)
                    || name.compareTo(last) <= 0) {
                throw new ForeignAnswer("a name out of place in a listing: " + name);
            }
            entries.add(new ListOutcome.Entry(key(name), object.size()));
            last = name;
        }
        return entries;
    }

    private ObjectKey key(String name) throws ForeignAnswer {
        try {
            return new ObjectKey(name);
        } catch (IllegalArgumentException e) {
            reports.strangeName(name);
            throw new ForeignAnswer("an object that is not Cairn's: " + name);
        }
    }
}
