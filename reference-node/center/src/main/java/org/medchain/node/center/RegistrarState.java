package org.medchain.node.center;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.center.CertificateAuthority.CrlEntry;
import org.medchain.node.center.RegistrarLogEntry.CertificateIssued;
import org.medchain.node.center.RegistrarLogEntry.CertificateSuperseded;
import org.medchain.node.center.RegistrarLogEntry.CrlConfirmed;
import org.medchain.node.center.RegistrarLogEntry.CrlIssued;
import org.medchain.node.center.RegistrarLogEntry.InvitationCreated;
import org.medchain.node.center.RegistrarLogEntry.InvitationRedeemed;
import org.medchain.node.center.RegistrarLogEntry.KeyAuthorised;
import org.medchain.node.center.RegistrarLogEntry.MemberChangeAnswered;
import org.medchain.node.center.RegistrarLogEntry.MemberChangeDecided;
import org.medchain.node.center.RegistrarLogEntry.RevocationDecided;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The state that results from the register's entries in order. Readers may be on any thread, and
 * wait for no lock: the register holds its lock while its file is forced.
 */
abstract class RegistrarState {
  private final Map<PublicKey, CertificateSubject> authorised = new ConcurrentHashMap<>();
  private final Map<BigInteger, CertificateIssued> issued = new ConcurrentHashMap<>();
  private final Map<PublicKey, List<CertificateIssued>> issuedTo = new ConcurrentHashMap<>();
  private final Map<Hash, InvitationCreated> invitations = new ConcurrentHashMap<>();
  private final Map<BigInteger, Long> superseded = new ConcurrentSkipListMap<>();
  private final Map<BigInteger, CrlEntry> crlEntries = new ConcurrentSkipListMap<>();
  private final Set<PublicKey> revokedKeys = ConcurrentHashMap.newKeySet();
  private final Set<BigInteger> unconfirmedRevocations = new ConcurrentSkipListSet<>();
  private final Set<MemberChange> unansweredChanges = new CopyOnWriteArraySet<>();
  private long lastCrlNumber;
  private List<BigInteger> lastCrl = List.of();

  final void apply(RegistrarLogEntry entry) {
    switch (entry) {
      case KeyAuthorised e -> authorised.put(e.subject().key(), e.subject());
      case CertificateIssued e -> {
        issued.put(e.serial(), e);
        issuedTo.computeIfAbsent(e.subject().key(), key -> new CopyOnWriteArrayList<>()).add(e);
      }
      case InvitationCreated e -> invitations.put(e.token(), e);
      case InvitationRedeemed e -> invitations.remove(e.token());
      case CertificateSuperseded e -> superseded.put(e.serial(), e.dueMs());
      case RevocationDecided e -> e.entries().forEach(each -> revoke(each, e.timeMs()));
      case CrlIssued e -> {
        lastCrlNumber = e.crlNumber();
        lastCrl = e.serials();
      }
      case CrlConfirmed e -> {
        if (e.crlNumber() == lastCrlNumber) { // of no other an answer is awaited
          lastCrl.forEach(unconfirmedRevocations::remove);
        }
      }
      case MemberChangeDecided e -> unansweredChanges.add(e.change());
      case MemberChangeAnswered e -> unansweredChanges.remove(e.change());
    }
  }

  private void revoke(RevocationEntry entry, long timeMs) {
    crlEntries.put(entry.serial(), new CrlEntry(entry, timeMs));
    unconfirmedRevocations.add(entry.serial());
    superseded.remove(entry.serial());
    if (entry.keyRevoked()) {
      revokedKeys.add(entry.key());
      authorised.remove(entry.key());
    }
  }

  /** The role and name for which the key may enrol now. */
  public Optional<CertificateSubject> authorised(PublicKey key) {
    return Optional.ofNullable(authorised.get(key));
  }

  /** Whether the key is revoked. */
  public boolean isRevoked(PublicKey key) {
    return revokedKeys.contains(key);
  }

