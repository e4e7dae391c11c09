package org.medchain.chaos;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** Watches everything that happens in a world and keeps the first violation (SCH-4). */
abstract class Judge {
  private final Coverage coverage = new Coverage();
  private Optional<Violation> violation = Optional.empty();

  final Coverage coverage() {
    return coverage;
  }

  final Optional<Violation> violation() {
    return violation;
  }

  /** After the first violation nothing that follows means anything. */
  final boolean isOver() {
    return violation.isPresent();
  }

  final void report(String oracle, String text) {
    if (violation.isEmpty()) {
      violation = Optional.of(new Violation(oracle, text));
    }
  }

  /** A replica threw: only an honest one's host tells. */
  final void failed(Host host, String what) {
    report("STEP", "replica " + host.name() + " failed: " + what);
  }

  /** The consensus nodes, as far as is known. */
  abstract Membership lastMembers();

  /** The highest number of a view that an honest replica wanted; 0 where there are no views. */
  int highestView() {
    return 0;
  }

  /** A host has done all that its replica asked for so far. */
  void settled(Host host) {}

  /** Whether this has to be executed in the end. */
  boolean owes(Transaction request) {
    return true;
  }

  /** Whether these hosts have nothing more to agree on. */
  boolean agree(List<Host> hosts) {
    return true;
  }

  /** Blocks that honest hosts committed, each counted once. */
  abstract int committed();

  /** A host is told something. */
  void given(Host host, Input input) {}

  /** A replica puts something out. */
  void put(Host host, Output output) {}

  /** A host carries out a commit; it is about to execute the block. */
  abstract void committed(Host host, Block block, Certificate certificate);

  abstract void executed(Host host, Execution execution);

  /** A host has loaded a state with this root. */
  abstract void restored(Host host, Output.Restore restore, Hash root);

  abstract void reverted(Host host, long height);

  abstract void crashed(Host host);

  abstract void submitted(Client client, Transaction request);

  abstract void accepted(Client client, Transaction request, Output.Accepted accepted);
}
