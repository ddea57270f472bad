package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Refused;
import cairn.item.expression.Update;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Set;

/// AttributeUpdates: every action with every type, and the attribute that results.
final class LegacyUpdateTest {
    private static final String INVALID =
            "ValidationException: One or more parameter values were invalid: ";

    private static Optional<Update> update(String map) {
        return Sent.parameters("{'AttributeUpdates':" + map + "}").update();
    }

    private static Update one(String entry) {
        return update("{'a':" + entry + "}").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Action':'PUT','Value':{'S':'x'}}|'a':{'N':'1'}|'a':{'S':'x'}",
                "{'Value':{'L':[]}}|''|'a':{'L':[]}",
                "{'Action':null,'Value':{'M':{}}}|''|'a':{'M':{}}",
                "{'Action':'ADD','Value':{'N':'2'}}|'a':{'N':'1.5'}|'a':{'N':'3.5'}",
                "{'Action':'ADD','Value':{'N':'-2'}}|''|'a':{'N':'-2'}",
                "{'Action':'ADD','Value':{'SS':['y','x']}}|'a':{'SS':['x']}|'a':{'SS':['x','y']}",
                "{'Action':'ADD','Value':{'NS':['1']}}|'a':{'NS':['1.0','2']}|'a':{'NS':['1','2']}",
                "{'Action':'ADD','Value':{'BS':['AA==']}}|''|'a':{'BS':['AA==']}",
                "{'Action':'ADD','Value':{'L':[{'S':'x'}]}}|'a':{'L':[{'S':'x'}]}|"
                        + "'a':{'L':[{'S':'x'},{'S':'x'}]}",
                "{'Action':'ADD','Value':{'L':[{'S':'x'}]}}|''|'a':{'L':[{'S':'x'}]}",
                "{'Action':'DELETE'}|'a':{'M':{}}|''",
                "{'Action':'DELETE'}|''|''",
                "{'Action':'DELETE','Value':{'SS':['x']}}|'a':{'SS':['x','y']}|'a':{'SS':['y']}",
                "{'Action':'DELETE','Value':{'NS':['1','2']}}|'a':{'NS':['1.0']}|''",
                "{'Action':'DELETE','Value':{'BS':['AA==']}}|''|''",
            })
    void changesTheAttribute(String entry, String before, String after) {
        String old = before.equals("''") ? "{}" : "{" + before + "}";
        String expected = after.equals("''") ? "{}" : "{" + after + "}";
        assertThat(one(entry).apply(Sent.item(old)).item()).isEqualTo(Sent.item(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "ADD,N",
        "ADD,SS",
        "ADD,NS",
        "ADD,BS",
        "ADD,L",
        "DELETE,SS",
        "DELETE,NS",
        "DELETE,BS"
    })
    void anAttributeOfAnotherTypeIsAMismatch(String action, String type) {
        Update update = one("{'Action':'%s','Value':%s}".formatted(action, Sent.VALUES.get(type)));
        Sent.VALUES.forEach(
                (stored, value) -> {
                    String item = "{'a':" + value + "}";
                    if (stored.equals(type)) {
                        assertThat(update.apply(Sent.item(item))).isNotNull();
                    } else {
                        assertThatThrownBy(() -> update.apply(Sent.item(item)))
                                .as("%s %s of %s", action, type, stored)
                                .isInstanceOf(Refused.class)
                                .hasMessage("Type mismatch for attribute to update");
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD", "DELETE"})
    void aTypeThatTheActionDoesNotTakeIsNamed(String action) {
        boolean add = action.equals("ADD");
        Set<String> taken = add ? Set.of("N", "SS", "NS", "BS", "L") : Set.of("SS", "NS", "BS");
        Sent.VALUES.forEach(
                (type, value) -> {
                    String entry = "{'Action':'%s','Value':%s}".formatted(action, value);
                    if (taken.contains(type)) {
                        assertThat(one(entry)).isNotNull();
                    } else {
                        assertThatThrownBy(() -> one(entry))
                                .hasMessageEndingWith(
                                        INVALID
                                                + action
                                                + (add ? " action is" : " action with value is")
                                                + " not supported for the type "
                                                + type);
                    }
                });
    }

    @Test
    void putTakesEveryType() {
        Sent.VALUES.forEach(
                (type, value) ->
                        assertThat(
                                        one("{'Value':" + value + "}")
                                                .apply(Sent.item("{}"))
                                                .item()
                                                .get("a"))
                                .isEqualTo(Sent.value(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'Action':'PUT'}", "{'Action':'ADD'}"})
    void onlyDeleteGoesWithoutAValue(String entry) {
        assertThatThrownBy(() -> one(entry))
                .hasMessageEndingWith(
                        INVALID
                                + "Only DELETE action is allowed when no attribute value is"
                                + " specified");
    }

    @Test
    void valuesAreJudgedBeforeTheActionAndEachAttributeBeforeTheNext() {
        String empty = "Supplied AttributeValue is empty, must contain exactly one of the";
        assertThatThrownBy(() -> one("{'Action':'ADD','Value':{}}")).hasMessageStartingWith(empty);
        assertThatThrownBy(() -> update("{'a':{'Value':{}},'b':{}}")).hasMessageStartingWith(empty);
        assertThatThrownBy(() -> update("{'b':{},'a':{'Value':{}}}"))
                .hasMessageContaining("Only DELETE action");
    }

    @Test
    void aNameIsTakenAsItIsAndKeepsToTheLimitsOfNames() {
        Update update = update("{'a.b':{'Value':{'S':'x'}}}").orElseThrow();
        assertThat(update.apply(Sent.item("{'a':{'M':{}}}")).item())
                .isEqualTo(Sent.item("{'a':{'M':{}},'a.b':{'S':'x'}}"));
        assertThatThrownBy(() -> update("{'':{'Value':{'S':'x'}}}"))
                .hasMessage("One or more parameter values were invalid: Empty attribute name");
        String longName = "x".repeat(65_536);
        assertThatThrownBy(() -> update("{'" + longName + "':{'Action':'DELETE'}}"))
                .hasMessageContaining("Attribute name is too large");
    }

    @Test
    void onlyWhatPutsSomethingMakesAnItem() {
        assertThat(one("{'Value':{'S':'x'}}").creates()).isTrue();
        assertThat(one("{'Action':'ADD','Value':{'N':'1'}}").creates()).isTrue();
        assertThat(one("{'Action':'DELETE'}").creates()).isFalse();
        assertThat(one("{'Action':'DELETE','Value':{'SS':['x']}}").creates()).isFalse();
        assertThat(update("{}")).isEmpty();
    }
}
