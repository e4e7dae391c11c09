package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;

/** SIM-18: every disagreement is seen, and nothing else. */
class AgreementCheckerTest {
  /** Two branches from one genesis block: left[i] and right[i] have height i + 1. */
  private final Block[] left = branch(1, 5);

  private final Block[] right = branch(2, 5);

  private static Block[] branch(long salt, int length) {
    Block[] blocks = new Block[length];
    Hash parent = new Hash(salt, 0, 0, 1);
    for (int i = 0; i < length; i++) {
      blocks[i] = block(i + 1, parent);
      parent = blocks[i].hash();
    }
    return blocks;
  }

  private static Block block(long height, Hash previous) {
    return Block.of(
        new Header(
            Header.VERSION,
            previous,
            height,
            MerkleTree.EMPTY_ROOT,
            0,
            height,
            Hash.ZERO,
            Hash.ZERO,
            Difficulty.NONE,
            RandomString.ZERO),
        List.of());
  }

  private static void commit(AgreementChecker checker, int node, Block... blocks) {
    for (Block block : blocks) {
      checker.committed(
          node, 0, block, new QuorumCertificate(0, block.height(), block.hash(), List.of()));
    }
  }

  @Test
  void equalChainsAgree() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    commit(checker, 1, left[0], left[1]);
    assertThat(checker.violations()).isZero();
    assertThat(checker.descriptions()).isEmpty();
    assertThat(checker.finalHeight()).isEqualTo(5);
  }

  @Test
  void twoBlocksOfOneHeightDisagree() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    commit(checker, 1, right[0], right[1]);
    assertThat(checker.violations()).isEqualTo(2);
    assertThat(checker.descriptions().get(0))
        .startsWith("n1 takes " + right[0].hash().brief() + " for final at height 1");
  }

  @Test
  void aNodeThatDoesNotCountCausesNoDisagreement() {
    AgreementChecker checker = new AgreementChecker(1, node -> node != 1);
    commit(checker, 0, left);
    commit(checker, 1, right);
    checker.reverted(1, 0, 0);
    assertThat(checker.violations()).isZero();
    commit(checker, 2, right);
    assertThat(checker.violations()).isEqualTo(right.length);
  }

  @Test
  void aFinalBlockIsNeverUndone() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    checker.reverted(0, 0, 3);
    assertThat(checker.violations()).isEqualTo(2);
    commit(checker, 0, left[3], left[4]);
    assertThat(checker.violations()).as("the same blocks again are no further ones").isEqualTo(2);
  }

  @Test
  void aBlockIsFinalWhenItIsConfirmed() {
    AgreementChecker checker = new AgreementChecker(3, node -> true);
    commit(checker, 0, left[0], left[1]);
    commit(checker, 1, right[0], right[1]);
    assertThat(checker.finalHeight()).isZero();
    checker.reverted(1, 0, 0);
    commit(checker, 1, left[0], left[1], left[2]);
    assertThat(checker.finalHeight()).isEqualTo(1);
    assertThat(checker.height()).isEqualTo(3);
    commit(checker, 0, left[2], left[3]);
    assertThat(checker.violations()).isZero();
    // Heights 1 and 2 are final at node 0, so one of the blocks undone was.
    checker.reverted(0, 0, 1);
    assertThat(checker.violations()).isEqualTo(1);
  }

  @Test
  void confirmedBlocksDisagree() {
    AgreementChecker checker = new AgreementChecker(3, node -> true);
    commit(checker, 0, left);
    commit(checker, 1, right[0], right[1]);
    assertThat(checker.violations()).isZero();
    commit(checker, 1, right[2]);
    assertThat(checker.violations()).isEqualTo(1);
  }

  @Test
  void commitsFormAChain() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left[0], left[2]);
    assertThat(checker.violations()).isEqualTo(1);
    commit(checker, 0, right[1]);
    assertThat(checker.violations()).isEqualTo(2);
    commit(checker, 0, left[1]);
    assertThat(checker.violations()).isEqualTo(2);
    checker.committed(0, 0, left[2], new QuorumCertificate(0, 3, left[1].hash(), List.of()));
    assertThat(checker.violations()).isEqualTo(3);
  }

  @Test
  void oneBlockHasOneStateRoot() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    checker.executed(0, 0, execution(left[0], 1));
    checker.executed(1, 0, execution(left[0], 1));
    checker.executed(2, 0, execution(right[0], 2));
    assertThat(checker.violations()).isZero();
    checker.executed(3, 0, execution(left[0], 2));
    assertThat(checker.violations()).isEqualTo(1);
  }

  /** SIM-26. */
  @Test
  void aRestartedNodeMayCommitTheSameAgain() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    checker.restarted(0, 0);
    commit(checker, 0, left[0], left[1]);
    assertThat(checker.violations()).isZero();
    commit(checker, 0, left[3]);
    assertThat(checker.violations()).as("still a chain").isEqualTo(1);
  }

  /** SIM-26: what it took for final stays so when it has forgotten it. */
  @Test
  void aRestartedNodeMayNotCommitOtherBlocks() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    checker.restarted(0, 0);
    commit(checker, 0, right);
    assertThat(checker.violations()).isEqualTo(right.length);
  }

  /** SIM-26: under proof of work it may come back on another branch, if nothing was final. */
  @Test
  void whatWasNotFinalMayChangeInARestart() {
    AgreementChecker checker = new AgreementChecker(3, node -> true);
    commit(checker, 0, left[0], left[1], left[2]);
    checker.restarted(0, 0);
    commit(checker, 0, right[0], right[1]);
    assertThat(checker.violations()).isZero();
    commit(checker, 0, right[2]);
    assertThat(checker.violations()).as("the first block was").isEqualTo(1);
  }

  /** SIM-26. */
  @Test
  void aRestoredNodeContinuesFromItsSnapshot() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, left);
    checker.restored(1, 0, 3, left[2].hash());
    commit(checker, 1, left[3], left[4]);
    assertThat(checker.violations()).isZero();
    checker.restored(2, 0, 3, right[2].hash());
    assertThat(checker.violations()).as("another block at height 3").isEqualTo(1);
    commit(checker, 2, left[3]);
    assertThat(checker.violations()).as("no child of it").isEqualTo(2);
  }

  /** SIM-26: a snapshot makes its block final, also before any node has committed it. */
  @Test
  void othersHaveToAgreeWithWhatWasRestored() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    checker.restored(1, 0, 1, left[0].hash());
    assertThat(checker.finalHeight()).isEqualTo(1);
    commit(checker, 0, right[0]);
    assertThat(checker.violations()).isEqualTo(1);
  }

  /** SIM-27: reports of a Byzantine node cause no disagreement. */
  @Test
  void aByzantineNodeIsNotWatched() {
    AgreementChecker checker = new AgreementChecker(1, node -> node != 1);
    commit(checker, 0, left);
    checker.restarted(1, 0);
    checker.restored(1, 0, 2, right[1].hash());
    checker.executed(0, 0, execution(left[0], 1));
    checker.executed(1, 0, execution(left[0], 2));
    assertThat(checker.violations()).isZero();
    assertThat(checker.finalHeight()).isEqualTo(5);
  }

  private static ExecutionResult execution(Block block, long root) {
    return new ExecutionResult(
        block.height(), block.hash(), new Hash(root, 0, 0, 0), Hash.ZERO, List.of());
  }

  @Test
  void descriptionsAreFewHoweverManyViolations() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    for (int i = 0; i < 1_000; i++) {
      commit(checker, 0, left[3]);
    }
    assertThat(checker.violations()).isEqualTo(1_000);
    assertThat(checker.descriptions()).hasSize(20);
  }
}
