package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;

/** PBFT-24: the bytes that primaries can make a replica keep, in any number of views. */
class LargeProposalsTest {
  private static final int WINDOW = 2;
  private static final int INTERVAL = 16;
  private static final int BLOCK_BYTES = 20_000;
  private static final int HIGH_WATER_MARK = 2 * INTERVAL + WINDOW;
  private static final int VIEWS = 40;
  private static final int SELF = 3;

  /** b of the requirement, and the 12 that the four views to come, this one and the past have. */
  private static final long BOUND = 12L * 2 * WINDOW * BLOCK_BYTES;

  private static final long CONSTANT_BYTES = 400_000;

  private final TestCommittee committee =
      new TestCommittee(
          4,
          ConsensusTestChain.parameters(WINDOW, Difficulty.NONE),
          new BatchLimits(1, BLOCK_BYTES, 0),
          100,
          INTERVAL);
  private final PbftReplica replica = committee.replica(SELF);
  private final TestHost host = committee.host(SELF, replica);
  private long sequence;

  /** As large as a block may be, and like no other. */
  private Block child(Block parent, int bytes) {
    sequence++;
    return committee.child(parent, committee.request("c" + sequence, 1, Bytes.of(new byte[bytes])));
  }

  private List<Block> chain(int bytes) {
    List<Block> blocks = new ArrayList<>();
    Block parent = committee.genesis();
    while (parent.height() < HIGH_WATER_MARK) {
      parent = child(parent, bytes);
      blocks.add(parent);
    }
    return blocks;
  }

  /** The far ones first, so that nothing but their bytes keeps them out. */
  private void propose(int view, int bytes) {
    for (Block block : chain(bytes).reversed()) {
      host.give(committee.from(view % 4, new PrePrepare(view, block)));
    }
  }

  private void enter(int view) {
    host.give(committee.from(view % 4, committee.newView(view, 0, 1, 2)));
  }

  @Test
  void primariesCannotFillTheMemory() {
    long before = RetainedMemory.bytes(replica);
    for (int view = 0; view < VIEWS; view++) {
      if (view % 4 != SELF) {
        enter(view);
        for (int next = view; next <= view + 4; next++) {
          if (next % 4 != SELF) {
            propose(next, BLOCK_BYTES * 9 / 10);
          }
        }
        assertThat(RetainedMemory.bytes(replica) - before)
            .as("bytes in view %d", view)
            .isLessThan(BOUND + CONSTANT_BYTES);
      }
    }
    assertThat(replica.view()).isEqualTo(VIEWS - 2);
  }

  /** PBFT-3: a proposal that is too large is not kept at all, and the next one may be the first. */
  @Test
  void aBlockThatIsTooLargeIsNotKept() {
    long before = RetainedMemory.bytes(replica);
    propose(0, BLOCK_BYTES + 1);
    propose(1, BLOCK_BYTES + 1);
    assertThat(RetainedMemory.bytes(replica) - before).isLessThan(BLOCK_BYTES);
    Block fits = child(committee.genesis(), 1);
    assertThat(host.give(committee.from(0, new PrePrepare(0, fits))))
        .filteredOn(Output.Sign.class::isInstance)
        .extracting(output -> ((Output.Sign) output).message())
        .containsExactly(new Prepare(0, 1, fits.hash()));
  }
}
