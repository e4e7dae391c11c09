package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ConfigDraft;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.workload.CommittedDataset;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.SymbolicSignatures;

/** CLUSTER-28: what is between two processes of a trial is what its config says of them. */
class ProcessTrialTest {
  private static final int NODES = 4;

  @Test
  void eachPairHasItsDelay() {
    NetworkConfig network =
        new NetworkConfig(
            new Latency.Constant(10),
            100,
            0,
            List.of(new LinkConfig(1, 2, new Latency.Uniform(3, 4), 0)),
            Optional.of(
                new ClientAccessConfig(
                    List.of(new ClientAccessConfig.ClientLinkConfig(1, 3, new Latency.Constant(5))),
                    List.of())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    TrialCell cell =
        TrialGrid.of(
                new ConfigDraft(TestTrials.config(NODES, FaultKind.CRASH, 0))
                    .protocols(List.of(ProtocolKind.PBFT))
                    .network(network)
                    .config())
            .getFirst();
    ProcessTrial trial =
        new ProcessTrial(cell, CommittedDataset.records(), new SymbolicSignatures());
    DelayDistribution usual = new DelayDistribution.Constant(10);
    DelayDistribution near = new DelayDistribution.Constant(5);
    assertThat(trial.delay(1, 2)).isEqualTo(new DelayDistribution.Uniform(3, 4));
    assertThat(trial.delay(2, 1)).as("the way back is a link of its own").isEqualTo(usual);
    assertThat(trial.delay(NODES + 1, 3)).isEqualTo(near);
    assertThat(trial.delay(3, NODES + 1)).isEqualTo(near);
    assertThat(trial.delay(NODES, 3)).isEqualTo(usual);
    assertThat(trial.uplinkNsPerByte(0, 1)).isEqualTo(80);
    assertThat(trial.random().stream("a", 0).nextLong())
        .isEqualTo(trial.random().stream("a", 0).nextLong());
  }
}
