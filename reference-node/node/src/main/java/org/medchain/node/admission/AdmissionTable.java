package org.medchain.node.admission;

import java.util.Optional;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcMethod;

/**
 * The one table of the messages that a link may send (NODE-19): message kind, role of the link and
 * its standing in, {@link AdmissionOutcome} out. Every message kind has a purpose and every call
 * kind a case, so that a new one does not compile before it has its row. {@code spec/admission.md}
 * explains the outcomes.
 */
public final class AdmissionTable {
  private AdmissionTable() {}

  /** The decision on an envelope. */
  public static AdmissionOutcome of(MessageKind kind, PeerRole role, PeerStanding standing) {
    if (!isCertified(standing)) {
      return AdmissionOutcome.CLOSED;
    }
    return switch (kind.purpose()) {
      case REQUEST -> AdmissionOutcome.TAKEN;
      case VOTE, RELAYED_VOTE -> vote(role, standing);
      case MEMBER_QUESTION -> limited(vote(role, standing));
      case NODE_QUESTION -> node(role, AdmissionOutcome.LIMITED);
      case PROOF -> proof(role, standing);
      case REPLY -> node(role, AdmissionOutcome.TAKEN);
    };
  }

  /** The decision on a call; each is answered within the bounds of CONN-13 at most. */
  public static AdmissionOutcome of(CallKind kind, PeerRole role, PeerStanding standing) {
    if (!isCertified(standing)) {
      return AdmissionOutcome.CLOSED;
    }
    boolean served =
        switch (kind) {
          case ENROLL -> true; // the request's own signature counts, or its invitation
          case ORDER -> role == PeerRole.REGULATORY_CENTER;
          case CHUNK, MANIFEST, HOLDS -> true; // ciphertext reveals nothing
          case STORE, RELEASE, KEY_DEPOSIT, KEY_RELEASE, KEY_WITHDRAWAL ->
              role != PeerRole.REGULATORY_CENTER && role != PeerRole.LIGHT_CLIENT;
          case HEADERS, EPOCHS -> true; // no content
          case STATE_PROOF, TRANSACTION_PROOF, QUERY -> true; // each entry by LIGHT-8
          case BLOCKS -> role.keepsLedger();
          case SERVE -> role != PeerRole.CONSENSUS_NODE && role != PeerRole.REGULATORY_CENTER;
        };
    return served ? AdmissionOutcome.LIMITED : AdmissionOutcome.REFUSED;
  }

  /**
   * Why a call over an open link, whose certificate is valid, is refused; empty if it is served.
   */
  public static Optional<String> refusal(Peer peer, RpcMethod method) {
    Optional<CallKind> kind = CallKind.of(method);
    boolean served =
        kind.isPresent()
            && of(kind.get(), peer.role(), PeerStanding.CERTIFIED) == AdmissionOutcome.LIMITED;
    return served ? Optional.empty() : Optional.of(method.name() + " is not for " + peer.role());
  }

  private static boolean isCertified(PeerStanding standing) {
    return switch (standing) {
      case MEMBER, DESIGNATED, RETIRED, CERTIFIED -> true;
      case REVOKED, EXPIRED, UNKNOWN -> false;
    };
  }

  /** Messages between nodes, members or not. */
  private static AdmissionOutcome node(PeerRole role, AdmissionOutcome admission) {
    return role.isNode() ? admission : AdmissionOutcome.CLOSED;
  }

  /**
   * Messages that count only from members. A former member, or one that this node does not know as
   * a member yet, is refused and stays connected: which of the two is behind shows later. It does
   * not matter which of the two node roles its certificate has: the ledger says who is a member,
   * and a replica would count this one's votes.
   */
  private static AdmissionOutcome vote(PeerRole role, PeerStanding standing) {
    boolean votes = standing == PeerStanding.MEMBER || standing == PeerStanding.DESIGNATED;
    return node(role, votes ? AdmissionOutcome.TAKEN : AdmissionOutcome.REFUSED);
  }

  /** Statements that a quorum's signatures prove, from any node: expensive to check. */
  private static AdmissionOutcome proof(PeerRole role, PeerStanding standing) {
    boolean known = standing != PeerStanding.CERTIFIED;
    return node(role, known ? AdmissionOutcome.TAKEN : AdmissionOutcome.LIMITED);
  }

  private static AdmissionOutcome limited(AdmissionOutcome admission) {
    return admission == AdmissionOutcome.TAKEN ? AdmissionOutcome.LIMITED : admission;
  }
}
