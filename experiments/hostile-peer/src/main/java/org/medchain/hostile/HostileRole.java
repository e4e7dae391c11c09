package org.medchain.hostile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.medchain.node.transport.PeerRole;

/** What a hostile peer is certified as. */
public enum HostileRole {
  /** The fourth member of the chain, with its signing key. */
  MEMBER(PeerRole.CONSENSUS_NODE, true),
  /** Certified as a consensus node and no member. */
  CANDIDATE(PeerRole.CONSENSUS_NODE, true),
  FOLLOWER(PeerRole.FOLLOWING_NODE, true),
  AGENCY(PeerRole.AGENCY, true),
  ENTITY(PeerRole.ENTITY, true),
  LIGHT_CLIENT(PeerRole.LIGHT_CLIENT, true),
  /** A center revoked its key on the ledger after its link was open. */
  REVOKED(PeerRole.CONSENSUS_NODE, false),
  /** Its certificate ended yesterday. */
  EXPIRED(PeerRole.CONSENSUS_NODE, false),
  /** Certified by an authority of another chain. */
  STRANGER(PeerRole.CONSENSUS_NODE, false),
  /** A valid certificate; greets in another version of the protocol. */
  OTHER_VERSION(PeerRole.CONSENSUS_NODE, false);

  private final PeerRole certified;
  private final boolean admitted;

  HostileRole(PeerRole certified, boolean admitted) {
    this.certified = certified;
    this.admitted = admitted;
  }

  /** The role in its certificate. */
  PeerRole certified() {
    return certified;
  }

  /** As commands, tables and plans write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that is written like this. */
  public static Optional<HostileRole> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Whether its link stays open when it behaves. */
  boolean isAdmitted() {
    return admitted;
  }

  /** Whether it may read the whole ledger, so that nothing sent to it is a disclosure (LIGHT-8). */
  boolean mayReadLedger() {
    return certified.isNode();
  }
}
