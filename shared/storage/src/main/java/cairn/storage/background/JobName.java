package cairn.storage.background;

/// What a job does: one process can ask another for it by this name.
///
/// @param kind a word
/// @param subject what it is about; may be empty
public record JobName(String kind, String subject) {
    @Override
    public String toString() {
        return subject.isEmpty() ? kind : kind + " " + subject;
    }
}
