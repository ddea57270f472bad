package cairn.storage.background;

/// The name of a job, by which one process can ask another for it.
///
/// @param kind a word
/// @param subject what it is about; may be empty
public record JobName(String kind, String subject) {
    @Override
    public String toString() {
        return subject.isEmpty() ? kind : kind + " " + subject;
    }
}
