package org.medchain.hostile;

import java.util.Arrays;
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
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** All that a peer can send after the handshake; a test compares it with the code's registries. */
enum HostileKind {
  REQUEST(Request.TYPE, Request.class),
  REQUEST_REJECTION(RequestRejection.TYPE, RequestRejection.class),
  PRE_PREPARE(PrePrepare.TYPE, PrePrepare.class),
  PREPARE(Prepare.TYPE, Prepare.class),
  COMMIT(Commit.TYPE, Commit.class),
  VIEW_CHANGE(ViewChange.TYPE, ViewChange.class),
  NEW_VIEW(NewView.TYPE, NewView.class),
  STATUS(Status.TYPE, Status.class),
  DECIDED_BLOCK(DecidedBlock.TYPE, DecidedBlock.class),
  FETCH_BLOCK(FetchBlock.TYPE, FetchBlock.class),
  FETCHED_BLOCK(FetchedBlock.TYPE, FetchedBlock.class),
  ORDERED_REPLY(OrderedReply.TYPE, OrderedReply.class),
  CHECKPOINT(Checkpoint.TYPE, Checkpoint.class),
  STABLE_CHECKPOINT(StableCheckpoint.TYPE, StableCheckpoint.class),
  MEMBERSHIP_PROOF(MembershipProof.TYPE, MembershipProof.class),
  FETCH_SNAPSHOT(FetchSnapshot.TYPE, FetchSnapshot.class),
  SNAPSHOT_PART(SnapshotPart.TYPE, SnapshotPart.class),
  READ_REQUEST(ReadRequest.TYPE, ReadRequest.class),
  READ_REPLY(ReadReply.TYPE, ReadReply.class),
  VOTE_QUERY(VoteQuery.TYPE, VoteQuery.class),
  VOTE_REPORT(VoteReport.TYPE, VoteReport.class),
  MAC_ENVELOPE(Envelope.MAC_CODE),
  UNKNOWN_CODE(200),
  /** Recorded traffic of correct nodes, with one part of the envelope changed or none. */
  REPLAY(-1),
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

  private final int code;
  private final Optional<Class<? extends Message>> message;
  private final Optional<RpcMethod> method;

  HostileKind(MessageType type, Class<? extends Message> message) {
    this.code = type.code();
    this.message = Optional.of(message);
    this.method = Optional.empty();
  }

  HostileKind(int code) {
    this.code = code;
    this.message = Optional.empty();
    this.method = Optional.empty();
  }

  HostileKind(RpcMethod method) {
    this.code = -1;
    this.message = Optional.empty();
    this.method = Optional.of(method);
  }

  /** Of the protocols' messages; empty for the others. */
  Optional<Class<? extends Message>> message() {
    return message;
  }

  /** Of a call; empty for envelopes. */
  Optional<RpcMethod> method() {
    return method;
  }

  /** The kind that an envelope's code names. */
  static HostileKind ofCode(int code) {
    return Arrays.stream(values())
        .filter(each -> each.code == code && each.method.isEmpty() && each != REPLAY)
        .findFirst()
        .orElse(UNKNOWN_CODE);
  }
}
