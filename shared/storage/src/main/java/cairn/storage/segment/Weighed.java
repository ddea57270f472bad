package cairn.storage.segment;

/// A decoded part of a segment that may be cached.
public sealed interface Weighed permits Footer, Block {
    /// The approximate size in memory.
    int weightBytes();
}
