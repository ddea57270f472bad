package cairn.storage.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The ids of the newest commits to an object in JSON that has no log, newest first: where a writer
/// in doubt looks for its own. A writer looks at once, so [#IDS_MAX] outlast it.
public record RecentCommits(List<CommitId> ids) {
    /// Of an object that is not there yet.
    public static final RecentCommits NONE = new RecentCommits(List.of());

    private static final int IDS_MAX = 8;
    private static final String FIELD = "commits";

    public RecentCommits {
        ids = List.copyOf(ids);
    }

    /// Whether `commit` is one of them.
    public boolean have(CommitId commit) {
        return ids.contains(commit);
    }

    /// These after one more.
    public RecentCommits followedBy(CommitId commit) {
        List<CommitId> newest = new ArrayList<>();
        newest.add(commit);
        newest.addAll(ids.subList(0, Math.min(ids.size(), IDS_MAX - 1)));
        return new RecentCommits(newest);
    }

    /// Writes the field `commits`.
    public void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(FIELD);
        for (CommitId commit : ids) {
            json.writeString(commit.toString());
        }
        json.writeEndArray();
    }

    /// Reads the value of that field, at whose beginning the parser stands.
    ///
    /// @throws IllegalArgumentException it is none
    public static RecentCommits read(JsonParser json) throws IOException {
        List<CommitId> ids = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ids.add(CommitId.parse(json.getText()));
        }
        return new RecentCommits(ids);
    }
}
