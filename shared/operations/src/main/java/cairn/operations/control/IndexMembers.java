package cairn.operations.control;

import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;

import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;

/// Members that define a table's indexes. Cairn knows only their types yet.
final class IndexMembers {
    private static final Member<String> INDEX_NAME = Members.text("IndexName").required();
    private static final Member<Input> PROJECTION =
            Members.structure(
                    "Projection",
                    Members.of(
                            "Projection",
                            Members.word("ProjectionType", "ALL", "INCLUDE", "KEYS_ONLY"),
                            Members.texts("NonKeyAttributes")));

    static final Member<List<Input>> LOCAL_SECONDARY_INDEXES =
            Members.structures(
                            "LocalSecondaryIndexes",
                            Members.of(
                                    "LocalSecondaryIndex",
                                    INDEX_NAME,
                                    KEY_SCHEMA,
                                    PROJECTION.required()))
                    .later();

    static final Member<List<Input>> GLOBAL_SECONDARY_INDEXES =
            Members.structures("GlobalSecondaryIndexes", global("GlobalSecondaryIndex")).later();

    static final Member<List<Input>> GLOBAL_SECONDARY_INDEX_UPDATES =
            Members.structures(
                            "GlobalSecondaryIndexUpdates",
                            Members.of(
                                    "GlobalSecondaryIndexUpdate",
                                    Members.structure(
                                            "Update",
                                            Members.of(
                                                    "UpdateGlobalSecondaryIndexAction",
                                                    INDEX_NAME,
                                                    PROVISIONED_THROUGHPUT,
                                                    ON_DEMAND_THROUGHPUT,
                                                    WARM_THROUGHPUT)),
                                    Members.structure(
                                            "Create", global("CreateGlobalSecondaryIndexAction")),
                                    Members.structure(
                                            "Delete",
                                            Members.of(
                                                    "DeleteGlobalSecondaryIndexAction",
                                                    INDEX_NAME))))
                    .later();

    static final Member<List<Input>> VECTOR_INDEXES =
            Members.structures("VectorIndexes", vector("VectorIndex")).later();

    static final Member<List<Input>> VECTOR_INDEX_UPDATES =
            Members.structures(
                            "VectorIndexUpdates",
                            Members.of(
                                    "VectorIndexUpdate",
                                    Members.structure("Create", vector("CreateVectorIndexAction")),
                                    Members.structure(
                                            "Delete",
                                            Members.of("DeleteVectorIndexAction", INDEX_NAME))))
                    .later();

    private IndexMembers() {}

    private static Members global(String structure) {
        return Members.of(
                structure,
                INDEX_NAME,
                KEY_SCHEMA,
                PROJECTION.required(),
                PROVISIONED_THROUGHPUT,
                ON_DEMAND_THROUGHPUT,
                WARM_THROUGHPUT);
    }

    private static Members vector(String structure) {
        return Members.of(
                structure,
                INDEX_NAME,
                Members.structure(
                                "VectorAttribute",
                                Members.of("VectorAttributeDefinition", ATTRIBUTE_NAME))
                        .required(),
                Members.structures(
                        "SearchSchema",
                        Members.of(
                                "SearchSchemaElement",
                                ATTRIBUTE_NAME,
                                Members.word("SearchSchemaElementType", "HASH", "INLINE_FILTER")
                                        .required())),
                PROJECTION.required(),
                Members.longInteger("Dimensions").required(),
                Members.word("DistanceFunction", "COSINE", "DOT_PRODUCT", "EUCLIDEAN").required());
    }
}
