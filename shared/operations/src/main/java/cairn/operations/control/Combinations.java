package cairn.operations.control;

import static cairn.operations.control.IndexMembers.CREATE;
import static cairn.operations.control.IndexMembers.DELETE;
import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEX_UPDATES;
import static cairn.operations.control.TableMembers.BILLING_MODE;
import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.SSE_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_SPECIFICATION;
import static cairn.operations.control.TableMembers.TABLE_CLASS;
import static cairn.operations.control.TableMembers.TABLE_THROUGHPUT_MODE;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;

import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.List;
import java.util.Optional;

/// Which changes of a table DynamoDB makes in one request (docs/dynamodb.md#updatetable).
final class Combinations {
    private Combinations() {}

    /// @param changes members that ask for a change
    /// @throws Failure they can't be made together
    static void check(Input input, List<Member<?>> changes) {
        if (changes.size() > 1) {
            checkAlone(input, changes);
        }
        if (input.has(GLOBAL_SECONDARY_INDEX_UPDATES)
                && !changes.contains(GLOBAL_SECONDARY_INDEX_UPDATES)) {
            throw Failure.validation(
                    TableMessage.INDEXES_EMPTY, GLOBAL_SECONDARY_INDEX_UPDATES.name());
        }
        Optional<Boolean> paidByRequest = TableMembers.isPaidByRequest(input);
        boolean units = changes.contains(PROVISIONED_THROUGHPUT);
        if (changes.contains(STREAM_SPECIFICATION) && (units || !paidByRequest.orElse(true))) {
            throw Failure.validation(TableMessage.STREAM_WITH_UNITS);
        }
        if (makesOrEndsIndex(input)) {
            if (units && paidByRequest.isEmpty()) {
                throw Failure.validation(TableMessage.INDEX_WITH_UNITS);
            }
            if (changes.contains(STREAM_SPECIFICATION)) {
                throw Failure.validation(TableMessage.INDEX_WITH_STREAM);
            }
        }
        if (paidByRequest.orElse(false) && units) {
            throw Failure.validation(TableMessage.UNITS_WITH_ON_DEMAND);
        }
        if (paidByRequest.isPresent() && !paidByRequest.get() && !units) {
            throw Failure.validation(TableMessage.UNITS_OF_PROVISIONED_MISSING);
        }
    }

    private static void checkAlone(Input input, List<Member<?>> changes) {
        if (changes.contains(SSE_SPECIFICATION)) {
            throw Failure.validation(TableMessage.UPDATE_MIXED, "Server-Side Encryption");
        }
        if (changes.contains(TABLE_CLASS)) {
            throw Failure.validation(TableMessage.UPDATE_MIXED, "TableClass");
        }
        if (changes.contains(DELETION_PROTECTION_ENABLED)) {
            throw Failure.validation(TableMessage.UPDATE_MIXED, "DeletionProtection");
        }
        if (changes.contains(WARM_THROUGHPUT)) {
            throw Failure.validation(
                    hasAction(input, CREATE)
                            ? TableMessage.INDEX_WITH_WARM
                            : TableMessage.WARM_MIXED);
        }
        List<Member<?>> billing =
                List.of(BILLING_MODE, TABLE_THROUGHPUT_MODE, ON_DEMAND_THROUGHPUT);
        if (changes.contains(ON_DEMAND_THROUGHPUT) && !billing.containsAll(changes)) {
            throw Failure.validation(TableMessage.MAXIMUM_MIXED);
        }
    }

    private static boolean makesOrEndsIndex(Input input) {
        return hasAction(input, CREATE) || hasAction(input, DELETE);
    }

    private static boolean hasAction(Input input, Member<Input> action) {
        return input.get(GLOBAL_SECONDARY_INDEX_UPDATES).orElse(List.of()).stream()
                .anyMatch(update -> update.has(action));
    }
}
