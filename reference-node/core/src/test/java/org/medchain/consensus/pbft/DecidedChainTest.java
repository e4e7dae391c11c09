package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;

/** PBFT-3, PBFT-5, PBFT-7, PBFT-16: valid headers, and which decided blocks are kept. */
class DecidedChainTest {
  private static final long NOW_MS = ConsensusTestChain.GENESIS_MS;
  private static final long TOLERANCE_MS = 10_000;
  private static final int WINDOW = 2;

  private final TestCommittee committee = new TestCommittee(4, WINDOW);
  private final DecidedChain chain = new DecidedChain(committee.chain);
  private final Block genesis = committee.genesis();
  private final ExecutionRoots roots = committee.genesisRoots();
  private final Header valid = committee.child(genesis, roots).header();

  private Optional<String> fault(Header header, long nowMs) {
    return chain.fault(header, genesis.header(), roots, nowMs);
  }

  private Header at(long timestampMs) {
    return HeaderFields.of(valid).timeMs(timestampMs).made();
  }

  private Optional<String> fault(HeaderFields changed) {
    return fault(changed.made(), NOW_MS);
  }

  /** PBFT-3: not before the parent's time, nor ahead of the clock by more than the tolerance. */
  @Test
  void theTimeLiesBetweenTheParentsAndTheClockWithItsTolerance() {
    String reason = "the timestamp is before the parent's or too far ahead";
    assertThat(fault(at(NOW_MS), NOW_MS)).as("the parent's own").isEmpty();
    assertThat(fault(at(NOW_MS - 1), NOW_MS)).contains(reason);
    assertThat(fault(at(NOW_MS + TOLERANCE_MS), NOW_MS)).isEmpty();
    assertThat(fault(at(NOW_MS + TOLERANCE_MS + 1), NOW_MS)).contains(reason);
    assertThat(fault(at(NOW_MS + TOLERANCE_MS + 1), NOW_MS + 1)).isEmpty();
  }

  /** PBFT-3, PBFT-7: height, difficulty and both roots are those expected, and each is named. */
  @Test
  void everyOtherFieldIsTheOneExpected() {
    Hash wrong = Hash.of(Bytes.utf8("another root"));
    for (long height : new long[] {0, 2}) {
      assertThat(fault(HeaderFields.of(valid).height(height)))
          .contains("the height is not the parent's plus 1");
    }
    String rootsDiffer = "state or receipts root differ from those executed here";
    assertThat(fault(HeaderFields.of(valid).stateRoot(wrong))).contains(rootsDiffer);
    assertThat(fault(HeaderFields.of(valid).receiptsRoot(wrong))).contains(rootsDiffer);
    Difficulty harder = Difficulty.ofTarget(BigInteger.TWO.pow(255));
    assertThat(fault(HeaderFields.of(valid).difficulty(harder)))
        .contains("the difficulty is not the chain's, or not met");
  }

  private DecidedBlock decided(Block parent) {
    Block block = committee.child(parent, roots);
    return committee.decided(block);
  }

  private void decideTo(long height) {
    while (chain.height() < height) {
      chain.append(decided(chain.tip().block()));
    }
  }

  private void execute(long height) {
    Hash root = Hash.of(Bytes.utf8("state " + height));
    chain.executed(new ExecutionResult(height, Hash.ZERO, root, root, List.of()));
  }

  @Test
  void onlyTheDecidedBlockOfAHeightIsDecided() {
    decideTo(1);
    Hash first = chain.tip().block().hash();
    assertThat(chain.isDecided(1, first)).isTrue();
    assertThat(chain.isDecided(0, first)).isFalse();
    assertThat(chain.isDecided(1, genesis.hash())).isFalse();
    assertThat(chain.isDecided(2, first)).isFalse();
  }

  /** PBFT-7: the roots after h − W; the genesis block's up to W. */
  @Test
  void aHeaderCarriesTheRootsOfWHeightsBelow() {
    for (long height = 0; height <= WINDOW; height++) {
      assertThat(chain.rootsFor(height)).as("height %d", height).contains(roots);
    }
    assertThat(chain.rootsFor(WINDOW + 1)).isEmpty();
    execute(1);
    Hash one = Hash.of(Bytes.utf8("state 1"));
    assertThat(chain.rootsFor(WINDOW + 1)).contains(new ExecutionRoots(one, one));
  }

  /** PBFT-15, PBFT-24: a checkpoint holds the roots of the last W heights; 4 W are kept. */
  @Test
  void oldRootsAreDiscarded() {
    for (long height = 1; height <= 9; height++) {
      execute(height);
    }
    assertThat(chain.executedHeight()).isEqualTo(9);
    assertThat(chain.recentRoots().keySet()).containsExactly(8L, 9L);
    assertThat(chain.rootsFor(1 + WINDOW)).as("1 = 9 − 4 W").isPresent();
    assertThat(chain.rootsFor(WINDOW)).isEmpty();
  }

  /** PBFT-16: the checkpoint's own block stays. */
  @Test
  void blocksBelowACheckpointAreDiscarded() {
    decideTo(4);
    chain.discardBelow(3);
    assertThat(chain.base()).isEqualTo(3);
    assertThat(chain.at(2)).isEmpty();
    assertThat(chain.at(3)).isPresent();
    assertThat(chain.height()).isEqualTo(4);
  }

  /** PBFT-17: after a jump, blocks above are handed over, and none that the state holds. */
  @Test
  void aRestoredStateTakesThePlaceOfTheBlocksUpToIt() {
    decideTo(4);
    DecidedBlock third = chain.at(3).orElseThrow();
    TreeMap<Long, ExecutionRoots> known = new TreeMap<>();
    known.put(3L, roots);
    execute(1);
    chain.restartFromCheckpoint(third, known);
    assertThat(chain.base()).isEqualTo(3);
    assertThat(chain.height()).as("decided above it already").isEqualTo(4);
    assertThat(chain.executedHeight()).isEqualTo(3);
    assertThat(chain.rootsFor(1 + WINDOW)).as("of the state before").isEmpty();
    assertThat(chain.takeNextForExecution()).isEqualTo(chain.at(4));

    DecidedChain behind = new DecidedChain(committee.chain);
    behind.restartFromCheckpoint(third, known);
    assertThat(behind.base()).isEqualTo(3);
    assertThat(behind.tip()).isEqualTo(third);
    assertThat(behind.takeNextForExecution()).isEmpty();
  }

  /** CONS-4: where the chain asks for a search, its result is checked. */
  @Test
  void aDifficultyThatIsNotMetIsAFault() {
    Difficulty hard = Difficulty.ofTarget(BigInteger.TWO.pow(200));
    ChainParameters searching = ConsensusTestChain.parameters(2, hard);
    DecidedChain sealed = new DecidedChain(searching);
    Header first = searching.genesis().header();
    Header unmet = committee.child(searching.genesis()).header();
    Header claimed = HeaderFields.of(unmet).count(0).height(1).difficulty(hard).made();
    assertThat(sealed.fault(claimed, first, committee.genesisRoots(), unmet.timestampMs()))
        .contains("the difficulty is not the chain's, or not met");
  }
}
