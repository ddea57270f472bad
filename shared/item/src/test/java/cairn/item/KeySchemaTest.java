package cairn.item;

import static cairn.item.Samples.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.KeySchema.Attribute;
import cairn.item.KeySchema.Type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

class KeySchemaTest {
    private static final String P = "One or more parameter values were invalid: ";
    private static final KeySchema TABLE =
            new KeySchema(new Attribute("pk", Type.S), Optional.of(new Attribute("sk", Type.N)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sk':{'N':'1'}}|Missing the key pk in the item",
                "{'pk':{'S':'a'}}|Missing the key sk in the item",
                "{'pk':{'N':'1'},'sk':{'N':'1'}}|Type mismatch for key pk expected: S actual: N",
                "{'pk':{'S':'a'},'sk':{'S':'1'}}|Type mismatch for key sk expected: N actual: S",
            },
            quoteCharacter = '~')
    void anItemWithoutItsKeyIsRefused(String item, String message) {
        assertThatThrownBy(() -> TABLE.ofItem(item(item).attributes())).hasMessage(P + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'pk':{'S':'a'}}",
                "{'pk':{'S':'a'},'sk':{'S':'1'}}",
                "{'pk':{'S':'a'},'sk':{'N':'1'},'x':{'S':'1'}}",
                "{'pk':{'S':'a'},'x':{'N':'1'}}",
                "{}"
            },
            quoteCharacter = '~')
    void aKeyOfAnotherShapeIsRefused(String key) {
        assertThatThrownBy(() -> TABLE.ofKey(item(key).attributes()))
                .hasMessage("The provided key element does not match the schema");
    }

    @Test
    void emptyAndLongKeysAreRefused() {
        KeySchema strings =
                new KeySchema(
                        new Attribute("pk", Type.S), Optional.of(new Attribute("sk", Type.B)));
        assertThatThrownBy(
                        () -> strings.ofKey(item("{'pk':{'S':''},'sk':{'B':'AA=='}}").attributes()))
                .hasMessage(
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: pk");
        assertThatThrownBy(() -> strings.ofKey(item("{'pk':{'S':'a'},'sk':{'B':''}}").attributes()))
                .hasMessage(
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty binary value. Key: sk");
        String long2049 = "x".repeat(2049);
        assertThatThrownBy(
                        () ->
                                strings.ofKey(
                                        item("{'pk':{'S':'" + long2049 + "'},'sk':{'B':'AA=='}}")
                                                .attributes()))
                .hasMessage(P + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
        String bytes1026 = "AAAA".repeat(342);
        assertThatThrownBy(
                        () ->
                                strings.ofKey(
                                        item("{'pk':{'S':'a'},'sk':{'B':'" + bytes1026 + "'}}")
                                                .attributes()))
                .hasMessage(
                        P
                                + "Aggregated size of all range keys has exceeded the size limit of"
                                + " 1024 bytes");
    }

    private static AttributeValue random(Type type, SplittableRandom random) {
        return switch (type) {
            case S -> new AttributeValue.S("x" + Samples.text(random));
            case N -> new AttributeValue.N(Samples.number(random));
            case B -> {
                byte[] bytes = Arrays.copyOf(Samples.bytes(random).bytes(), 1 + random.nextInt(6));
                yield new AttributeValue.B(Binary.of(bytes));
            }
        };
    }

    private static int order(AttributeValue a, AttributeValue b) {
        if (a instanceof AttributeValue.N(Decimal x) && b instanceof AttributeValue.N(Decimal y)) {
            return x.compareTo(y);
        }
        if (a instanceof AttributeValue.B x && b instanceof AttributeValue.B y) {
            return x.value().compareTo(y.value());
        }
        return Arrays.compareUnsigned(
                ((AttributeValue.S) a).value().getBytes(StandardCharsets.UTF_8),
                ((AttributeValue.S) b).value().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void storageKeysSortAsSortKeysDoAndComeBack(Type type) {
        KeySchema schema =
                new KeySchema(new Attribute("pk", type), Optional.of(new Attribute("sk", type)));
        SplittableRandom random = new SplittableRandom(type.ordinal());
        for (int i = 0; i < 20_000; i++) {
            AttributeValue partition = random(type, random);
            AttributeValue a = random(type, random);
            AttributeValue b = random(type, random);
            StorageKey keyA = schema.ofKey(Map.of("pk", partition, "sk", a));
            StorageKey keyB = schema.ofKey(Map.of("pk", partition, "sk", b));
            assertThat(Integer.signum(keyA.compareTo(keyB))).isEqualTo(Integer.signum(order(a, b)));
            Map<String, AttributeValue> expected = new LinkedHashMap<>();
            expected.put("pk", partition);
            expected.put("sk", a);
            assertThat(schema.attributesOf(keyA)).isEqualTo(expected);
            assertThat(KeyRange.ofPartition(partition).contains(keyA)).isTrue();
            AttributeValue other = random(type, random);
            if (!other.equals(partition)) {
                assertThat(KeyRange.ofPartition(other).contains(keyA)).isFalse();
            }
        }
    }

    @Test
    void segmentsOfAScanCoverAllHashesOnce() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            StorageKey key = KeyRange.ofHash(random.nextLong());
            int total = 1 + random.nextInt(50);
            int holders = 0;
            for (int segment = 0; segment < total; segment++) {
                holders += KeyRange.ofSegment(segment, total).contains(key) ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        }
    }
}
