package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.data.Difficulty;

/** PBFT-11, PBFT-12, PBFT-15, PBFT-23: which parameters a chain may have. */
class PbftParametersTest {
  private static final BatchLimits BATCH = new BatchLimits(1, 1, 0);

  private static PbftParameters parameters(
      ChainParameters chain, long viewNs, long retransmitNs, int pool, long interval) {
    return new PbftParameters(chain, BATCH, viewNs, retransmitNs, pool, interval);
  }

  private static ChainParameters unsealed() {
    return ConsensusTestChain.parameters(2, Difficulty.NONE);
  }

  /** 1 of each is allowed. */
  @Test
  void oneOfEachIsEnough() {
    PbftParameters least = parameters(unsealed(), 1, 1, 1, 1);
    assertThat(least.checkpointInterval()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0"})
  void noneOfAnyIsNot(long viewNs, long retransmitNs, int pool, long interval) {
    assertRefused(() -> parameters(unsealed(), viewNs, retransmitNs, pool, interval));
  }

  /** PBFT-23: a sealed block holds its parent's hash, so none can be sealed before the parent. */
  @Test
  void sealedBlocksComeOneAfterTheOther() {
    Difficulty easy = Difficulty.ofCoefficient(16);
    assertThat(parameters(ConsensusTestChain.parameters(1, easy), 1, 1, 1, 1).chain().window())
        .isEqualTo(1);
    assertRefused(() -> parameters(ConsensusTestChain.parameters(2, easy), 1, 1, 1, 1));
  }
}
