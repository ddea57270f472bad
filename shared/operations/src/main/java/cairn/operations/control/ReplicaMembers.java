package cairn.operations.control;

import static cairn.operations.control.TableMembers.KMS_MASTER_KEY_ID;

import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;

/// Members that define a table's regions. Cairn knows only their types yet.
final class ReplicaMembers {
    private static final Member<String> REGION_NAME = Members.text("RegionName").required();
    private static final Member<Input> PROVISIONED_THROUGHPUT_OVERRIDE =
            Members.structure(
                    "ProvisionedThroughputOverride",
                    Members.of(
                            "ProvisionedThroughputOverride",
                            Members.longInteger("ReadCapacityUnits")));
    private static final Member<Input> ON_DEMAND_THROUGHPUT_OVERRIDE =
            Members.structure(
                    "OnDemandThroughputOverride",
                    Members.of(
                            "OnDemandThroughputOverride",
                            Members.longInteger("MaxReadRequestUnits")));

    static final Member<List<Input>> REPLICA_UPDATES =
            Members.structures(
                            "ReplicaUpdates",
                            Members.of(
                                    "ReplicationGroupUpdate",
                                    Members.structure(
                                            "Create", member("CreateReplicationGroupMemberAction")),
                                    Members.structure(
                                            "Update", member("UpdateReplicationGroupMemberAction")),
                                    Members.structure(
                                            "Delete", region("DeleteReplicationGroupMemberAction")),
                                    Members.structure(
                                            "Disassociate",
                                            Members.of(
                                                    "DisassociateReplicationGroupMemberAction",
                                                    REGION_NAME,
                                                    Members.word(
                                                            "DisassociationMode",
                                                            "WAIT_FOR_REPLICATION")))))
                    .later();

    static final Member<List<Input>> GLOBAL_TABLE_WITNESS_UPDATES =
            Members.structures(
                            "GlobalTableWitnessUpdates",
                            Members.of(
                                    "GlobalTableWitnessGroupUpdate",
                                    Members.structure(
                                            "Create",
                                            region("CreateGlobalTableWitnessGroupMemberAction")),
                                    Members.structure(
                                            "Delete",
                                            region("DeleteGlobalTableWitnessGroupMemberAction"))))
                    .later();

    private ReplicaMembers() {}

    private static Members region(String structure) {
        return Members.of(structure, REGION_NAME);
    }

    private static Members member(String structure) {
        return Members.of(
                structure,
                REGION_NAME,
                KMS_MASTER_KEY_ID,
                PROVISIONED_THROUGHPUT_OVERRIDE,
                ON_DEMAND_THROUGHPUT_OVERRIDE,
                Members.structures(
                        "GlobalSecondaryIndexes",
                        Members.of(
                                "ReplicaGlobalSecondaryIndex",
                                Members.text("IndexName").required(),
                                PROVISIONED_THROUGHPUT_OVERRIDE,
                                ON_DEMAND_THROUGHPUT_OVERRIDE)),
                Members.word("TableClassOverride", "STANDARD", "STANDARD_INFREQUENT_ACCESS"));
    }
}
