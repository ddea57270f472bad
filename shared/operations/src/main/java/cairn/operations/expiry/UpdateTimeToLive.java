package cairn.operations.expiry;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;
import static cairn.operations.wire.Constraints.length;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// UpdateTimeToLive. It holds at once, and may be changed as often as one likes: DynamoDB lets half
/// an hour pass between changes.
public final class UpdateTimeToLive implements Operation {
    private static final int NAME_MAX = 255;

    private static final Member<Boolean> ENABLED = Members.bool("Enabled").required();
    private static final Member<String> ATTRIBUTE_NAME =
            Members.text("AttributeName").required().where(length(1, NAME_MAX));
    private static final Member<Input> SPECIFICATION =
            Members.structure(
                            "TimeToLiveSpecification",
                            Members.of("TimeToLiveSpecification", ENABLED, ATTRIBUTE_NAME))
                    .required();
    private static final Declaration DECLARATION =
            Declaration.of(
                            "UpdateTimeToLive",
                            AccessLevel.ADMIN,
                            Members.of(
                                    "UpdateTimeToLiveInput",
                                    WHOLE_TABLE_NAME.required(),
                                    SPECIFICATION))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        Input specification = input.must(SPECIFICATION);
        String attribute = specification.must(ATTRIBUTE_NAME);
        boolean enabled = specification.isTrue(ENABLED);
        byte[] body =
                new ReplyBody()
                        .object(
                                "TimeToLiveSpecification",
                                new ReplyBody()
                                        .bool("Enabled", enabled)
                                        .text("AttributeName", attribute))
                        .finish();
        return (tables, waiting) -> {
            if (tables.change(name, before -> changed(before, attribute, enabled)).isEmpty()) {
                throw Failure.tableNotFound(name);
            }
            return CompletableFuture.completedFuture(new Reply(200, body));
        };
    }

    private static TableSettings changed(TableSettings before, String attribute, boolean enabled) {
        Optional<String> present = before.expiryAttribute();
        if (present.filter(its -> !its.equals(attribute)).isPresent()) {
            throw Failure.validation(ExpiryMessage.OTHER_ATTRIBUTE, present.get());
        }
        if (enabled == present.isPresent()) {
            throw Failure.validation(
                    enabled ? ExpiryMessage.ENABLED_ALREADY : ExpiryMessage.DISABLED_ALREADY);
        }
        return before.with(
                draft ->
                        draft.expiryAttribute =
                                enabled ? Optional.of(attribute) : Optional.empty());
    }
}
