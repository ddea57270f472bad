package cairn.simulation;

import cairn.simulation.world.SimulatedProcess;
import cairn.simulation.world.SimulatedStore;
import cairn.storage.background.Compactions;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rules;

import java.util.List;

/// One process of a history with Cairn's engine in it: what a server or a function is.
record Site(SimulatedProcess process, List<Partition> partitions) {

    static Site start(
            SimulatedProcess process,
            SimulatedStore store,
            Scenario scenario,
            Rules rules,
            List<PartitionName> names) {
        var client = store.clientOf(process);
        Engine engine =
                scenario.soleOwner()
                        ? Engine.soleOwner(process, client, scenario.tuning(), rules)
                        : Engine.shared(process, client, scenario.tuning(), rules);
        Compactions compactions = new Compactions(process, (name, why) -> {});
        return new Site(
                process,
                names.stream().map(name -> Partition.of(engine, name, compactions::due)).toList());
    }
}
