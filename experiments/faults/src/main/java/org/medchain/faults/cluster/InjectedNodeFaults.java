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
import org.medchain.faults.plan.NemesisKind;

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

  /** Whether a kind is a fault inside a process, which the real node's process does not know. */
  static boolean isInside(NemesisKind kind) {
    return switch (kind.group()) {
      case MESSAGE, CLOCK, DISK, RESOURCE, BYZANTINE -> true;
      case PROCESS, NETWORK, STORE, SERVICE, CERTIFICATE, MEMBERSHIP, HOSTILE -> false;
    };
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
    double amount = fault.amount().orElse(0);
    long whole = Math.round(amount);
    return switch (fault.kind()) {
      case LOSS -> faults.with(FaultKey.LOSS, amount);
      case REORDERING -> faults.with(FaultKey.REORDER, amount);
      case DUPLICATION -> faults.with(FaultKey.DUPLICATE, amount);
      case CLOCK_JUMP -> faults.with(FaultKey.CLOCK_OFFSET_MS, whole);
      case CLOCK_DRIFT -> faults.with(FaultKey.CLOCK_DRIFT_PPM, whole);
      case DISK_FULL -> faults.with(FaultKey.DISK_FULL);
      case DISK_ERROR -> faults.with(FaultKey.DISK_EIO, amount);
      case DISK_SLOW -> faults.with(FaultKey.DISK_SLOW_MS, whole);
      case POWER_LOSS -> faults.with(lossOf(fault)).with(FaultKey.DISK_SLOW_MS, UNFORCED_MS);
      case MEMORY -> faults.with(FaultKey.MEMORY_MIB, whole);
      case CPU -> faults.with(FaultKey.CPU_THREADS, whole);
      case BYZANTINE -> faults.with(FaultKey.ADVERSARY, ADVERSARY);
      default ->
          throw new IllegalArgumentException(fault.kind().word() + " is no fault of a process");
    };
  }
}
