package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.pow.WorkCertificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/** CMP-8, CMP-9: the longest chain, stale blocks, and answers that it does not give. */
class ChainObserverTest {
  private static final PublicKey SENDER = new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes());

  private static Block block(long height, long miner) {
    return block(height, miner, 0, Difficulty.NONE);
  }

  private static Block block(long height, long miner, long timestampMs, Difficulty difficulty) {
    Header header =
        new Header(
            Header.VERSION,
            Hash.ZERO,
            timestampMs,
            MerkleTree.EMPTY_ROOT,
            0,
            height,
            Hash.ZERO,
            Hash.ZERO,
            difficulty,
            new RandomString(miner, 0));
    return Block.of(header, List.of());
  }

  private static Receipt receipt(long sequence, int code) {
    return new Receipt(new RequestId(SENDER, sequence), code, Bytes.EMPTY);
  }

  private static void commit(ChainObserver watch, int node, Block block, Receipt... receipts) {
    watch.committed(node, 0, block, new WorkCertificate(block.header()));
    watch.executed(
        node,
        0,
        new ExecutionResult(block.height(), block.hash(), Hash.ZERO, Hash.ZERO, List.of(receipts)));
  }

  private static void mine(ChainObserver watch, Block... blocks) {
    for (Block block : blocks) {
      watch.mined(0, 0, block.header());
    }
  }

  @Test
  void staleBlocksAreThoseOffTheLongestChain() {
    ChainObserver watch = new ChainObserver(List.of(0, 1));
    Block first = block(1, 1);
    Block fork = block(1, 2);
    Block second = block(2, 1);
    Block unseen = block(2, 3);
    mine(watch, first, fork, second, unseen);
    commit(watch, 0, fork);
    commit(watch, 1, first);
    watch.reverted(0, 0, 0);
    commit(watch, 0, first);
    commit(watch, 0, second);
    assertThat(watch.longestChain()).containsExactly(first.hash(), second.hash());
    assertThat(watch.blocksMined()).isEqualTo(4);
    assertThat(watch.staleBlocks()).isEqualTo(2);
  }

  /** A snapshot's past is what others committed; a restarted node starts from zero. */
  @Test
  void nodesThatRestartAndJumpAreFollowed() {
    ChainObserver watch = new ChainObserver(List.of(0, 1));
    List<Block> blocks = List.of(block(1, 1), block(2, 1), block(3, 1));
    commit(watch, 0, blocks.get(0));
    commit(watch, 0, blocks.get(1));
    commit(watch, 1, blocks.get(0));
    watch.restarted(1, 0);
    assertThat(watch.height()).isEqualTo(2);
    watch.restored(1, 0, 2, blocks.get(1).hash());
    commit(watch, 1, blocks.get(2));
    assertThat(watch.height()).isEqualTo(3);
    assertThat(watch.longestChain())
        .containsExactlyElementsOf(blocks.stream().map(Block::hash).toList());
    watch.restarted(1, 0);
    assertThat(watch.longestChain()).hasSize(2);
    watch.restored(7, 0, 9, blocks.get(0).hash());
    assertThat(watch.height()).isEqualTo(2);
  }

  @Test
  void shareOfBlocksIsOfTheLongestChain() {
    ChainObserver watch = new ChainObserver(List.of(0));
    assertThat(watch.shareOf(List.of(3))).isEmpty();
    Block first = block(1, 1);
    Block second = block(2, 1);
    watch.mined(3, 0, first.header());
    watch.mined(2, 0, second.header());
    watch.mined(3, 0, block(2, 9).header());
    commit(watch, 0, first);
    commit(watch, 0, second);
    assertThat(watch.shareOf(List.of(3))).hasValue(0.5);
  }

  /** CMP-47: of nine blocks the last two, with the interval before them; forks are not asked. */
  @Test
  void lateIsTheLastQuarterOfTheLongestChain() {
    ChainObserver watch = new ChainObserver(List.of(0, 1));
    commit(watch, 1, block(1, 9, 77_000, Difficulty.ofCoefficient(4)));
    for (int height = 1; height <= 9; height++) {
      assertThat(watch.lastQuarter().isPresent()).isEqualTo(height > 4);
      // Squares, so that no two intervals are alike.
      Difficulty difficulty = Difficulty.ofCoefficient(height < 8 ? 64 : 1L << height);
      commit(watch, 0, block(height, 1, 1000L * height * height, difficulty));
    }
    assertThat(watch.lastQuarter())
        .contains(new LastQuarterBlocks((81 - 49) / 2.0, (256 + 512) / 2.0));
  }

  @Test
  void onlyTheNodesFollowedCount() {
    ChainObserver watch = new ChainObserver(List.of(1));
    commit(watch, 0, block(1, 1));
    assertThat(watch.longestChain()).isEmpty();
    assertThat(watch.isObserving()).isTrue();
    assertThat(new ChainObserver(List.of()).isObserving()).isFalse();
  }

  @Test
  void resultsMustBeThoseOfTheLongestChain() {
    ChainObserver watch = new ChainObserver(List.of(0));
    Block first = block(1, 1);
    commit(watch, 0, first, receipt(1, 0), receipt(2, 8));
    accept(watch, 1, receipt(1, 0));
    accept(watch, 1, receipt(2, 8));
    assertThat(watch.wrongAnswers()).isZero();
    // Another result, another height, a request that is nowhere, a block that was reverted.
    accept(watch, 1, receipt(2, 0));
    assertThat(watch.wrongAnswers()).isEqualTo(1);
    accept(watch, 2, receipt(1, 0));
    assertThat(watch.wrongAnswers()).isEqualTo(2);
    accept(watch, 1, receipt(3, 0));
    assertThat(watch.wrongAnswers()).isEqualTo(3);
    watch.reverted(0, 0, 0);
    commit(watch, 0, block(1, 2));
    assertThat(watch.wrongAnswers()).isEqualTo(3);
  }

  @Test
  void theFirstExecutionOfARequestIsTheOneThatCounts() {
    ChainObserver watch = new ChainObserver(List.of(0));
    commit(watch, 0, block(1, 1), receipt(1, 0));
    commit(watch, 0, block(2, 1), receipt(1, 2));
    accept(watch, 1, receipt(1, 0));
    assertThat(watch.wrongAnswers()).isZero();
  }

  private static void accept(ChainObserver watch, long height, Receipt receipt) {
    watch.accepted(0, receipt.request(), height, receipt, 0, 0);
  }
}
