package org.medchain.faults.hostile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.medchain.node.transport.PeerRole;

/** What a hostile peer is certified as. */
public enum HostileRole {
  /** The fourth member of the chain, with its signing key. */
  MEMBER(PeerRole.CONSENSUS_NODE),
  /** Certified as a consensus node and no member. */
  CANDIDATE(PeerRole.CONSENSUS_NODE),
  FOLLOWER(PeerRole.FOLLOWING_NODE),
  AGENCY(PeerRole.AGENCY),
  ENTITY(PeerRole.ENTITY),
  LIGHT_CLIENT(PeerRole.LIGHT_CLIENT),
  /** A center revoked its key on the ledger after its link was open. */
  REVOKED(PeerRole.CONSENSUS_NODE),
  /** Its certificate ended yesterday. */
  EXPIRED(PeerRole.CONSENSUS_NODE),
  /** Certified by an authority of another chain. */
  STRANGER(PeerRole.CONSENSUS_NODE),
  /** A valid certificate; greets in another version of the protocol. */
  OTHER_VERSION(PeerRole.CONSENSUS_NODE);

  private final PeerRole certified;

  HostileRole(PeerRole certified) {
    this.certified = certified;
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
}
