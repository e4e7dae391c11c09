package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.claims.contracts.AgreementStory.AgreementOutcome;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.contract.MedicalContract;
import org.medchain.game.random.ReplicateSeed;

/**
 * Whose requests change the outcome of an agreement (CON-12, GAME-7, GAME-8): the same story with
 * and without one act of those who are no party to it, and the same blocks at a second node.
 */
final class InterferenceExperiment {

  private InterferenceExperiment() {}

  /** A story told twice: as it is, and with an act of others. */
  private record StoryPair(
      String act,
      int pair,
      boolean triggered,
      boolean triggeredWithAct,
      int recordsDelivered,
      int recordsDeliveredWithAct,
      boolean sameOutcome,
      int blocks,
      long blocksWithAnotherResult) {}

  static void run(ClaimRun run) throws Exception {
    List<StoryPair> pairs = new ArrayList<>();
    for (OutsideAct act : OutsideAct.values()) {
      for (int pair = 0; pair < run.count("interference_pairs"); pair++) {
        pairs.add(tell(run.seed(), act, pair));
      }
      run.progress("acts of others: " + act.key());
    }
    run.raw("contract-interference", pairs);
  }

  private static StoryPair tell(long master, OutsideAct act, int number) {
    ReplicateSeed seed = ReplicateSeed.of(master, "interference " + act.key(), number);
    boolean together = act == OutsideAct.ORDER;
    AgreementOutcome plain = AgreementStory.of(seed, together, Optional.empty()).tell();
    AgreementStory other = AgreementStory.of(seed, together, Optional.of(act));
    AgreementOutcome disturbed = other.tell();
    return new StoryPair(
        act.key(),
        number,
        plain.triggered(),
        disturbed.triggered(),
        plain.records().size(),
        disturbed.records().size(),
        plain.equals(disturbed),
        other.chain().blocks().size(),
        differing(other.chain()));
  }

  /** A second node executes the blocks, and remembers nothing of the first one's work. */
  private static long differing(ScenarioChain chain) {
    MedicalContract second = new MedicalContract(chain.genesis(), 0);
    return IntStream.range(0, chain.blocks().size())
        .filter(i -> !second.apply(chain.blocks().get(i)).equals(chain.executions().get(i)))
        .count();
  }
}
