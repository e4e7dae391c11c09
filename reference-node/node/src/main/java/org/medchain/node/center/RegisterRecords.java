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
import org.medchain.contract.RevocationEntry;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What the entries of the register, read in their order, amount to. */
final class RegisterRecords {
  private final Map<PublicKey, Subject> authorised = new TreeMap<>();
  private final Map<BigInteger, RegisterEntry.Issued> issued = new LinkedHashMap<>();
  private final Map<PublicKey, Set<BigInteger>> serialsOf = new TreeMap<>();
  private final Map<Hash, RegisterEntry.Invited> invitations = new TreeMap<>();
  private final Map<BigInteger, Long> superseded = new LinkedHashMap<>();
  private final Map<BigInteger, CertificateAuthority.Line> revoked = new LinkedHashMap<>();
  private final Set<PublicKey> revokedKeys = new LinkedHashSet<>();
  private final Set<BigInteger> unordered = new LinkedHashSet<>();
  private final Map<Long, List<BigInteger>> lists = new TreeMap<>();
  private long lastNumber;

  void apply(RegisterEntry entry) {
    switch (entry) {
      case RegisterEntry.Authorised e -> authorised.put(e.subject().key(), e.subject());
      case RegisterEntry.Issued e -> {
        issued.put(e.serial(), e);
        serialsOf.computeIfAbsent(e.subject().key(), key -> new LinkedHashSet<>()).add(e.serial());
      }
      case RegisterEntry.Invited e -> invitations.put(e.token(), e);
      case RegisterEntry.Redeemed e -> invitations.remove(e.token());
      case RegisterEntry.Superseded e -> superseded.put(e.serial(), e.dueMs());
      case RegisterEntry.Revoked e -> e.entries().forEach(each -> revoke(each, e.timeMs()));
      case RegisterEntry.Listed e -> {
        lastNumber = e.number();
        lists.put(e.number(), e.serials());
      }
      case RegisterEntry.Ordered e ->
          Optional.ofNullable(lists.remove(e.number())).ifPresent(unordered::removeAll);
    }
  }

  private void revoke(RevocationEntry entry, long timeMs) {
    revoked.put(entry.serial(), new CertificateAuthority.Line(entry, timeMs));
    unordered.add(entry.serial());
    superseded.remove(entry.serial());
    // A list on its way tells less of this certificate than is known now.
    lists.replaceAll((number, serials) -> without(serials, entry.serial()));
    if (entry.keyRevoked()) {
      revokedKeys.add(entry.key());
      authorised.remove(entry.key());
    }
  }

  private static List<BigInteger> without(List<BigInteger> serials, BigInteger serial) {
    return serials.stream().filter(each -> !each.equals(serial)).toList();
  }

  /** Who may ask for certificates by itself, and as what. */
  Optional<Subject> authorised(PublicKey key) {
    return Optional.ofNullable(authorised.get(key));
  }

  boolean isRevoked(PublicKey key) {
    return revokedKeys.contains(key);
  }

  Optional<RegisterEntry.Issued> issued(BigInteger serial) {
    return Optional.ofNullable(issued.get(serial));
  }

  Optional<RegisterEntry.Invited> invitation(Hash token) {
    return Optional.ofNullable(invitations.get(token));
  }

  /** The certificates of a key that neither ended nor were revoked, oldest first. */
  List<RegisterEntry.Issued> live(PublicKey key, long nowMs) {
    return serialsOf.getOrDefault(key, Set.of()).stream()
        .filter(serial -> !revoked.containsKey(serial))
        .map(issued::get)
        .filter(each -> each.endMs() > nowMs)
        .toList();
  }

  boolean isSuperseded(BigInteger serial) {
    return superseded.containsKey(serial);
  }

  /** What a newer certificate replaced, when its holder has had the time to change. */
  List<RegisterEntry.Issued> due(long nowMs) {
    List<RegisterEntry.Issued> due = new ArrayList<>();
    superseded.forEach(
        (serial, dueMs) -> {
          RegisterEntry.Issued certificate = issued.get(serial);
          // What has ended by itself needs no revocation.
          if (dueMs <= nowMs && certificate != null && certificate.endMs() > nowMs) {
            due.add(certificate);
          }
        });
    return due;
  }

  /** All that belongs into a revocation list. */
  List<CertificateAuthority.Line> revoked() {
    return List.copyOf(revoked.values());
  }

  /** What the ledger has not confirmed yet, oldest first. */
  List<RevocationEntry> unordered() {
    return unordered.stream().map(serial -> revoked.get(serial).entry()).toList();
  }

  long lastNumber() {
    return lastNumber;
  }

  int issuedCount() {
    return issued.size();
  }
}
