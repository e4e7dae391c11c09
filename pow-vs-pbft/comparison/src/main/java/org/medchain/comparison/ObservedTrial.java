package org.medchain.comparison;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.ReasonedVerdict;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.metrics.VerdictEvidence;

/**
 * What was seen of a trial, simulated or real, and how it is judged.
 *
 * @param standing what the protocol promises in it
 * @param latency of the measured requests
 * @param firstViolation of agreement, in words
 * @param endS when it ended
 * @param traceHash digest over its events; empty where nothing was simulated
 * @param machine where its nodes were real
 */
record ObservedTrial(
    TrialCell cell,
    FaultAssignment faulty,
    ExpectedGuarantees standing,
    LatencyRecorder recorder,
    Histogram latency,
    ResourceCosts costs,
    ChainMetrics chain,
    RecoveryMetrics recovery,
    Optional<String> firstViolation,
    double endS,
    String traceHash,
    Optional<MachineContention> machine) {
  TrialResult result() {
    ReasonedVerdict judgement =
        new VerdictEvidence(
                chain.agreementViolations(),
                standing.agreementPromised(),
                recorder.requests(),
                standing.honest().size(),
                standing.expectedLive(),
                standing.quorumImpossible(),
                cell.finality().unmetReason(cell))
            .verdict();
    Optional<String> reason =
        judgement
            .reason()
            .map(why -> firstViolation.map(first -> why + "; first: " + first).orElse(why));
    return new TrialResult(
        cell,
        faulty.byzantine().size(),
        standing.expectedLive(),
        recorder.requests(),
        recorder.figures(),
        costs,
        chain,
        recovery,
        judgement.verdict(),
        cell.timing().appendReason(reason),
        endS,
        traceHash,
        latency,
        recorder.warmup(),
        machine,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
