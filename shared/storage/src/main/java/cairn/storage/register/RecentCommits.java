package cairn.storage.register;

import cairn.storage.format.CommitId;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The commits to a register: how many there were, and the ids of the newest, newest first, where a
/// writer in doubt looks for its own.
///
/// Rivals may commit any number of times while a writer doubts. So the count decides whether the
/// ids go back to the writer's base: only then does an id that is not among them prove that its
/// commit never took place.
///
/// @param sequence of the newest commit; 0 if there are none
record RecentCommits(long sequence, List<CommitId> ids) {
    /// Of a register that is not there yet.
    static final RecentCommits NONE = new RecentCommits(0, List.of());

    static final int IDS_MAX = 16;

    /// The fate of a commit.
    enum Fate {
        TOOK_PLACE,
        NEVER,
        /// Newer ones have pushed its id out, if it was there.
        UNKNOWN
    }

    RecentCommits {
        ids = List.copyOf(ids);
        if (ids.size() != Math.min(sequence, IDS_MAX)) {
            throw new IllegalArgumentException(ids.size() + " ids of " + sequence + " commits");
        }
    }

    /// The fate of `commit`, which no put in flight can still apply.
    ///
    /// @param base sequence of the state that it was made on
    Fate fate(CommitId commit, long base) {
        if (ids.contains(commit)) {
            return Fate.TOOK_PLACE;
        }
        boolean allSeen = sequence >= base && sequence - base <= ids.size();
        return allSeen ? Fate.NEVER : Fate.UNKNOWN;
    }

    /// These and one more.
    RecentCommits followedBy(CommitId commit) {
        List<CommitId> newest = new ArrayList<>();
        newest.add(commit);
        newest.addAll(ids.subList(0, Math.min(ids.size(), IDS_MAX - 1)));
        return new RecentCommits(sequence + 1, newest);
    }

    /// Writes the ids as an array.
    void writeIds(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (CommitId commit : ids) {
            json.writeString(commit.toString());
        }
        json.writeEndArray();
    }

    /// Reads that array, at whose beginning the parser is.
    ///
    /// @throws IllegalArgumentException it is something else
    static List<CommitId> readIds(JsonParser json) throws IOException {
        List<CommitId> ids = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            ids.add(CommitId.parse(json.getText()));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException("commits");
        }
        return ids;
    }
}
