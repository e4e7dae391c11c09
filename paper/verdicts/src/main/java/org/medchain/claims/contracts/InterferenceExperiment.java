package org.medchain.claims.contracts;

import java.util.List;
import java.util.Optional;
import org.medchain.claims.contracts.AgreementStory.AgreementOutcome;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.MedicalContract;
import org.medchain.game.random.ReplicateSeed;

/**
 * Whose requests change the outcome of an agreement (CON-12, GAME-7, GAME-8): the same story with
 * and without one act of those who are no party to it, and the same blocks at a second node.
 */
public final class InterferenceExperiment implements ClaimExperiment {
  private static final String CLAIM = "contract-no-interference";
  private static final String PAIRS = "interference_pairs";

  /** Nothing is kept between runs. */
  public InterferenceExperiment() {}

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(PAIRS, 100, 1000, "pairs of stories for each act of others"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    ClaimFigures figures = run.figures(CLAIM);
    int pairs = run.count(PAIRS);
    long blocks = 0;
    long differing = 0;
    try (RawTable raw =
        run.raw(
            "contract-interference",
            "act",
            "pair",
            "triggered",
            "triggered_with_act",
            "records_delivered",
            "records_delivered_with_act",
            "same_outcome",
            "blocks",
            "blocks_with_another_result")) {
      for (OutsideAct act : OutsideAct.values()) {
        long changed = 0;
        for (int pair = 0; pair < pairs; pair++) {
          StoryPair told = StoryPair.of(run.seed(), act, pair);
          changed += told.isSame() ? 0 : 1;
          blocks += told.blocks();
          differing += told.differingBlocks();
          told.write(raw);
        }
        run.progress("acts of others: " + act.key());
        figures.share(
            "other_outcome_" + act.key(), changed, pairs, "stories that end otherwise with it");
      }
    }
    figures.value(
        "blocks_with_another_result",
        differing,
        blocks,
        "blocks whose state root, receipts root or receipts differ at a second node");
  }

  /** A story told twice: as it is, and with an act of others. */
  private record StoryPair(
      OutsideAct act,
      int number,
      AgreementOutcome plain,
      AgreementOutcome disturbed,
      long blocks,
      long differingBlocks) {
    static StoryPair of(long master, OutsideAct act, int number) {
      ReplicateSeed seed = ReplicateSeed.of(master, "interference " + act.key(), number);
      boolean together = act == OutsideAct.ORDER;
      AgreementOutcome plain = AgreementStory.of(seed, together, Optional.empty()).tell();
      AgreementStory other = AgreementStory.of(seed, together, Optional.of(act));
      AgreementOutcome disturbed = other.tell();
      return new StoryPair(
          act, number, plain, disturbed, other.chain().blocks().size(), differing(other.chain()));
    }

    /** A second node executes the blocks, and remembers nothing of the first one's work. */
    private static long differing(ScenarioChain chain) {
      MedicalContract second = new MedicalContract(chain.genesis(), 0);
      long differing = 0;
      for (int i = 0; i < chain.blocks().size(); i++) {
        boolean same = second.apply(chain.blocks().get(i)).equals(chain.executions().get(i));
        differing += same ? 0 : 1;
      }
      return differing;
    }

    boolean isSame() {
      return plain.equals(disturbed);
    }

    void write(RawTable raw) {
      raw.row(
          act.key(),
          number,
          plain.triggered(),
          disturbed.triggered(),
          plain.records().size(),
          disturbed.records().size(),
          isSame(),
          blocks,
          differingBlocks);
    }
  }
}
