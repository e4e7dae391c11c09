package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.network.MessageType;

/** The kinds of message of PBFT. */
public final class PbftMessages {
  private PbftMessages() {}

  /** All kinds that replicas and clients exchange, the request included. */
  public static List<MessageType> all() {
    return List.of(
        Request.TYPE,
        RequestRejection.TYPE,
        PrePrepare.TYPE,
        Prepare.TYPE,
        Commit.TYPE,
        ViewChange.TYPE,
        NewView.TYPE,
        Status.TYPE,
        DecidedBlock.TYPE,
        FetchBlock.TYPE,
        FetchedBlock.TYPE,
        OrderedReply.TYPE,
        Checkpoint.TYPE,
        StableCheckpoint.TYPE,
        FetchSnapshot.TYPE,
        SnapshotPart.TYPE,
        ReadRequest.TYPE,
        ReadReply.TYPE,
        VoteQuery.TYPE,
        VoteReport.TYPE,
        MembershipProof.TYPE);
  }
}
