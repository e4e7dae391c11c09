package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.metrics.TrialVerdict;

/** CMP-45: requests and replies under message authentication codes, by config. */
class RequestAuthenticationTest {
  private static TrialResult run(RequestProofKind requests, FaultKind fault, double rate) {
    ExperimentConfig usual = TestTrials.config(4, fault, rate);
    ExperimentConfig config =
        TestTrials.config(
            usual, TestTrials.pbft(2, 8, requests), usual.pow(), List.of(), List.of());
    return TestTrials.run(ProtocolKind.PBFT, config);
  }

  @Test
  void allRequestsGetRepliesWithoutSignatures() {
    TrialResult signed = run(RequestProofKind.SIGNED, FaultKind.CRASH, 0);
    TrialResult macs = run(RequestProofKind.MACS, FaultKind.CRASH, 0);
    assertThat(macs.verdict()).isEqualTo(TrialVerdict.PASS);
    assertThat(macs.requests().committed()).isEqualTo(signed.requests().committed());
    assertThat(macs.traceHash()).as("another run").isNotEqualTo(signed.traceHash());
  }

  @Test
  void soItIsWithACrashedNode() {
    assertThat(run(RequestProofKind.MACS, FaultKind.CRASH, 0.25).verdict())
        .isEqualTo(TrialVerdict.PASS);
  }
}
