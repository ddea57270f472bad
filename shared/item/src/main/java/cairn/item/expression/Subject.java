package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;

import org.jspecify.annotations.Nullable;

import java.util.function.LongConsumer;

/// The item that a condition is evaluated on, and a counter of that work.
///
/// A condition of 4 KB may compare a list of 400 KB more than a thousand times, which takes a
/// second. So each comparison is counted before it is made, in steps of about ten nanoseconds. The
/// count is rather too high than too low.
///
/// @param item [Item#EMPTY] if it does not exist
/// @param bytes of its JSON
/// @param work called with the number of steps before they are done; may throw, and then nothing
///   was done
public record Subject(Item item, int bytes, LongConsumer work) {
    /// A read of a path, or a comparison of small values.
    private static final int LOOK_STEPS = 3;

    private static final int BYTES_A_STEP = 5;

    /// An item whose steps are not counted.
    public static Subject of(Item item) {
        return new Subject(item, 0, steps -> {});
    }

    /// Counts the comparison of a value with another one, which reads at most all of it.
    void spend(@Nullable AttributeValue value) {
        work.accept(LOOK_STEPS + bytes(value) / BYTES_A_STEP);
    }

    /// Bytes to compare; for a list, a map or a set at most those of the item.
    private int bytes(@Nullable AttributeValue value) {
        return switch (value) {
            case null -> 0;
            case AttributeValue.S(String text) -> text.length();
            case AttributeValue.B b -> b.value().length();
            case AttributeValue.N n -> 0;
            case AttributeValue.Bool bool -> 0;
            case AttributeValue.Null none -> 0;
            case AttributeValue.L l -> bytes;
            case AttributeValue.M m -> bytes;
            case AttributeValue.Ss ss -> bytes;
            case AttributeValue.Ns ns -> bytes;
            case AttributeValue.Bs bs -> bytes;
        };
    }
}
