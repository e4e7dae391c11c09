package org.medchain.faults.hostile;

import java.util.Optional;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.network.Message;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** All that a peer can send after the handshake; a test compares it with the code's registries. */
enum HostileKind {
  REQUEST(Request.class),
  REQUEST_REJECTION(RequestRejection.class),
  PRE_PREPARE(PrePrepare.class),
  PREPARE(Prepare.class),
  COMMIT(Commit.class),
  VIEW_CHANGE(ViewChange.class),
  NEW_VIEW(NewView.class),
  STATUS(Status.class),
  DECIDED_BLOCK(DecidedBlock.class),
  FETCH_BLOCK(FetchBlock.class),
  FETCHED_BLOCK(FetchedBlock.class),
  ORDERED_REPLY(OrderedReply.class),
  CHECKPOINT(Checkpoint.class),
  STABLE_CHECKPOINT(StableCheckpoint.class),
  MEMBERSHIP_PROOF(MembershipProof.class),
  FETCH_SNAPSHOT(FetchSnapshot.class),
  SNAPSHOT_PART(SnapshotPart.class),
  READ_REQUEST(ReadRequest.class),
  READ_REPLY(ReadReply.class),
  VOTE_QUERY(VoteQuery.class),
  VOTE_REPORT(VoteReport.class),
  MAC_ENVELOPE,
  UNKNOWN_CODE,
  /** Recorded traffic of correct nodes, with one part of the envelope changed or none. */
  REPLAY,
  HEADERS(CallKind.HEADERS.method()),
  BLOCKS(CallKind.BLOCKS.method()),
  EPOCHS(CallKind.EPOCHS.method()),
  STATE_PROOF(CallKind.STATE_PROOF.method()),
  TRANSACTION_PROOF(CallKind.TRANSACTION_PROOF.method()),
  CHUNK(CallKind.CHUNK.method()),
  MANIFEST(CallKind.MANIFEST.method()),
  STORE(CallKind.STORE.method()),
  HOLDS(CallKind.HOLDS.method()),
  RELEASE(CallKind.RELEASE.method()),
  REGISTER(CallKind.SERVE.method()),
  QUERY(CallKind.QUERY.method()),
  UNKNOWN_METHOD(new RpcMethod(99, "nothing"));

  private final Optional<Class<? extends Message>> message;
  private final Optional<RpcMethod> method;

  HostileKind(Class<? extends Message> message) {
    this.message = Optional.of(message);
    this.method = Optional.empty();
  }

  HostileKind(RpcMethod method) {
    this.message = Optional.empty();
    this.method = Optional.of(method);
  }

  HostileKind() {
    this.message = Optional.empty();
    this.method = Optional.empty();
  }

  /** Of the protocols' messages; empty for the others. */
  Optional<Class<? extends Message>> message() {
    return message;
  }

  /** Of a call; empty for envelopes. */
  Optional<RpcMethod> method() {
    return method;
  }
}
