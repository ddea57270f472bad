package cairn.operations.wire;

import cairn.item.json.Json;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// The members of a request, or of a structure in it, whose types were checked. Immutable.
public record Input(Json.Obj json) {
    private Optional<Json> member(String name) {
        return json.field(name);
    }

    public boolean has(String name) {
        return member(name).isPresent();
    }

    public Optional<String> text(String name) {
        return member(name).map(value -> ((Json.Text) value).value());
    }

    public boolean bool(String name) {
        return member(name).map(value -> ((Json.Bool) value).value()).orElse(false);
    }

    /// A whole number; fractions are cut off, as DynamoDB does, and what is too large is the
    /// largest.
    public Optional<Long> whole(String name) {
        return member(name).map(value -> parsed(((Json.Num) value).text()));
    }

    private static long parsed(String text) {
        if (text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-')) {
            return Long.parseLong(text);
        }
        BigDecimal value = new BigDecimal(text);
        if (value.precision() - (long) value.scale() > 19) {
            return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return value.longValue();
    }

    public Optional<Json.Arr> list(String name) {
        return member(name).map(Json.Arr.class::cast);
    }

    public Optional<Json.Obj> object(String name) {
        return member(name).map(Json.Obj.class::cast);
    }

    public Optional<Input> structure(String name) {
        return object(name).map(Input::new);
    }

    /// The members as they were sent, nulls too.
    public Map<String, Json> fields() {
        return json.fields();
    }
}
