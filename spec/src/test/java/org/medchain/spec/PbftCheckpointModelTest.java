package org.medchain.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * PBFT-13 and PBFT-15 to PBFT-17 in the small: with checkpoints, collection and jumps to loaded
 * states rule D still holds, a stable checkpoint is of a decided block and the right state, and
 * what others need is not collected; each planted defect violates what it is expected to.
 */
class PbftCheckpointModelTest extends ModelTest {
  private static final String MODEL = "PbftCheckpoint";

  @Override
  List<Case> cases() {
    return Stream.of(asBuilt(), chain(), defects(), witnesses()).flatMap(List::stream).toList();
  }

  /**
   * PBFT-13: the chain without checkpoints, with starts and primaries that propose ahead; and that
   * a replica lags in a view which others have left for a decision, and hears of that.
   */
  private static List<Case> chain() {
    return List.of(
        Case.holds(MODEL, "chain-3views-silent", 2_416), chainWitness("NoVoteOnNewerDecision"));
  }

  private static Case chainWitness(String claim) {
    return Case.violates(MODEL, "chain-witness-" + claim, claim);
  }

  private static List<Case> asBuilt() {
    return List.of(
        Case.holds(MODEL, "checkpoint-1view", 186),
        Case.holds(MODEL, "checkpoint-3heights", 1_688));
  }

  private static List<Case> defects() {
    return List.of(
        Case.violates(MODEL, "checkpoint-M20-1view", "StableConsistent"),
        Case.violates(MODEL, "checkpoint-M21-silent", "NothingNeededCollected"),
        // PBFT-18: a compacted log that has certificates of prepared blocks, not the blocks.
        Case.violates(MODEL, "checkpoint-restarts", "NothingNeededCollected"));
  }

  /** What is claimed never to happen does happen. */
  private static List<Case> witnesses() {
    return Stream.of(
            "NothingBecomesStable",
            "NoVoteOnLoadedParent-1view",
            "NoDecisionOnStableStart-silent",
            "NoViewAboveCollected")
        .map(PbftCheckpointModelTest::witness)
        .toList();
  }

  /** Named after the claim, and after how the model is smaller. */
  private static Case witness(String name) {
    return Case.violates(MODEL, "checkpoint-witness-" + name, name.replaceFirst("-.*", ""));
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.holds(MODEL, "checkpoint-2heights", 103_656),
        Case.violates(MODEL, "checkpoint-M20", "StableConsistent"),
        Case.violates(MODEL, "checkpoint-M21", "NothingNeededCollected"),
        witness("NoVoteOnLoadedParent"),
        witness("NoDecisionOnStableStart"),
        Case.holds(MODEL, "checkpoint-3views", 89_799),
        Case.holds(MODEL, "chain-2views-all", 97_129),
        chainWitness("NoCertificateOnNewerDecision"),
        // Three quarters of an hour. The number is that of one worker: the order in which states
        // are met decides how many of them VIEW and SYMMETRY together take for one.
        Case.holds(MODEL, "checkpoint-3heights-full", 4_161_916));
  }
}
