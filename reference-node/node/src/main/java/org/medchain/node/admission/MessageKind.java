package org.medchain.node.admission;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.GetBlock;
import org.medchain.consensus.pow.GetBlockTransactions;
import org.medchain.consensus.pow.GetHeaders;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.network.Envelope;
import org.medchain.network.MessageType;

/** Every kind of envelope that a node reads; one that is not here it does not read (NODE-19). */
public enum MessageKind {
  REQUEST(Purpose.REQUEST, Request.TYPE),
  READ_REQUEST(Purpose.REQUEST, ReadRequest.TYPE),
  /** A request or a reply under message authentication codes. */
  MAC_ENVELOPE(Purpose.REQUEST, Envelope.MAC_CODE, "authenticator"),

  PRE_PREPARE(Purpose.VOTE, PrePrepare.TYPE),
  PREPARE(Purpose.VOTE, Prepare.TYPE),
  COMMIT(Purpose.VOTE, Commit.TYPE),
  CHECKPOINT(Purpose.VOTE, Checkpoint.TYPE),
  VIEW_CHANGE(Purpose.VOTE, ViewChange.TYPE),
  NEW_VIEW(Purpose.RELAYED_VOTE, NewView.TYPE),
  VOTE_QUERY(Purpose.MEMBER_QUESTION, VoteQuery.TYPE),
  VOTE_REPORT(Purpose.VOTE, VoteReport.TYPE),

  STATUS(Purpose.NODE_QUESTION, Status.TYPE),
  FETCH_BLOCK(Purpose.NODE_QUESTION, FetchBlock.TYPE),
  FETCH_SNAPSHOT(Purpose.NODE_QUESTION, FetchSnapshot.TYPE),

  DECIDED_BLOCK(Purpose.PROOF, DecidedBlock.TYPE),
  FETCHED_BLOCK(Purpose.PROOF, FetchedBlock.TYPE),
  STABLE_CHECKPOINT(Purpose.PROOF, StableCheckpoint.TYPE),
  SNAPSHOT_PART(Purpose.PROOF, SnapshotPart.TYPE),

  REPLY(Purpose.REPLY, OrderedReply.TYPE),
  READ_REPLY(Purpose.REPLY, ReadReply.TYPE),
  REQUEST_REJECTION(Purpose.REPLY, RequestRejection.TYPE),
  MEMBERSHIP_PROOF(Purpose.REPLY, MembershipProof.TYPE),

  NEW_BLOCK(Purpose.VOTE, NewBlock.TYPE),
  COMPACT_BLOCK(Purpose.VOTE, CompactBlock.TYPE),
  BLOCK_TRANSACTIONS(Purpose.VOTE, BlockTransactions.TYPE),
  HEADERS(Purpose.VOTE, Headers.TYPE),
  ANNOUNCE(Purpose.VOTE, Announce.TYPE),
  GET_BLOCK(Purpose.MEMBER_QUESTION, GetBlock.TYPE),
  GET_BLOCK_TRANSACTIONS(Purpose.MEMBER_QUESTION, GetBlockTransactions.TYPE),
  GET_HEADERS(Purpose.MEMBER_QUESTION, GetHeaders.TYPE),
  CONFIRMED_REPLY(Purpose.REPLY, ConfirmedReply.TYPE);

  /** The purpose of a kind: it decides who may send it, and over whose link. */
  enum Purpose {
    /** For a replica, or for an agency to pass on; agencies and nodes relay it. */
    REQUEST,
    /** Counts only from members. */
    VOTE,
    /** The same, and each member that holds it sends it again (PBFT-12). */
    RELAYED_VOTE,
    /** Answered only to members. */
    MEMBER_QUESTION,
    /** Answered to any node. */
    NODE_QUESTION,
    /** Statements that a quorum's signatures prove. */
    PROOF,
    /**
     * For the client or agency that passed a request on, relayed by nodes; it says nothing to a
     * replica.
     */
    REPLY
  }

  private static final Map<Integer, MessageKind> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(MessageKind::code, Function.identity()));

  private final Purpose purpose;
  private final int code;
  private final String text;

  MessageKind(Purpose purpose, MessageType type) {
    this(purpose, type.code(), type.name());
  }

  MessageKind(Purpose purpose, int code, String text) {
    this.purpose = purpose;
    this.code = code;
    this.text = text;
  }

  /** The kind of an envelope with this code. */
  public static Optional<MessageKind> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Its code in an envelope. */
  public int code() {
    return code;
  }

  /** Its name in the protocol. */
  public String text() {
    return text;
  }

  Purpose purpose() {
    return purpose;
  }

  /** Whether it counts only from the link of the node that signed it, and not if it is relayed. */
  public boolean isSignedByItsSender() {
    return switch (purpose) {
      case REQUEST, RELAYED_VOTE, REPLY -> false;
      case VOTE, MEMBER_QUESTION, NODE_QUESTION, PROOF -> true;
    };
  }

  /** Whether it is for the agency that passed a request on, and says nothing to a replica. */
  public boolean isReply() {
    return purpose == Purpose.REPLY;
  }
}
