package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;

/** FAULT-22: what a power failure leaves follows from the plan. */
class InjectedNodeFaultsTest {
  @TempDir Path node;

  private String faultsOfPowerLossUntil(double untilS) throws Exception {
    FaultEvent fault =
        new FaultEvent(NemesisKind.POWER_LOSS, 1, untilS, List.of(0), OptionalDouble.empty());
    new InjectedNodeFaults(7).begin(fault, 0, node);
    return Files.readString(node.resolve("faults.txt"));
  }

  @Test
  void aPowerFailureLosesAllThatWasNotForcedOrTheEndOfTheLastWrite() throws Exception {
    assertThat(faultsOfPowerLossUntil(2.000))
        .contains("disk-lose-unforced", "disk-slow-ms 200")
        .doesNotContain("disk-torn");
    assertThat(faultsOfPowerLossUntil(2.001))
        .contains("disk-torn", "disk-slow-ms 200")
        .doesNotContain("disk-lose-unforced");
  }
}
