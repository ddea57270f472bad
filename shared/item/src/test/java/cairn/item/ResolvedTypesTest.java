package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.expression.Comparison;
import cairn.item.expression.Condition;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Operand;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.item.expression.Subject;
import cairn.item.expression.Update;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Legacy parameters and other languages create conditions and updates without expression text.
class ResolvedTypesTest {
    private static final Path COLOUR = new Path(List.of(new Path.Step.Name("colour")));
    private static final Path COUNT = new Path(List.of(new Path.Step.Name("count")));
    private static final AttributeValue RED = new AttributeValue.S("red");
    private static final AttributeValue ONE = new AttributeValue.N(Decimal.of(1));
    private static final Item ITEM = Item.of(Map.of("colour", RED, "count", ONE));

    private static boolean holds(Condition condition) {
        return condition.holds(new Subject(ITEM, 100, steps -> {}));
    }

    @Test
    void aCondition() {
        Operand colour = new Operand.Attribute(COLOUR);
        Condition red = new Condition.Compare(Comparison.EQUAL, colour, new Operand.Constant(RED));
        assertThat(holds(red)).isTrue();
        assertThat(holds(new Condition.Not(red))).isFalse();
        assertThat(holds(new Condition.Exists(COUNT, false))).isFalse();
    }

    @Test
    void anUpdateSeesTheItemAsItWas() {
        Update update =
                Update.of(
                        List.of(
                                new Update.Placed(COUNT, new Update.Action.Add(ONE)),
                                new Update.Placed(
                                        COLOUR,
                                        new Update.Action.Set(new Update.Value.Attribute(COUNT)))));
        Item updated = update.apply(ITEM).item();
        assertThat(updated.get("count")).isEqualTo(new AttributeValue.N(Decimal.of(2)));
        assertThat(updated.get("colour")).isEqualTo(ONE);
        assertThat(update.creates()).isTrue();
        Update removal = Update.of(List.of(new Update.Placed(COUNT, new Update.Action.Remove())));
        assertThat(removal.creates()).isFalse();
        assertThat(removal.apply(ITEM).item().get("count")).isNull();
    }

    @Test
    void placesOfAnUpdateMayNotOverlap() {
        Update.Placed placed = new Update.Placed(COUNT, new Update.Action.Remove());
        assertThatThrownBy(() -> Update.of(List.of(placed, placed))).isInstanceOf(Refused.class);
    }

    @Test
    void anUpdateOfAttributesAddsToListsAndHasItsOwnWordForAMismatch() {
        AttributeValue list = new AttributeValue.L(List.of(ONE));
        Update update =
                Update.ofAttributes(
                        List.of(new Update.Placed(Path.to("list"), new Update.Action.Add(list))));
        Item once = update.apply(ITEM).item();
        assertThat(once.get("list")).isEqualTo(list);
        assertThat(update.apply(once).item().get("list"))
                .isEqualTo(new AttributeValue.L(List.of(ONE, ONE)));
        Update wrong =
                Update.ofAttributes(List.of(new Update.Placed(COLOUR, new Update.Action.Add(ONE))));
        assertThatThrownBy(() -> wrong.apply(ITEM))
                .hasMessage("Type mismatch for attribute to update");
        Update expression =
                Update.of(List.of(new Update.Placed(COLOUR, new Update.Action.Add(ONE))));
        assertThatThrownBy(() -> expression.apply(ITEM))
                .hasMessage("An operand in the update expression has an incorrect data type");
    }

    @Test
    void aProjectionMayNameMoreThanThereIs() {
        List<Path> places = List.of(Path.to("x"), COUNT, Path.to("y"), Path.to("a.b"));
        assertThat(Projection.to(places).of(ITEM)).isEqualTo(Item.of(Map.of("count", ONE)));
        assertThat(Projection.to(places).of(Item.EMPTY).isEmpty()).isTrue();
        Path inside = new Path(List.of(new Path.Step.Name("count"), new Path.Step.Name("deeper")));
        List<Path> deeper = List.of(Path.to("x"), inside, COLOUR, Path.to("y"));
        assertThat(Projection.to(deeper).of(ITEM)).isEqualTo(Item.of(Map.of("colour", RED)));
    }

    @Test
    void aKeyConditionRefusesOtherOperatorsBeforeTypes() {
        KeySchema keys =
                new KeySchema(
                        new KeySchema.Attribute("colour", KeySchema.Type.S), Optional.empty());
        for (String operator : List.of("NE", "IN", "NULL")) {
            KeyCondition condition =
                    KeyCondition.of(
                            List.of(new KeyCondition.Clause("colour", operator, List.of(ONE))));
            assertThatThrownBy(() -> condition.against(keys))
                    .hasMessage("Attempted conditional constraint is not an indexable operation");
        }
    }

    @Test
    void aProjectionAndAKeyCondition() {
        assertThat(Projection.to(List.of(COUNT)).of(ITEM)).isEqualTo(Item.of(Map.of("count", ONE)));
        KeySchema keys =
                new KeySchema(
                        new KeySchema.Attribute("colour", KeySchema.Type.S), Optional.empty());
        KeyCondition condition =
                KeyCondition.of(List.of(new KeyCondition.Clause("colour", "=", List.of(RED))));
        assertThat(condition.against(keys).hash().getFirst()).isEqualTo(RED);
        assertThat(condition.against(keys).range()).isEqualTo(KeyRange.ofPartition(RED));
    }
}
