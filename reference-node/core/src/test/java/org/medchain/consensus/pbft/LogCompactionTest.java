package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Transaction;

/** PBFT-14, PBFT-18: blocks that a later view may demand outlive a checkpoint and a restart. */
class LogCompactionTest {
  private final TestCommittee committee = new TestCommittee(4, 2, 1);
  private final IsolatedReplica replica = new IsolatedReplica(committee, 3);
  private final List<Bytes> log = new ArrayList<>();

  /** Where the log is compacted, among the entries since the last call; −1 for nowhere. */
  private int collect() {
    int base = -1;
    for (Output output : replica.outputs()) {
      if (output instanceof Output.Persist persist) {
        base =
            WriteAheadLog.decodeRecord(persist.entry())
                    instanceof WriteAheadLog.LogRecord.CheckpointBase
                ? log.size()
                : base;
        log.add(persist.entry());
      }
    }
    return base;
  }

  /** Height 2, prepared in view 0. */
  private Block prepare() {
    NormalCase normal = replica.state.normalCase;
    Block parent = replica.state.chain.tip().block();
    Block block =
        committee.child(
            parent, replica.state.chain.rootsFor(2).orElseThrow(), committee.request("alice", 1));
    PrePrepare proposal = new PrePrepare(0, block);
    normal.onPrePrepare(
        committee.key(0), proposal, committee.seal(committee.keys(0), proposal).signature());
    collect(); // signs and counts the replica's own PREPARE
    Prepare vote = new Prepare(0, 2, block.hash());
    for (int node = 1; node <= 3; node++) {
      normal.onPrepare(
          committee.key(node), vote, committee.seal(committee.keys(node), vote).signature());
    }
    collect();
    return block;
  }

  private IsolatedReplica again(List<Bytes> entries) {
    IsolatedReplica again = new IsolatedReplica(committee, 3);
    again.state.log.replay(entries);
    return again;
  }

  @Test
  void theContentOfABlockPreparedInAnEarlierViewIsKept() {
    List<Checkpoint> own = replica.executeTo(1);
    Block block = prepare();
    assertThat(replica.state.prepared).containsOnlyKeys(2L);
    replica.views.startViewChange(1);
    collect();
    replica.hear(own.get(0), 0, 1, 2, 3);
    int base = collect();
    assertThat(base).isNotNegative();

    for (List<Bytes> entries : List.of(log.subList(0, base), log.subList(base, log.size()))) {
      IsolatedReplica again = again(entries);
      assertThat(again.state.view).isEqualTo(1);
      assertThat(again.state.prepared).containsOnlyKeys(2L);
      assertThat(again.state.knownBlock(2, block.hash())).contains(block);
      assertThat(again.state.slots).as("votes of the view that it waits for").isEmpty();
    }
  }

  /** PBFT-24: the entry that replaces the log has what may be above the checkpoint. */
  @Test
  void theEntryOfACompactedLogIsBounded() {
    long interval = 4;
    int window = 2;
    int bytes = 20_000;
    TestCommittee large =
        new TestCommittee(
            4,
            ConsensusTestChain.parameters(window, Difficulty.NONE),
            new BatchLimits(1, bytes, 0),
            100,
            interval);
    IsolatedReplica full = new IsolatedReplica(large, 3);
    full.executeTo(interval).forEach(own -> full.hear(own, 0, 1, 2));
    long decided = full.state.highWaterMark() - window;
    for (long height = interval + 1; height <= decided; height++) {
      full.decide(large.request("c" + height, 1, Bytes.of(new byte[bytes - 1_000])));
      full.execute();
    }
    full.outputs();
    Block parent = full.state.chain.tip().block();
    for (int view = 0; view < 100; view++) {
      Block first = proposal(large, parent, view, bytes);
      full.state.knownBlocks.addVoted(first);
      full.state.knownBlocks.add(proposal(large, first, view, bytes));
    }
    for (int i = 0; i < 64; i++) {
      full.checkpoints.onViewChanged();
    }
    List<Integer> sizes = new ArrayList<>();
    for (Output output : full.outputs()) {
      if (output instanceof Output.Persist persist) {
        sizes.add(persist.entry().size());
      }
    }
    long blocks = 2 * interval + 14L * window;
    assertThat(sizes).hasSize(1);
    assertThat((long) sizes.getFirst())
        .isBetween((decided - interval + 8) * (bytes - 2_000), blocks * (bytes + 1_000));
  }

  private static Block proposal(TestCommittee of, Block parent, int view, int bytes) {
    Transaction request =
        of.request("v" + view + "." + parent.height(), 1, Bytes.of(new byte[bytes - 1_000]));
    return of.child(parent, request);
  }
}
