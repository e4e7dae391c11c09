package org.medchain.node.center.admission;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** Revocations, for a process that holds no state and gets the receipts of blocks (CA-8). */
public final class ReceiptRevocationLookup implements RevocationLookup {
  private final Map<BigInteger, Long> certificates = new ConcurrentHashMap<>();
  private final Map<PublicKey, Long> keys = new ConcurrentHashMap<>();

  /** The revocations in the receipts of one block: also the connections to be closed now. */
  public static List<RevocationEntry> revocationsIn(List<Receipt> receipts) {
    return receipts.stream()
        .filter(Receipt::succeeded)
        .flatMap(receipt -> MedicalModules.events(receipt).stream())
        .filter(RegistrationEvents.CertificatesRevoked.class::isInstance)
        .flatMap(event -> ((RegistrationEvents.CertificatesRevoked) event).entries().stream())
        .toList();
  }

  /** Takes in the receipts of the block at {@code height}. */
  public void executed(long height, List<Receipt> receipts) {
    for (RevocationEntry entry : revocationsIn(receipts)) {
      certificates.merge(entry.serial(), height, Math::min);
      if (entry.keyRevoked()) {
        keys.merge(entry.key(), height, Math::min);
      }
    }
  }

  @Override
  public Optional<Long> certificateRevokedAt(BigInteger serial) {
    return Optional.ofNullable(certificates.get(serial));
  }

  @Override
  public Optional<Long> keyRevokedAt(PublicKey key) {
    return Optional.ofNullable(keys.get(key));
  }
}
