package org.medchain.comparison.metrics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.medchain.comparison.config.RecordCopy;

/**
 * The chain at the end.
 *
 * @param blocks height of the longest chain that an honest live node committed; empty where no such
 *     node exists
 * @param viewChanges number of the highest view that an honest live replica reached; empty for
 *     proof of work
 * @param forks blocks mined that are not on the final best chain; empty for PBFT
 * @param staleRate those as a share of all blocks mined; empty for PBFT and where none was mined
 * @param agreementViolations heights, reverts and roots at which honest nodes disagreed
 * @param confirmations k, after which a block counts as final; empty for PBFT
 * @param reversalProbability of a block with k confirmations, against an attacker with the nominal
 *     fault rate, or the share of the Byzantine nodes where that is more, as share of the hash
 *     power; empty for PBFT
 * @param byzantineBlockShare share of the longest chain's blocks that Byzantine nodes found; empty
 *     for PBFT, and where there are no blocks or no Byzantine nodes
 * @param late figures of the last quarter of the chain; empty for PBFT, for proof of work under one
 *     difficulty, and where there are fewer than four blocks
 */
public record ChainMetrics(
    OptionalLong blocks,
    OptionalLong viewChanges,
    OptionalLong forks,
    OptionalDouble staleRate,
    long agreementViolations,
    OptionalInt confirmations,
    OptionalDouble reversalProbability,
    OptionalDouble byzantineBlockShare,
    Optional<LastQuarterBlocks> late) {
  /** Of a protocol whose blocks are final at once. */
  public static ChainMetrics ofFinality(
      OptionalLong blocks, OptionalLong viewChanges, long agreementViolations) {
    return RecordCopy.ofNothing(ChainMetrics.class)
        .with("blocks", blocks)
        .with("viewChanges", viewChanges)
        .with("agreementViolations", agreementViolations)
        .made();
  }
}
