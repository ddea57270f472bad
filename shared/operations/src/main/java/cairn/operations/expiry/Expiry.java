package cairn.operations.expiry;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// When an item expires: the number in an attribute, in whole seconds since 1970. Another type
/// means never, and so does a time more than five years ago: that is more likely a mistake than an
/// item that nobody deleted ("Using time to live (TTL) in DynamoDB").
///
/// @param attribute its name, taken literally
record Expiry(String attribute) {
    private static final long PAST_SECONDS_MAX = TimeUnit.DAYS.toSeconds(5 * 365);
    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /// The second at which an item expires; absent if it has no such number.
    OptionalLong of(Item item) {
        if (!(item.get(attribute) instanceof AttributeValue.N(Decimal value))) {
            return OptionalLong.empty();
        }
        BigDecimal seconds = new BigDecimal(value.text());
        boolean fits = seconds.signum() > 0 && seconds.compareTo(SECONDS_MAX) <= 0;
        return fits
                ? OptionalLong.of(seconds.setScale(0, RoundingMode.DOWN).longValueExact())
                : OptionalLong.empty();
    }

    /// Whether an item has expired. One that expires this very second has not.
    boolean isDue(Item item, long nowSeconds) {
        OptionalLong second = of(item);
        return second.isPresent() && isDue(second.getAsLong(), nowSeconds);
    }

    static boolean isDue(long second, long nowSeconds) {
        return second < nowSeconds && second > nowSeconds - PAST_SECONDS_MAX;
    }
}
