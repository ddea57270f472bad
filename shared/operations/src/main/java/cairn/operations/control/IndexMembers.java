package cairn.operations.control;

import static cairn.operations.control.TableMembers.ATTRIBUTE_NAME;
import static cairn.operations.control.TableMembers.KEY_SCHEMA;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;
import static cairn.operations.wire.Constraints.indexName;
import static cairn.operations.wire.Constraints.lengths;
import static cairn.operations.wire.Constraints.size;

import cairn.operations.wire.Constraints;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;

/// Members that say which indexes a table has. Of vector indexes, Cairn knows only the types yet.
final class IndexMembers {
    private static final int NON_KEY_ATTRIBUTES_MAX = 20;
    private static final int NAME_MAX = 255;

    static final Member<String> INDEX_NAME =
            Members.text("IndexName").required().where(indexName());
    static final Member<String> PROJECTION_TYPE =
            Members.word("ProjectionType", "ALL", "INCLUDE", "KEYS_ONLY");
    static final Member<List<String>> NON_KEY_ATTRIBUTES =
            Members.texts("NonKeyAttributes")
                    .where(
                            size(1, NON_KEY_ATTRIBUTES_MAX, Constraints::echo),
                            lengths(1, NAME_MAX));
    static final Member<Input> PROJECTION =
            Members.structure(
                            "Projection",
                            Members.of("Projection", PROJECTION_TYPE, NON_KEY_ATTRIBUTES))
                    .required();

    static final Member<List<Input>> LOCAL_SECONDARY_INDEXES =
            Members.structures(
                    "LocalSecondaryIndexes",
                    Members.of("LocalSecondaryIndex", INDEX_NAME, KEY_SCHEMA, PROJECTION));

    static final Member<List<Input>> GLOBAL_SECONDARY_INDEXES =
            Members.structures("GlobalSecondaryIndexes", global("GlobalSecondaryIndex"));

    static final Member<Input> UPDATE =
            Members.structure(
                    "Update",
                    Members.of(
                            "UpdateGlobalSecondaryIndexAction",
                            INDEX_NAME,
                            PROVISIONED_THROUGHPUT,
                            ON_DEMAND_THROUGHPUT,
                            WARM_THROUGHPUT));
    static final Member<Input> CREATE =
            Members.structure("Create", global("CreateGlobalSecondaryIndexAction"));
    static final Member<Input> DELETE =
            Members.structure("Delete", Members.of("DeleteGlobalSecondaryIndexAction", INDEX_NAME));
    static final Member<List<Input>> GLOBAL_SECONDARY_INDEX_UPDATES =
            Members.structures(
                    "GlobalSecondaryIndexUpdates",
                    Members.of("GlobalSecondaryIndexUpdate", UPDATE, CREATE, DELETE));

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
                TableMembers.LONG_KEY_SCHEMA,
                PROJECTION,
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
                PROJECTION,
                Members.longInteger("Dimensions").required(),
                Members.word("DistanceFunction", "COSINE", "DOT_PRODUCT", "EUCLIDEAN").required());
    }
}