  /**
   * Why a peer may neither connect to the center nor call it: the certificate or the key is
   * revoked, or it would give orders and is not authorised to; for every link and call (CA-7).
   */
  public Optional<String> refusal(Peer peer) {
    if (isRevoked(peer.key())) {
      return Optional.of("the key is revoked");
    }
    if (crlEntries.containsKey(peer.serial())) {
      return Optional.of("the certificate is revoked");
    }
    // A certificate lasts longer than the right to give the center's orders may.
    boolean operator = peer.role() == PeerRole.REGULATORY_CENTER;
    return operator && authorised(peer.key()).filter(it -> it.role() == peer.role()).isEmpty()
        ? Optional.of("the key is not authorised as the center's")
        : Optional.empty();
  }

  /** Changes of the members that the ledger has not answered yet, oldest first. */
  List<MemberChange> unansweredChanges() {
    return List.copyOf(unansweredChanges);
  }

  /** Refuses the bearer of an invitation that is unknown, ended, or for another role or name. */
  void requireInvited(Invitation invitation, CertificateSubject subject, long nowMs)
      throws RefusedException {
    InvitationCreated invited = invitations.get(invitation.hash());
    if (invited == null || invited.endMs() <= nowMs) {
      throw notInvited();
    }
    if (invited.role() != subject.role() || !invited.name().equals(subject.name())) {
      throw new RefusedException("the invitation is for another role or name");
    }
  }

  static RefusedException notInvited() {
    return new RefusedException("there is no such invitation, or no longer");
  }

  /** The certificates of a key that neither ended nor were revoked, oldest first. */
  List<CertificateIssued> validCertificates(PublicKey key, long nowMs) {
    return issuedTo.getOrDefault(key, List.of()).stream()
        .filter(each -> !crlEntries.containsKey(each.serial()) && each.endMs() > nowMs)
        .toList();
  }

  /** Whether a certificate that counts has not been replaced yet. */
  boolean isCurrent(CertificateIssued certificate) {
    return !superseded.containsKey(certificate.serial());
  }

  /**
   * The certificates of the holder of this one that it no longer needs, as it shows this one: those
   * before it, and, if it asks for others, those after its pair, which never reached it.
   */
  List<CertificateIssued> replacedBy(BigInteger shown, boolean asks, long nowMs) {
    CertificateIssued inUse = issued.get(shown);
    if (inUse == null) {
      return List.of();
    }
    PublicKey key = inUse.subject().key();
    List<CertificateIssued> all = List.copyOf(issuedTo.get(key));
    int from = all.indexOf(inUse);
    int to = asks && isCurrent(inUse) ? Math.min(from + 2, all.size()) : all.size();
    return validCertificates(key, nowMs).stream()
        .filter(each -> !all.subList(from, to).contains(each) && isCurrent(each))
        .toList();
  }

  /** Replaced certificates whose holder has had time to change. */
  List<CertificateIssued> supersededAndDue(long nowMs) {
    return superseded.entrySet().stream()
        .filter(each -> each.getValue() <= nowMs)
        .map(each -> issued.get(each.getKey()))
        // An expired certificate needs no revocation.
        .filter(each -> each != null && each.endMs() > nowMs)
        .toList();
  }

  /** All that belongs into a revocation list. */
  List<CrlEntry> crlEntries() {
    return List.copyOf(crlEntries.values());
  }

  /** Revocations that the ledger has not confirmed yet. */
  List<RevocationEntry> unconfirmedRevocations() {
    return unconfirmedRevocations.stream().map(serial -> crlEntries.get(serial).entry()).toList();
  }

  long lastCrlNumber() {
    return lastCrlNumber;
  }

  /** How many certificates were ever issued. */
  public int issuedCount() {
    return issued.size();
  }

  /** How many revocations the ledger has not confirmed yet. */
  public int unconfirmedCount() {
    return unconfirmedRevocations.size();
  }
}
