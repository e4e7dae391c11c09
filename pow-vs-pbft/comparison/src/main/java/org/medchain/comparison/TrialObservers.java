package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * What looks at a run.
 *
 * @param load requests and their finality
 * @param chain the nodes' chains
 * @param agreement among the nodes
 * @param transfers of states between nodes
 * @param digest over all events
 * @param hook of the caller
 * @param day the steps of a day
 */
record TrialObservers(
    LatencyRecorder load,
    ChainObserver chain,
    AgreementChecker agreement,
    StateTransferObserver transfers,
    TraceDigest digest,
    TrialHookObserver hook,
    Optional<DayRecorder> day) {
  static TrialObservers of(TrialCell cell, TrialSetup prepared, TrialHook hook) {
    ExpectedGuarantees standing = prepared.trial().standing();
    int confirmations = cell.consensus().isFinal() ? 1 : prepared.confirmations().count();
    return new TrialObservers(
        new LatencyRecorder(prepared.trial().timing().measurementWindow()),
        new ChainObserver(standing.chainNodes(cell.consensus())),
        new AgreementChecker(
            confirmations, Set.copyOf(standing.agreementNodes(cell.consensus()))::contains),
        new StateTransferObserver(),
        new TraceDigest(),
        new TrialHookObserver(cell, hook),
        prepared.day().map(DayRecorder::new));
  }

  SimulationObserver all() {
    List<SimulationObserver> all =
        new ArrayList<>(List.of(new LoadObserver(load), chain, agreement, transfers, digest, hook));
    day.ifPresent(all::add);
    return SimulationObserver.all(all);
  }

  long violations(TrialSetup prepared) {
    return agreement.violations()
        + prepared.byzantine().divergedNodes()
        + (chain.isObserving() ? chain.wrongAnswers() : 0);
  }
}
