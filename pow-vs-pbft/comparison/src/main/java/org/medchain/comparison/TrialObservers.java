package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * What looks at a run: besides the observers of chains, agreement, events and a day, the one that
 * hands requests to the recorder, counts states that a node loads from another, and lets the
 * caller's hook see the progress and end the run.
 */
final class TrialObservers implements SimulationObserver {
  private static final int STEPS_BETWEEN = 4096;
  private static final double NS_PER_S = 1e9;
  private static final long NS_PER_US = 1000;

  final LatencyRecorder load;
  final ChainObserver chain;
  final AgreementChecker agreement;
  final TraceDigest digest = new TraceDigest();
  final Optional<DayRecorder> day;

  private final TrialSetup prepared;
  private final TrialCell cell;
  private final TrialHook hook;
  private long steps;
  private long messages;
  private long stateTransfers;

  TrialObservers(TrialCell cell, TrialSetup prepared, TrialHook hook) {
    this.cell = cell;
    this.prepared = prepared;
    this.hook = hook;
    ExpectedGuarantees standing = prepared.trial().standing();
    int confirmations = cell.consensus().isFinal() ? 1 : prepared.confirmations().count();
    load = new LatencyRecorder(prepared.trial().timing().measurementWindow());
    chain = new ChainObserver(standing.chainNodes(cell.consensus()));
    Set<Integer> agreeing = Set.copyOf(standing.agreementNodes(cell.consensus()));
    agreement = new AgreementChecker(confirmations, agreeing::contains);
    day = prepared.day().map(DayRecorder::new);
  }

  SimulationObserver all() {
    List<SimulationObserver> all = new ArrayList<>(List.of(this, chain, agreement, digest));
    day.ifPresent(all::add);
    return SimulationObserver.all(all);
  }

  long violations() {
    return agreement.violations()
        + prepared.byzantine().divergedNodes()
        + (chain.isObserving() ? chain.wrongAnswers() : 0);
  }

  long stateTransfers() {
    return stateTransfers;
  }

  @Override
  public void submitted(int client, RequestId request, long intendedNs, long atNs) {
    load.submitted(intendedNs / NS_PER_US);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    load.committed(intendedNs / NS_PER_US, atNs / NS_PER_US, receipt.succeeded());
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    messages++;
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Restore restore && restore.state().isPresent()) {
        stateTransfers++;
      }
    }
    steps++;
    if (steps % STEPS_BETWEEN == 0) {
      if (hook.isCancelled()) {
        throw new TrialCancelled(cell);
      }
      hook.onProgress(atNs / NS_PER_S, messages);
    }
  }
}
