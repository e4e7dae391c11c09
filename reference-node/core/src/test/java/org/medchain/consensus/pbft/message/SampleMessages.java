package org.medchain.consensus.pbft.message;

import java.util.List;
import java.util.TreeMap;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** One honest message of each kind, all of whose signatures hold, from a chain of two blocks. */
final class SampleMessages {
  final TestCommittee committee = new TestCommittee(4, 2);
  final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  final Block second = committee.child(first, committee.request("alice", 2));
  private final CheckpointContext.ContextSummary summary = summary();
  private final Checkpoint checkpoint =
      new Checkpoint(2, second.hash(), Hash.of(Bytes.utf8("state")), summary.hash());

  /** A message of every kind but the two requests, whose envelopes are the client's. */
  List<Message> all() {
    ViewChange change = viewChange();
    return List.of(
        new PrePrepare(0, first),
        new Prepare(0, 1, first.hash()),
        new Commit(0, 1, first.hash()),
        change,
        new NewView(
            1, List.of(committee.proof(0, change), committee.proof(2, committee.emptyChange(1)))),
        new Status(1, true, 1, 0),
        committee.decided(first),
        new FetchBlock(first.hash()),
        new FetchedBlock(first),
        new OrderedReply(0, 1, receipt()),
        checkpoint,
        stableCheckpoint(),
        new MembershipProof(epochProofs()),
        new FetchSnapshot(2, 0),
        new SnapshotPart(2, 0, 1, Bytes.utf8("a snapshot")),
        RequestRejection.of(first.hash(), "too many requests wait"),
        new ReadReply(0, 2, receipt()),
        new VoteQuery(7),
        new VoteReport(
            7,
            1,
            List.of(
                new VoteEvidence(
                    VoteEvidence.VotePhase.COMMIT,
                    0,
                    1,
                    first.hash(),
                    committee.vote(Commit.TYPE.name(), committee.keys(2), 0, 1, first.hash()))),
            List.of(committee.proof(2, committee.emptyChange(1)))));
  }

  /** At the end of an epoch, which its members certify. */
  private StableCheckpoint stableCheckpoint() {
    return new StableCheckpoint(
        committee.checkpoints(checkpoint, 0, 1, 2), committee.decided(second), epochProofs());
  }

  private List<StableCheckpoint.EpochProof> epochProofs() {
    return List.of(
        new StableCheckpoint.EpochProof(
            committee.checkpoints(checkpoint, 1, 2, 3), summary.digest()));
  }

  private CheckpointContext.ContextSummary summary() {
    Membership others = new Membership(committee.members.keys().reversed());
    Epochs changed =
        Epochs.of(committee.chain.chain(), committee.members).executed(0, others, 2, 2).after(2);
    TreeMap<Long, ExecutionRoots> roots = new TreeMap<>();
    roots.put(1L, committee.genesisRoots());
    roots.put(2L, committee.genesisRoots());
    return new CheckpointContext.ContextSummary(roots, changed, Hash.of(Bytes.utf8("clients")));
  }

  private ViewChange viewChange() {
    return new ViewChange(
        1, committee.commits(0, first, 0, 1, 2), List.of(committee.prepared(0, second, 0, 1, 2)));
  }

  private Receipt receipt() {
    return new Receipt(first.transactions().get(0).request(), Receipt.OK, Bytes.utf8("done"));
  }

  Envelope sealed(Message message) {
    return committee.seal(committee.keys(1), message);
  }
}
