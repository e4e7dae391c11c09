package org.medchain.consensus.pbft;

import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.MessageType;

/** The parts of a replica that rest on decisions; the test decides, and says who signs what. */
final class IsolatedReplica {
  final TestCommittee committee;
  final PbftState state;
  final ViewChangeCoordinator views;
  final CheckpointProtocol checkpoints;
  final StateTransfer transfer;
  final CatchUp catchUp;

  /** At the genesis block. */
  IsolatedReplica(TestCommittee committee, int node) {
    this.committee = committee;
    state = committee.state(node);
    views = state.viewChanges;
    checkpoints = state.checkpoints;
    transfer = state.transfer;
    catchUp = state.catchUp;
  }

  /** The next block of the chain, decided by nodes 0 to 2; it is not executed. */
  DecidedBlock decide(Transaction... requests) {
    Block parent = state.chain.tip().block();
    ExecutionRoots roots = state.chain.rootsFor(parent.height() + 1).orElseThrow();
    Block block = committee.child(parent, roots, requests);
    DecidedBlock decided = new DecidedBlock(block, committee.commits(state.view, block, 0, 1, 2));
    state.chain.append(decided);
    return decided;
  }

  /** Executes what is decided; the CHECKPOINTs that the replica asks its host to sign. */
  List<Checkpoint> execute() {
    for (long height = state.chain.executedHeight() + 1; height <= state.chain.height(); height++) {
      Hash before = state.chain.recentRoots().lastEntry().getValue().state();
      ExecutionResult execution =
          HashChainStateMachine.execute(before, state.chain.at(height).orElseThrow().block());
      state.chain.executed(execution);
      execution.receipts().forEach(each -> state.clients.put(execution.height(), each));
      checkpoints.onExecuted(execution);
    }
    return said(Checkpoint.class, outputs());
  }

  /** Decides and executes empty blocks up to this height, none of whose CHECKPOINTs is stable. */
  List<Checkpoint> executeTo(long height) {
    List<Checkpoint> own = new ArrayList<>();
    while (state.chain.height() < height) {
      decide();
      own.addAll(execute());
    }
    return own;
  }

  void stableTo(long height) {
    while (state.chain.height() < height) {
      executeTo(state.chain.height() + 1).forEach(own -> hear(own, 0, 1, 2));
    }
    outputs();
  }

  void hear(Checkpoint checkpoint, int... nodes) {
    for (int node : nodes) {
      checkpoints.onCheckpoint(
          committee.key(node),
          checkpoint,
          committee.seal(committee.keys(node), checkpoint).signature());
    }
  }

  /** The offer of a replica that is here to one that has nothing. */
  StableCheckpoint offer() {
    return transfer.checkpointFor(new Status(0, false, 0, 0)).orElseThrow();
  }

  /** The snapshot at the last stable checkpoint, with this as its state. */
  Bytes snapshot(Bytes content) {
    return new Snapshot(checkpoints.lastStable.orElseThrow().context().encoded(), content)
        .encoded();
  }

  /** Its outputs and envelopes since it was asked last; all is signed and durable at once. */
  List<Output> outputs() {
    KeyPair self = committee.keys(committee.numberOf(state.self));
    List<Output> outputs = new ArrayList<>(state.outbox.drain());
    for (Output output : List.copyOf(outputs)) {
      switch (output) {
        case Output.Sign sign ->
            state.outbox.onSigned(sign.message(), committee.seal(self, sign.message()));
        case Output.Persist persist -> state.outbox.onPersisted(persist.token());
        case Output.TakeSnapshot take -> state.outbox.onPersisted(take.token());
        default -> {}
      }
    }
    outputs.addAll(state.outbox.drain());
    return outputs;
  }

  /** The numbers of the nodes to which the outputs send a message of this kind, in order. */
  List<Integer> receivers(MessageType kind, List<Output> outputs) {
    return only(Output.Send.class, outputs).stream()
        .filter(send -> send.envelope().code() == kind.code())
        .map(send -> committee.numberOf(send.to()))
        .toList();
  }
}
