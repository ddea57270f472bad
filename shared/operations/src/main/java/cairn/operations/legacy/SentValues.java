package cairn.operations.legacy;

import cairn.item.AttributeValue;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;

import java.util.ArrayList;
import java.util.List;

/// Reads the values of one request's legacy parameters, and counts them. Used by one thread.
final class SentValues {
    private int bytes;

    /// DynamoDB's size of all that were read.
    int bytes() {
        return bytes;
    }

    /// @throws cairn.item.Refused it is no value
    AttributeValue read(Json.Obj sent) {
        AttributeValue value = ValueReader.value(sent);
        bytes += value.sizeBytes();
        return value;
    }

    /// @throws cairn.item.Refused one of them is no value
    List<AttributeValue> read(List<Json.Obj> sent) {
        List<AttributeValue> values = new ArrayList<>(sent.size());
        sent.forEach(value -> values.add(read(value)));
        return List.copyOf(values);
    }
}
