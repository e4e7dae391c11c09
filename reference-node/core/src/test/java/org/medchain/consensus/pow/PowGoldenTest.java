package org.medchain.consensus.pow;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.GoldenCluster;
import org.medchain.consensus.golden.GoldenFile;
import org.medchain.consensus.golden.GoldenNames;
import org.medchain.consensus.golden.PowMessageText;
import org.medchain.network.Membership;

/** POW-11, POW-28, POW-33: a fork with k confirmations, and a deep reorganisation. */
class PowGoldenTest {
  private static final int NODES = 4;
  private static final int CONFIRMATIONS = 3;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aForkAndItsResolution() {
    play("pow-fork.txt");
  }

  @Test
  void aDeepReorganisation() {
    play("pow-deep-reorganisation.txt");
  }

  private static void play(String file) {
    ChainParameters chain = ConsensusTestChain.parameters(2, PowFixture.EASY);
    Membership members = GoldenCluster.members(NODES);
    PowParameters parameters =
        new PowParameters(
            chain,
            CONFIRMATIONS,
            new BatchLimits(10, 10_000, SECOND / 10),
            100,
            SECOND,
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            Optional.empty());
    GoldenNames names = new GoldenNames();
    GoldenCluster.Protocol pow =
        new GoldenCluster.Protocol(
            chain,
            members,
            PowMessages.all(),
            key -> new PowReplica(parameters, members, key),
            () -> new PowClientSession(parameters, members, SECOND),
            message -> PowMessageText.of(message, names),
            PowGoldenTest::isShown);
    GoldenFile.check(file, new GoldenCluster(pow, names));
  }

  private static boolean isShown(Output output) {
    return !(output instanceof Output.StartTimer || output instanceof Output.StopTimer);
  }
}
