package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Protocol;
import org.medchain.comparison.config.Requests;
import org.medchain.comparison.metrics.Verdict;

/** CMP-45: requests and replies under message authentication codes, by config. */
class AuthenticatorsTest {
  private static TrialResult run(Requests requests, FaultKind fault, double rate) {
    ExperimentConfig usual = TestTrials.config(4, fault, rate);
    ExperimentConfig config =
        TestTrials.config(
            usual, TestTrials.pbft(2, 8, requests), usual.pow(), List.of(), List.of());
    return TestTrials.run(Protocol.PBFT, config);
  }

  @Test
  void everythingIsAnsweredWithoutSignatures() {
    TrialResult signed = run(Requests.SIGNED, FaultKind.CRASH, 0);
    TrialResult macs = run(Requests.MACS, FaultKind.CRASH, 0);
    assertThat(macs.verdict()).isEqualTo(Verdict.PASS);
    assertThat(macs.requests().committed()).isEqualTo(signed.requests().committed());
    assertThat(macs.traceHash()).as("another run").isNotEqualTo(signed.traceHash());
  }

  @Test
  void soItIsWithACrashedNode() {
    assertThat(run(Requests.MACS, FaultKind.CRASH, 0.25).verdict()).isEqualTo(Verdict.PASS);
  }
}
