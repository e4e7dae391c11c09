package org.medchain.faults.schedule;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.Coverage;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.network.Membership;

/** Watches everything that happens in a world and keeps the first violation (SCH-4). */
abstract class ScheduleOracle {
  private final Coverage coverage = new Coverage();
  private Optional<OracleViolation> violation = Optional.empty();

  final Coverage coverage() {
    return coverage;
  }

  final Optional<OracleViolation> violation() {
    return violation;
  }

  /** After the first violation nothing that follows means anything. */
  final boolean hasViolation() {
    return violation.isPresent();
  }

  final void report(String oracle, String text) {
    if (violation.isEmpty()) {
      violation = Optional.of(new OracleViolation(oracle, text));
    }
  }

  /** A replica threw: only an honest one's host reports it. */
  final void onReplicaFailure(ScheduledHost host, String what) {
    report("STEP", "replica " + host.name() + " failed: " + what);
  }

  /** The consensus nodes, as far as is known. */
  abstract Membership lastMembers();

  /** The highest number of a view that an honest replica wanted; 0 where there are no views. */
  int highestView() {
    return 0;
  }

  /** A host has done all the requested work of its replica so far. */
  void onIdle(ScheduledHost host) {}

  /** Whether this has to be executed in the end. */
  boolean mustExecute(Transaction request) {
    return true;
  }

  /** Whether these hosts have nothing more to agree on. */
  boolean isConverged(List<ScheduledHost> hosts) {
    return true;
  }

  /** Blocks that honest hosts committed, each counted once. */
  abstract int committed();

  /** An input of a host. */
  void onInput(ScheduledHost host, Input input) {}

  /** A replica puts something out. */
  void onOutput(ScheduledHost host, Output output) {}

  /** Whether the host has the state that this block is to be executed on (PBFT-35). */
  final boolean hasStateBelow(ScheduledHost host, Block block) {
    boolean has = block.height() == host.stateMachine().height() + 1;
    if (!has && host.isHonest()) {
      report("ROOT", "host " + host.name() + " has not the state below " + block);
    }
    return has;
  }

  final void checkOnce(ScheduledHost host) {
    host.stateMachine()
        .executedTwice()
        .ifPresent(
            request ->
                report("DUP", "host " + host.name() + " executed " + request.brief() + " twice"));
  }

  /** A host carries out a commit; it is about to execute the block. */
  abstract void committed(ScheduledHost host, Block block, Certificate certificate);

  abstract void executed(ScheduledHost host, ExecutionResult execution);

  /** A host was to load a state: it does only if that has the certified root (PBFT-35). */
  final void offered(ScheduledHost host, Output.Restore restore, Optional<Hash> root) {
    root.filter(restore.stateRoot()::equals).ifPresent(loaded -> restored(host, restore, loaded));
  }

  /** A host has loaded a state with this root. */
  abstract void restored(ScheduledHost host, Output.Restore restore, Hash root);

  abstract void reverted(ScheduledHost host, long height);

  abstract void crashed(ScheduledHost host);

  void submitted(ScheduledClient client, Transaction request) {}

  abstract void accepted(ScheduledClient client, Transaction request, Output.Accepted accepted);
}
