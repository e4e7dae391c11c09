package org.medchain.spec;

import java.util.List;

/**
 * PBFT-13 and PBFT-15 to PBFT-17 in the small: with checkpoints, collection and jumps to loaded
 * states rule D still holds, a stable checkpoint is of a decided block and the right state, and
 * what others need is not collected; each planted defect violates what it is expected to.
 *
 * <p>The largest takes three quarters of an hour. Its number of states is that of one worker: the
 * order in which states are met decides how many of them VIEW and SYMMETRY together take for one.
 */
class PbftCheckpointModelTest extends ModelTest {
  PbftCheckpointModelTest() {
    super("PbftCheckpoint");
  }

  @Override
  List<Case> largeCases() {
    return named(
        """
        checkpoint-2heights checkpoint-M20 checkpoint-M21
        checkpoint-witness-NoVoteOnLoadedParent
        checkpoint-witness-NoDecisionOnStableStart checkpoint-3views
        chain-2views-all chain-witness-NoCertificateOnNewerDecision
        checkpoint-3heights-full
        """);
  }
}
