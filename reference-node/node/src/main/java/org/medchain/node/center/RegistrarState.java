package org.medchain.node.center;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/** The state that results from the register's entries in order. */
final class RegistrarState {
  private final Map<PublicKey, CertificateSubject> authorised = new TreeMap<>();
  private final Map<BigInteger, RegistrarLogEntry.CertificateIssued> issued = new LinkedHashMap<>();
  private final Map<PublicKey, Set<BigInteger>> serialsOf = new TreeMap<>();
  private final Map<Hash, RegistrarLogEntry.InvitationCreated> invitations = new TreeMap<>();
  private final Map<BigInteger, Long> superseded = new LinkedHashMap<>();
  private final Map<BigInteger, CertificateAuthority.CrlEntry> crlEntries = new LinkedHashMap<>();
  private final Set<PublicKey> revokedKeys = new LinkedHashSet<>();
  private final Set<BigInteger> unconfirmedRevocations = new LinkedHashSet<>();
  private final Map<Long, List<BigInteger>> serialsByCrl = new TreeMap<>();
  private long lastCrlNumber;

  /** For who must not wait for the register's lock, which is held while its file is forced. */
  private volatile int issuedCount;

  private volatile int unconfirmedCount;

  void apply(RegistrarLogEntry entry) {
    switch (entry) {
      case RegistrarLogEntry.KeyAuthorised e -> authorised.put(e.subject().key(), e.subject());
      case RegistrarLogEntry.CertificateIssued e -> {
        issued.put(e.serial(), e);
        serialsOf.computeIfAbsent(e.subject().key(), key -> new LinkedHashSet<>()).add(e.serial());
      }
      case RegistrarLogEntry.InvitationCreated e -> invitations.put(e.token(), e);
      case RegistrarLogEntry.InvitationRedeemed e -> invitations.remove(e.token());
      case RegistrarLogEntry.CertificateSuperseded e -> superseded.put(e.serial(), e.dueMs());
      case RegistrarLogEntry.RevocationDecided e ->
          e.entries().forEach(each -> revoke(each, e.timeMs()));
      case RegistrarLogEntry.CrlIssued e -> {
        lastCrlNumber = e.crlNumber();
        serialsByCrl.put(e.crlNumber(), e.serials());
      }
      case RegistrarLogEntry.CrlConfirmed e ->
          Optional.ofNullable(serialsByCrl.remove(e.crlNumber()))
              .ifPresent(unconfirmedRevocations::removeAll);
    }
    issuedCount = issued.size();
    unconfirmedCount = unconfirmedRevocations.size();
  }

  private void revoke(RevocationEntry entry, long timeMs) {
    crlEntries.put(entry.serial(), new CertificateAuthority.CrlEntry(entry, timeMs));
    unconfirmedRevocations.add(entry.serial());
    superseded.remove(entry.serial());
    // A pending list has less on this certificate than is known now.
    serialsByCrl.replaceAll((number, serials) -> without(serials, entry.serial()));
    if (entry.keyRevoked()) {
      revokedKeys.add(entry.key());
      authorised.remove(entry.key());
    }
  }

  private static List<BigInteger> without(List<BigInteger> serials, BigInteger serial) {
    return serials.stream().filter(each -> !each.equals(serial)).toList();
  }

  /** The keys that may request certificates, with role and name. */
  Optional<CertificateSubject> authorised(PublicKey key) {
    return Optional.ofNullable(authorised.get(key));
  }

  boolean isRevoked(PublicKey key) {
    return revokedKeys.contains(key);
  }

  Optional<RegistrarLogEntry.CertificateIssued> issued(BigInteger serial) {
    return Optional.ofNullable(issued.get(serial));
  }

  /** Refuses the bearer of an invitation that is unknown, ended, or for another role or name. */
  void requireInvited(Invitation invitation, CertificateSubject subject, long nowMs)
      throws RefusedException {
    RegistrarLogEntry.InvitationCreated invited =
        Optional.ofNullable(invitations.get(invitation.hash()))
            .filter(each -> each.endMs() > nowMs)
            .orElseThrow(RegistrarState::none);
    if (invited.role() != subject.role() || !invited.name().equals(subject.name())) {
      throw new RefusedException("the invitation is for another role or name");
    }
  }

  static RefusedException none() {
    return new RefusedException("there is no such invitation, or no longer");
  }

  /** The certificates of a key that neither ended nor were revoked, oldest first. */
  List<RegistrarLogEntry.CertificateIssued> validCertificates(PublicKey key, long nowMs) {
    return serialsOf.getOrDefault(key, Set.of()).stream()
        .filter(serial -> !crlEntries.containsKey(serial))
        .map(issued::get)
        .filter(each -> each.endMs() > nowMs)
        .toList();
  }

  boolean isSuperseded(BigInteger serial) {
    return superseded.containsKey(serial);
  }

  /** Replaced certificates whose holder has had time to change. */
  List<RegistrarLogEntry.CertificateIssued> supersededAndDue(long nowMs) {
    List<RegistrarLogEntry.CertificateIssued> due = new ArrayList<>();
    superseded.forEach(
        (serial, dueMs) -> {
          RegistrarLogEntry.CertificateIssued certificate = issued.get(serial);
          // An expired certificate needs no revocation.
          if (dueMs <= nowMs && certificate != null && certificate.endMs() > nowMs) {
            due.add(certificate);
          }
        });
    return due;
  }

  /** All that belongs into a revocation list. */
  List<CertificateAuthority.CrlEntry> crlEntries() {
    return List.copyOf(crlEntries.values());
  }

  /** Revocations that the ledger has not confirmed yet, oldest first. */
  List<RevocationEntry> unconfirmedRevocations() {
    return unconfirmedRevocations.stream().map(serial -> crlEntries.get(serial).entry()).toList();
  }

  long lastCrlNumber() {
    return lastCrlNumber;
  }

  int issuedCount() {
    return issuedCount;
  }

  int unconfirmedCount() {
    return unconfirmedCount;
  }
}
