package cairn.operations.tags;

import static cairn.operations.wire.Constraints.length;

import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;

/// Members of requests on tags. Keys and values are checked by [Tags]: DynamoDB has own texts for
/// them.
public final class TagMembers {
    private static final int ARN_MAX = 1283;

    static final Member<String> KEY = Members.text("Key");
    static final Member<String> VALUE = Members.text("Value");
    public static final Member<List<Input>> TAGS =
            Members.structures("Tags", Members.of("Tag", KEY, VALUE));
    static final Member<List<String>> TAG_KEYS = Members.texts("TagKeys").required();
    static final Member<String> RESOURCE_ARN =
            Members.text("ResourceArn").required().where(length(1, ARN_MAX));

    private TagMembers() {}
}
