package cairn.storage.dump;

import cairn.item.StorageKey;
import cairn.storage.format.DataName;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Origin;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The text form of single values.
final class Spelling {
    private Spelling() {}

    /// The hash in hexadecimal, a colon, then the encoded partition and sort key. Printable
    /// characters are unchanged, others are `\xx`.
    static String key(StorageKey key) {
        byte[] bytes = key.bytes();
        int hash = Math.min(Long.BYTES, bytes.length);
        StringBuilder text = new StringBuilder(HexFormat.of().formatHex(bytes, 0, hash));
        text.append(':');
        for (int i = hash; i < bytes.length; i++) {
            boolean plain = bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != '\\';
            text.append(plain ? (char) bytes[i] + "" : "\\%02x".formatted(bytes[i] & 0xff));
        }
        return text.toString();
    }

    static String time(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000).toString();
    }

    static String checksum(int crc) {
        return "%08x".formatted(crc);
    }

    /// A chunk or a segment, with its owner if the owner is not `holder`.
    static String name(Optional<DataName> name, PartitionName holder) {
        return name.map(data -> name(data, holder)).orElse("none");
    }

    static String name(DataName data, PartitionName holder) {
        return data.owner().equals(holder)
                ? data.name().text()
                : data.name() + " of " + owner(data.owner());
    }

    static String owner(PartitionName partition) {
        return "partition %s of table incarnation %s"
                .formatted(partition.partition(), partition.incarnation());
    }

    /// One record as a line.
    static String record(LogRecord record) {
        String what =
                record.item()
                        .map(
                                item ->
                                        "put %s size %d %s"
                                                .formatted(
                                                        key(record.key()),
                                                        item.sizeBytes(),
                                                        new String(
                                                                item.json(),
                                                                StandardCharsets.UTF_8)))
                        .orElseGet(() -> "delete " + key(record.key()));
        String run = record.run() == Runs.ITEMS ? "" : "run " + record.run() + " ";
        String origin =
                record.origin() == Origin.CLIENT
                        ? ""
                        : " by the " + record.origin().name().toLowerCase(Locale.ROOT);
        String old =
                record.old()
                        .map(item -> " before " + new String(item.json(), StandardCharsets.UTF_8))
                        .orElse("");
        return record.sequence() + " " + run + what + old + origin;
    }
}
