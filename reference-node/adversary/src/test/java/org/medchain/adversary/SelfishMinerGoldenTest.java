package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.GoldenCluster;
import org.medchain.consensus.golden.GoldenFile;
import org.medchain.consensus.golden.GoldenNames;
import org.medchain.consensus.golden.PowMessageText;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowClientSession;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.data.Difficulty;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** ADV-40: plays {@code golden/pow-selfish-miner.txt}, the states of Eyal and Sirer (2014) §4. */
class SelfishMinerGoldenTest {
  private static final int NODES = 4;
  private static final int CONFIRMATIONS = 3;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aSelfishMinerAmongHonestOnes() {
    ChainParameters chain = ConsensusTestChain.parameters(2, Difficulty.ofCoefficient(16));
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
            key -> miner(chain, members, new PowReplica(parameters, members, key), key),
            () -> new PowClientSession(parameters, members, SECOND),
            message -> PowMessageText.of(message, names),
            SelfishMinerGoldenTest::isShown);
    GoldenFile.check("pow-selfish-miner.txt", new GoldenCluster(pow, names));
  }

  /** Node 0 is the selfish one. */
  private static Replica miner(
      ChainParameters chain, Membership members, Replica correct, PublicKey key) {
    return members.indexOf(key) > 0
        ? correct
        : AdversaryFactory.wrap(
            ActivePeriod.ALWAYS,
            List.of(new ByzantineBehaviour.SelfishMining()),
            correct,
            new AdversarySetup(members, chain, key, List.of(), 1));
  }

  private static boolean isShown(Output output) {
    return switch (output) {
      case Output.StartTimer start -> false;
      case Output.StopTimer stop -> false;
      case Output.Mine mine -> false;
      default -> true;
    };
  }
}
