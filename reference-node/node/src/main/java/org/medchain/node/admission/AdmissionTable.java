package org.medchain.node.admission;

import java.util.Optional;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcMethod;

/**
 * The one table of what a link may send (NODE-19): message kind, role of the link and its standing
 * in, {@link Admission} out. Both switches name every kind, so that a new one does not compile
 * before it has its row. {@code spec/admission.md} shows the table.
 */
public final class AdmissionTable {
  private AdmissionTable() {}

  /** What becomes of an envelope. */
  public static Admission of(MessageKind kind, PeerRole role, Standing standing) {
    if (!isCertified(standing)) {
      return Admission.CLOSED;
    }
    return switch (kind) {
      case REQUEST, READ_REQUEST, MAC_ENVELOPE -> Admission.TAKEN;
      case PRE_PREPARE, PREPARE, COMMIT, CHECKPOINT, VIEW_CHANGE, NEW_VIEW -> vote(role, standing);
      case VOTE_REPORT -> vote(role, standing);
      case VOTE_QUERY -> limited(vote(role, standing));
      case STATUS, FETCH_BLOCK, FETCH_SNAPSHOT -> node(role, Admission.LIMITED);
      case DECIDED_BLOCK, FETCHED_BLOCK, STABLE_CHECKPOINT, SNAPSHOT_PART -> proof(role, standing);
      case REPLY, READ_REPLY, REQUEST_REJECTION -> node(role, Admission.TAKEN);
      case MEMBERSHIP_PROOF, CONFIRMED_REPLY -> node(role, Admission.TAKEN);
      case NEW_BLOCK, COMPACT_BLOCK, BLOCK_TRANSACTIONS, HEADERS, ANNOUNCE -> vote(role, standing);
      case GET_BLOCK, GET_BLOCK_TRANSACTIONS, GET_HEADERS -> limited(vote(role, standing));
    };
  }

  /** What becomes of a call; each is answered within the bounds of CONN-13 at most. */
  public static Admission of(CallKind kind, PeerRole role, Standing standing) {
    if (!isCertified(standing)) {
      return Admission.CLOSED;
    }
    boolean served =
        switch (kind) {
          case ENROLL -> true; // the request's own signature counts, or its invitation
          case AUTHORISE, REVOKE -> role == PeerRole.REGULATORY_CENTER;
          case CHUNK, MANIFEST, HOLDS -> true; // ciphertext reveals nothing
          case STORE, RELEASE ->
              role != PeerRole.REGULATORY_CENTER && role != PeerRole.LIGHT_CLIENT;
          case HEADERS, EPOCHS -> true; // no content
          case STATE_PROOF, TRANSACTION_PROOF, QUERY -> true; // each entry by LIGHT-8
          case BLOCKS -> role.keepsLedger();
          case SERVE -> role != PeerRole.CONSENSUS_NODE && role != PeerRole.REGULATORY_CENTER;
        };
    return served ? Admission.LIMITED : Admission.REFUSED;
  }

  /**
   * Why a call over an open link, whose certificate is valid, is refused; empty if it is served.
   */
  public static Optional<String> refusal(Peer peer, RpcMethod method) {
    Optional<CallKind> kind = CallKind.of(method);
    boolean served =
        kind.isPresent() && of(kind.get(), peer.role(), Standing.CERTIFIED) == Admission.LIMITED;
    return served ? Optional.empty() : Optional.of(method.name() + " is not for " + peer.role());
  }

  private static boolean isCertified(Standing standing) {
    return switch (standing) {
      case MEMBER, DESIGNATED, RETIRED, CERTIFIED -> true;
      case REVOKED, EXPIRED, UNKNOWN -> false;
    };
  }

  /** What nodes say to each other, members or not. */
  private static Admission node(PeerRole role, Admission admission) {
    return role.isNode() ? admission : Admission.CLOSED;
  }

  /**
   * What counts from members alone. A node that was one, or that this node does not know as one
   * yet, is refused and stays: which of the two is behind shows later.
   */
  private static Admission vote(PeerRole role, Standing standing) {
    if (!role.isNode()) {
      return Admission.CLOSED;
    }
    return role == PeerRole.CONSENSUS_NODE
            && (standing == Standing.MEMBER || standing == Standing.DESIGNATED)
        ? Admission.TAKEN
        : Admission.REFUSED;
  }

  /** What a quorum's signatures prove, whoever brings it: dear to check. */
  private static Admission proof(PeerRole role, Standing standing) {
    boolean known = role == PeerRole.CONSENSUS_NODE && standing != Standing.CERTIFIED;
    return node(role, known ? Admission.TAKEN : Admission.LIMITED);
  }

  private static Admission limited(Admission admission) {
    return admission == Admission.TAKEN ? Admission.LIMITED : admission;
  }
}
