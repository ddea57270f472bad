package cairn.simulation;

import cairn.simulation.world.SimulatedProcess;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;

import java.util.List;

/// One process of a history that runs Cairn's engine, as a server or a function does.
record Site(SimulatedProcess process, List<Partition> partitions) {

    static Site start(SimulatedProcess process, Engine engine, List<PartitionName> names) {
        return new Site(process, names.stream().map(name -> Partition.of(engine, name)).toList());
    }
}
