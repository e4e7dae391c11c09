package org.medchain.faults.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.medchain.faults.node.FaultKey;
import org.medchain.faults.node.Faults;
import org.medchain.faults.node.FaultsFile;
import org.medchain.faults.plan.FaultEvent;

/** The faults inside the processes of a run: the file of each node says which are in force. */
final class InjectedNodeFaults {
  /** Of one node; a node that says at random what its key allows, as in the simulation. */
  private static final String ADVERSARY = "erratic(probability: 0.2)";

  /** Forces are slow before power fails, so that something is always written and not forced. */
  private static final long UNFORCED_MS = 200;

  private final long seed;
  private final IntFunction<Path> folders;
  private final Map<Integer, List<FaultEvent>> inForce = new HashMap<>();

  /** None yet; {@code folders} of the nodes. */
  InjectedNodeFaults(long seed, IntFunction<Path> folders) {
    this.seed = seed;
    this.folders = folders;
  }

  /** A fault begins at a node. */
  void begin(FaultEvent fault, int node) throws IOException {
    inForce.computeIfAbsent(node, key -> new ArrayList<>()).add(fault);
    write(node);
  }

  /** A fault of a node is healed. */
  void heal(FaultEvent fault, int node) throws IOException {
    inForce.get(node).remove(fault);
    write(node);
  }

  private void write(int node) throws IOException {
    Faults faults = Faults.NONE;
    for (FaultEvent each : inForce.get(node)) {
      faults = with(faults, each);
    }
    FaultsFile.write(
        folders.apply(node),
        faults.equals(Faults.NONE) ? faults : faults.with(FaultKey.SEED, seed + node));
  }

  /** Half of the power failures leave nothing unforced, the others all but the last write's end. */
  private static FaultKey lossOf(FaultEvent fault) {
    return fault.untilNs() / 1_000_000 % 2 == 0 ? FaultKey.DISK_LOSE_UNFORCED : FaultKey.DISK_TORN;
  }

  private static Faults with(Faults faults, FaultEvent fault) {
    Faults now =
        switch (fault.kind()) {
          case POWER_LOSS -> faults.with(lossOf(fault)).with(FaultKey.DISK_SLOW_MS, UNFORCED_MS);
          case BYZANTINE -> faults.with(FaultKey.ADVERSARY, ADVERSARY);
          default -> faults;
        };
    for (FaultKey each : fault.kind().keys()) {
      now = now.with(each, each.value(fault.amount()));
    }
    return now;
  }
}
