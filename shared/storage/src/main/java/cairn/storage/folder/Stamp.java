package cairn.storage.folder;

import cairn.storage.port.Version;

/// A version of an object: the epoch (opening) in which it was put, and its number in the epoch.
/// Later versions are greater.
///
/// @param epoch 0 only in [#NONE]
record Stamp(long epoch, long number) implements Comparable<Stamp> {
    /// No object.
    static final Stamp NONE = new Stamp(0, 0);

    Version version() {
        return new Version(Long.toHexString(epoch) + "-" + Long.toHexString(number));
    }

    @Override
    public int compareTo(Stamp other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
    }
}
