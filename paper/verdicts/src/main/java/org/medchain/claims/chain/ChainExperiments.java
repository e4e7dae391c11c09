package org.medchain.claims.chain;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.tracing.TraceableChain;

/** The experiments on the chain, in the order of the file of claims. */
public final class ChainExperiments {
  /** All of them. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new TraceableChain(),
          new LaterBlocks(),
          new OlderCostlier(),
          new PbftImmutability(),
          new AppendOnlyLedger(),
          new AlertOnChange(),
          new HeaderOwnHash(),
          new BlocksSinceLast(),
          new MerkleTwoWays(),
          new ValidUnderTarget(),
          new DifficultyTarget());

  private ChainExperiments() {}
}
