package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** PBFT-28: the last 64 states suffice a host, however far its replica is behind. */
class ExecutionWindowTest {
  private static final long BLOCKS = 500;
  private static final long INTERVAL = 150;

  /** The log of a replica that has decided many blocks; none of its checkpoints is stable. */
  private static List<Bytes> log(TestCommittee committee) {
    IsolatedReplica replica = new IsolatedReplica(committee, 3);
    List<Bytes> log = new ArrayList<>();
    for (long height = 1; height <= BLOCKS; height++) {
      replica.state.outbox.persist(new WriteAheadLog.LogRecord.BlockDecided(replica.decide()));
      for (Output output : replica.outputs()) {
        if (output instanceof Output.Persist persist) {
          log.add(persist.entry());
        }
      }
      replica.execute();
    }
    return log;
  }

  /** A host that executes all that it was told to, before it says anything of it. */
  @Test
  void whoCatchesUpNeverHasMoreThanSixtyFourBlocksToExecute() {
    TestCommittee committee = new TestCommittee(4, 2, INTERVAL);
    Replica replica = committee.replica(3);
    List<Output> first = replica.step(new Input.Recovered(TestCommittee.NOW_NS, log(committee)));
    Queue<Output> outputs = new ArrayDeque<>(first);
    outputs.addAll(replica.step(new Input.Started(TestCommittee.NOW_NS)));
    Queue<ExecutionResult> untold = new ArrayDeque<>();
    List<Long> snapshots = new ArrayList<>();
    Hash state = committee.genesisRoots().state();
    long executed = 0;
    while (!outputs.isEmpty() || !untold.isEmpty()) {
      for (Output output : outputs) {
        if (output instanceof Output.Commit commit) {
          ExecutionResult execution = HashChainStateMachine.execute(state, commit.block());
          state = execution.stateRoot();
          executed = execution.height();
          untold.add(execution);
        } else if (output instanceof Output.TakeSnapshot take) {
          assertThat(executed - take.height()).as("heights back").isBetween(0L, 63L);
          snapshots.add(take.height());
        }
      }
      assertThat(untold.size()).isLessThanOrEqualTo(64);
      outputs.clear();
      if (!untold.isEmpty()) {
        outputs.addAll(replica.step(new Input.Executed(TestCommittee.NOW_NS, untold.remove())));
      }
    }
    assertThat(executed).isEqualTo(BLOCKS);
    assertThat(snapshots).containsExactly(INTERVAL, 2 * INTERVAL, 3 * INTERVAL);
  }
}
