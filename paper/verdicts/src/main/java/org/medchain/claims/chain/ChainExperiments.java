package org.medchain.claims.chain;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class ChainExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "alert-on-change", AlertOnChange::run,
          "alter-needs-later-blocks", LaterBlocks::run,
          "append-only", AppendOnlyLedger::run,
          "block-holds-all-since-last", BlocksSinceLast::run,
          "difficulty-gives-target", DifficultyTarget::run,
          "header-own-hash", HeaderOwnHash::run,
          "merkle-two-ways", MerkleTwoWays::run,
          "older-costlier", OlderCostlier::run,
          "valid-under-target", ValidUnderTarget::run);

  private ChainExperiments() {}
}
