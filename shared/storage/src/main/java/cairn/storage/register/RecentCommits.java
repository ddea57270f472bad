package cairn.storage.register;

import cairn.storage.format.CommitId;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The commits to a register: their number, and the ids of the newest, newest first. A writer that
/// does not know its outcome searches them for its own id.
///
/// Others may commit any number of times in between. So the number decides whether the ids reach
/// back to the writer's base. Only then does a missing id prove that its commit never took place.
///
/// @param sequence of the newest commit; 0 if there are none
record RecentCommits(long sequence, List<CommitId> ids) {
    /// The commits of a register that does not exist yet.
    static final RecentCommits NONE = new RecentCommits(0, List.of());

    static final int IDS_MAX = 16;

    /// The outcome of a commit.
    enum Fate {
        TOOK_PLACE,
        NEVER,
        /// Newer commits have displaced its id, if it took place.
        UNKNOWN
    }

    RecentCommits {
        ids = List.copyOf(ids);
        if (ids.size() != Math.min(sequence, IDS_MAX)) {
            throw new IllegalArgumentException(ids.size() + " ids of " + sequence + " commits");
        }
    }

    /// The outcome of `commit`, which no put on its way can still apply.
    ///
    /// @param base sequence of the state on which it was made
    Fate fate(CommitId commit, long base) {
        if (ids.contains(commit)) {
            return Fate.TOOK_PLACE;
        }
        boolean allSeen = sequence >= base && sequence - base <= ids.size();
        return allSeen ? Fate.NEVER : Fate.UNKNOWN;
    }

    /// These commits followed by one more.
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

    /// Reads that array; the parser is at its start.
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
