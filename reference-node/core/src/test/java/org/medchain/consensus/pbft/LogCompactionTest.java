package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;

/**
 * PBFT-14, PBFT-18: what a later view may demand of this replica outlives a checkpoint and a
 * restart. The model that keeps certificates alone ({@code spec/tla/PbftCheckpoint.tla}) is stuck.
 */
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
    NormalCase normal = new NormalCase(replica.state, new ReadOnlyExecution(replica.state));
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
    new LogRecovery(
            again.state,
            again.views,
            again.checkpoints,
            again.stability,
            new ReadOnlyExecution(again.state))
        .replay(entries);
    return again;
  }

  @Test
  void theContentOfABlockPreparedInAnEarlierViewIsKept() {
    List<Checkpoint> own = replica.executeTo(1);
    Block block = prepare();
    assertThat(replica.state.certificates).containsOnlyKeys(2L);
    replica.views.startViewChange(1);
    collect();
    replica.hear(own.get(0), 0, 1, 2, 3);
    int base = collect();
    assertThat(base).isNotNegative();

    for (List<Bytes> entries : List.of(log.subList(0, base), log.subList(base, log.size()))) {
      IsolatedReplica again = again(entries);
      assertThat(again.state.view).isEqualTo(1);
      assertThat(again.state.certificates).containsOnlyKeys(2L);
      assertThat(again.state.knownBlock(2, block.hash())).contains(block);
      assertThat(again.state.slots).as("votes of the view that it waits for").isEmpty();
    }
  }
}
