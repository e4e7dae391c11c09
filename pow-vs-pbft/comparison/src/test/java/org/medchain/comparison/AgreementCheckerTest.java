package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;

/** SIM-18, SIM-26, SIM-27: every disagreement is seen, and nothing else. */
class AgreementCheckerTest {
  private static final int LENGTH = 5;

  /** Two branches from one genesis block, by their letters: block i has height i + 1. */
  private static final Map<Character, Block[]> BRANCHES = Map.of('L', branch(1), 'R', branch(2));

  private static Block[] branch(long salt) {
    Block[] blocks = new Block[LENGTH];
    Hash parent = new Hash(salt, 0, 0, 1);
    for (int i = 0; i < LENGTH; i++) {
      blocks[i] =
          Block.of(
              new Header(
                  Header.VERSION,
                  parent,
                  i + 1,
                  MerkleTree.EMPTY_ROOT,
                  0,
                  i + 1,
                  Hash.ZERO,
                  Hash.ZERO,
                  Difficulty.NONE,
                  RandomString.ZERO),
              List.of());
      parent = blocks[i].hash();
    }
    return blocks;
  }

  /**
   * Steps: {@code n0+L1-3} commits, {@code n0-2} reverts to a height, {@code n0!} restarts, {@code
   * n0@L3} is restored, {@code n0=L1/7} executes with this root; {@code =2} violations so far,
   * {@code ^5} the final height.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | n0+L1-5 n1+L1-2 =0 ^5
          1 | n0+L1-5 n1+R1-2 =2
          1 | n0+L1-5 n0-3 =2 n0+L4-5 =2
          3 | n0+L1-2 n1+R1-2 ^0 n1-0 n1+L1-3 ^1 n0+L3-4 =0 n0-1 =1
          3 | n0+L1-5 n1+R1-2 =0 n1+R3 =1
          1 | n0+L1 n0+L3 =1 n0+R2 =2 n0+L2 =2
          1 | n0=L1/1 n1=L1/1 n2=R1/2 =0 n3=L1/2 =1
          1 | n0+L1-5 n0! n0+L1-2 =0 n0+L4 =1
          1 | n0+L1-5 n0! n0+R1-5 =5
          3 | n0+L1-3 n0! n0+R1-2 =0 n0+R3 =1
          1 | n0+L1-5 n1@L3 n1+L4-5 =0 n2@R3 =1 n2+L4 =2
          1 | n1@L1 ^1 n0+R1 =1
          1 | n0+L1-5 n9+R1-5 n9-0 =0 n2+R1-5 =5
          1 | n0+L1-5 n9! n9@R2 n0=L1/1 n9=L1/2 =0 ^5
          """)
  void eachDisagreementIsCountedOnce(int confirmations, String steps) {
    AgreementChecker checker = new AgreementChecker(confirmations, node -> node != 9);
    for (String step : steps.split(" ", -1)) {
      char kind = step.charAt(0);
      if (kind == '=') {
        assertThat(checker.violations()).as(steps).isEqualTo(number(step, 1));
      } else if (kind == '^') {
        assertThat(checker.finalHeight()).as(steps).isEqualTo(number(step, 1));
      } else {
        step(checker, number(step.substring(0, 2), 1), step.charAt(2), step.substring(3));
      }
    }
  }

  private static int number(String text, int from) {
    return Integer.parseInt(text.substring(from));
  }

  private static void step(AgreementChecker checker, int node, char kind, String what) {
    switch (kind) {
      case '+' -> {
        int last = number(what, what.length() - 1);
        for (int height = number(what.substring(0, 2), 1); height <= last; height++) {
          commit(checker, node, block(what.charAt(0) + "" + height));
        }
      }
      case '-' -> checker.reverted(node, 0, number(what, 0));
      case '!' -> checker.restarted(node, 0);
      case '@' -> checker.restored(node, 0, number(what, 1), block(what).hash());
      default -> {
        Block block = block(what.substring(0, 2));
        Hash root = new Hash(number(what, 3), 0, 0, 0);
        checker.executed(
            node, 0, new ExecutionResult(block.height(), block.hash(), root, Hash.ZERO, List.of()));
      }
    }
  }

  private static Block block(String name) {
    return BRANCHES.get(name.charAt(0))[number(name, 1) - 1];
  }

  private static void commit(AgreementChecker checker, int node, Block block) {
    checker.committed(
        node, 0, block, new QuorumCertificate(0, block.height(), block.hash(), List.of()));
  }

  @Test
  void descriptionsAreFewHoweverManyViolations() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, block("L1"));
    commit(checker, 1, block("R1"));
    assertThat(checker.descriptions().get(0))
        .startsWith("n1 takes " + block("R1").hash().brief() + " for final at height 1");
    for (int i = 1; i < 1_000; i++) {
      commit(checker, 2, block("L4"));
    }
    assertThat(checker.violations()).isEqualTo(1_000);
    assertThat(checker.descriptions()).hasSize(20);
  }

  /** A certificate of another block. */
  @Test
  void aCommitHasItsOwnCertificate() {
    AgreementChecker checker = new AgreementChecker(1, node -> true);
    commit(checker, 0, block("L1"));
    commit(checker, 0, block("L2"));
    checker.committed(
        0, 0, block("L3"), new QuorumCertificate(0, 3, block("L2").hash(), List.of()));
    assertThat(checker.violations()).isEqualTo(1);
    assertThat(checker.height()).isEqualTo(3);
  }
}
