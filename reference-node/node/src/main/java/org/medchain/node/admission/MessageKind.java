package org.medchain.node.admission;

import java.util.Optional;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.SnapshotPart;
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
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.GetBlock;
import org.medchain.consensus.pow.GetBlockTransactions;
import org.medchain.consensus.pow.GetHeaders;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.network.Envelope;
import org.medchain.network.MessageType;

/** Every kind of envelope that a node reads; one that is not here it does not read (NODE-19). */
public enum MessageKind {
  REQUEST(Request.TYPE),
  READ_REQUEST(ReadRequest.TYPE),
  /** A request or a reply under message authentication codes. */
  MAC_ENVELOPE(Envelope.MAC_CODE, "authenticator"),

  PRE_PREPARE(PrePrepare.TYPE),
  PREPARE(Prepare.TYPE),
  COMMIT(Commit.TYPE),
  CHECKPOINT(Checkpoint.TYPE),
  VIEW_CHANGE(ViewChange.TYPE),
  NEW_VIEW(NewView.TYPE),
  VOTE_QUERY(VoteQuery.TYPE),
  VOTE_REPORT(VoteReport.TYPE),

  STATUS(Status.TYPE),
  FETCH_BLOCK(FetchBlock.TYPE),
  FETCH_SNAPSHOT(FetchSnapshot.TYPE),

  DECIDED_BLOCK(DecidedBlock.TYPE),
  FETCHED_BLOCK(FetchedBlock.TYPE),
  STABLE_CHECKPOINT(StableCheckpoint.TYPE),
  SNAPSHOT_PART(SnapshotPart.TYPE),

  REPLY(OrderedReply.TYPE),
  READ_REPLY(ReadReply.TYPE),
  REQUEST_REJECTION(RequestRejection.TYPE),
  MEMBERSHIP_PROOF(MembershipProof.TYPE),

  NEW_BLOCK(NewBlock.TYPE),
  COMPACT_BLOCK(CompactBlock.TYPE),
  BLOCK_TRANSACTIONS(BlockTransactions.TYPE),
  HEADERS(Headers.TYPE),
  ANNOUNCE(Announce.TYPE),
  GET_BLOCK(GetBlock.TYPE),
  GET_BLOCK_TRANSACTIONS(GetBlockTransactions.TYPE),
  GET_HEADERS(GetHeaders.TYPE),
  CONFIRMED_REPLY(ConfirmedReply.TYPE);

  private static final MessageKind[] BY_CODE = new MessageKind[256];

  static {
    for (MessageKind kind : values()) {
      if (BY_CODE[kind.code] != null) {
        throw new IllegalStateException(kind + " has the code of " + BY_CODE[kind.code]);
      }
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;
  private final String text;

  MessageKind(MessageType type) {
    this(type.code(), type.name());
  }

  MessageKind(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The kind of an envelope with this code. */
  public static Optional<MessageKind> of(int code) {
    return code < 0 || code >= BY_CODE.length
        ? Optional.empty()
        : Optional.ofNullable(BY_CODE[code]);
  }

  /** Its code in an envelope. */
  public int code() {
    return code;
  }

  /** Its name in the protocol. */
  public String text() {
    return text;
  }

  /**
   * Whether it counts only from the link of the node that signed it. Requests and their replies are
   * relayed, and each member that holds a NEW-VIEW sends it again (PBFT-12).
   */
  public boolean isSignedByItsSender() {
    return switch (this) {
      case REQUEST, READ_REQUEST, MAC_ENVELOPE, REPLY, READ_REPLY, REQUEST_REJECTION -> false;
      case MEMBERSHIP_PROOF, CONFIRMED_REPLY, NEW_VIEW -> false;
      case PRE_PREPARE, PREPARE, COMMIT, CHECKPOINT, VIEW_CHANGE, VOTE_QUERY, VOTE_REPORT -> true;
      case STATUS, FETCH_BLOCK, FETCH_SNAPSHOT -> true;
      case DECIDED_BLOCK, FETCHED_BLOCK, STABLE_CHECKPOINT, SNAPSHOT_PART -> true;
      case NEW_BLOCK, COMPACT_BLOCK, BLOCK_TRANSACTIONS, HEADERS, ANNOUNCE -> true;
      case GET_BLOCK, GET_BLOCK_TRANSACTIONS, GET_HEADERS -> true;
    };
  }

  /** Whether it is a request that a replica may be given, or that an agency passes on. */
  public boolean isRequest() {
    return this == REQUEST || this == READ_REQUEST || this == MAC_ENVELOPE;
  }

  /** Whether it is for who passed a request on, and says nothing to a replica. */
  public boolean isReply() {
    return this == REPLY
        || this == READ_REPLY
        || this == REQUEST_REJECTION
        || this == MEMBERSHIP_PROOF
        || this == CONFIRMED_REPLY;
  }
}
