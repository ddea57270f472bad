package cairn.operations.wire;

import cairn.item.json.Json;

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

    /// A whole number; fractions are cut off, as DynamoDB does. One that a long does not hold was
    /// refused with the types.
    public Optional<Long> whole(String name) {
        return member(name)
                .map(value -> WholeNumber.of(((Json.Num) value).text()).orElse(Long.MAX_VALUE));
    }

    /// A moment in seconds since 1970.
    public Optional<Double> seconds(String name) {
        return member(name).map(value -> Double.parseDouble(((Json.Num) value).text()));
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
