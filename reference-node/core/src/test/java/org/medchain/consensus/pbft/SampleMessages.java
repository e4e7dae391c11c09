package org.medchain.consensus.pbft;

import java.util.List;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** One honest message of each kind, all of whose signatures hold, from a chain of two blocks. */
final class SampleMessages {
  final Committee committee = new Committee(4, 2);
  final Block first =
      committee.child(
          committee.chain.genesis(), committee.genesisRoots(), committee.request("alice", 1));
  final Block second =
      committee.child(first, committee.genesisRoots(), committee.request("alice", 2));

  /** An envelope of every kind but the request, whose envelope is the client's. */
  List<Message> all() {
    ViewChange change = viewChange();
    return List.of(
        new PrePrepare(0, first),
        new Prepare(0, 1, first.hash()),
        new Commit(0, 1, first.hash()),
        change,
        new NewView(
            1, List.of(committee.proof(0, change), committee.proof(2, committee.emptyChange(1)))),
        new Status(1, true, 1),
        new DecidedBlock(first, committee.commits(0, first, 0, 1, 2)),
        new FetchBlock(first.hash()),
        new FetchedBlock(first),
        new OrderedReply(0, 1, receipt()));
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
