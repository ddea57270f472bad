package cairn.simulation.tables;

import cairn.operations.Api;
import cairn.simulation.world.SimulatedProcess;
import cairn.storage.table.Tables;

/// One process of a history, from its `Api` down.
record TableSite(SimulatedProcess process, Tables tables, Api api) {}
