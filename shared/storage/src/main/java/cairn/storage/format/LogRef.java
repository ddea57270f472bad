package cairn.storage.format;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.ObjectKey;

import java.util.ArrayList;
import java.util.List;

/// A head's reference to a stretch of the log: a chunk, or an index of several stretches. It is
/// enough to find a sequence number or a time.
///
/// @param height 0 for a chunk; an index is one higher than what it names
/// @param data its name
/// @param before last sequence number before the stretch
/// @param beforeMicros commit time of the commit before it; 0 at the log's start
/// @param last last sequence number in it
/// @param lastMicros commit time of its last commit
/// @param sizeBytes size of the object
/// @param unknown fields of a later Cairn
public record LogRef(
        int height,
        DataName data,
        long before,
        long beforeMicros,
        long last,
        long lastMicros,
        int sizeBytes,
        Fields.Unknown unknown) {
    private static final Tag PLACE = Tag.essential(1);
    private static final Tag HEIGHT = Tag.essential(2);

    /// Unique among all objects of the store.
    public UniqueName name() {
        return data.name();
    }

    public ObjectKey key() {
        return height == 0 ? data.chunk() : data.logIndex();
    }

    public void write(ByteWriter out, PartitionName holder) {
        FieldsWriter fields = new FieldsWriter(unknown);
        fields.field(PLACE, value -> writePlace(value, holder));
        if (height > 0) {
            fields.field(HEIGHT, value -> value.varint(height));
        }
        fields.write(out);
    }

    private void writePlace(ByteWriter out, PartitionName holder) {
        data.write(out, holder);
        out.varint(before).varint(beforeMicros).varint(last).varint(lastMicros).varint(sizeBytes);
    }

    public static LogRef read(ByteReader in, PartitionName holder) {
        Fields fields = Fields.read(in);
        LogRef ref = fields.need(PLACE, value -> readPlace(value, holder));
        int height = fields.take(HEIGHT, ByteReader::length).orElse(0);
        return ref.with(height, fields.rest());
    }

    private static LogRef readPlace(ByteReader in, PartitionName holder) {
        return new LogRef(
                0,
                DataName.read(in, holder),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.length(),
                Fields.Unknown.NONE);
    }

    private LogRef with(int itsHeight, Fields.Unknown later) {
        return new LogRef(
                itsHeight, data, before, beforeMicros, last, lastMicros, sizeBytes, later);
    }

    public static void writeAll(ByteWriter out, List<LogRef> refs, PartitionName holder) {
        out.varint(refs.size());
        refs.forEach(ref -> ref.write(out, holder));
    }

    /// Reads what [#writeAll] wrote: consecutive stretches.
    public static List<LogRef> readAll(ByteReader in, PartitionName holder) {
        List<LogRef> refs = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            LogRef ref = read(in, holder);
            if (!refs.isEmpty() && refs.getLast().last != ref.before) {
                throw in.corrupt("a gap in the log behind " + refs.getLast().last);
            }
            refs.add(ref);
        }
        return List.copyOf(refs);
    }
}
