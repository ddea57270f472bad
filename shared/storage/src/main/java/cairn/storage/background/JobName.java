package cairn.storage.background;

/// The name of a job, by which one process can call another for it.
///
/// @param kind a word
/// @param subject the subject of the job; may be empty
public record JobName(String kind, String subject) {
    @Override
    public String toString() {
        return subject.isEmpty() ? kind : kind + " " + subject;
    }
}
