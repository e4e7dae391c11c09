package org.medchain.contract;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The regulatory center revokes certificates: what its new revocation list says that the one before
 * did not (CON-22; ROLE-2; decision 0150).
 *
 * @param number of the list, above that of every list before it, 1 or more (RFC 5280 §5.2.3)
 * @param list hash of the X.509 revocation list in DER that says the same, and all before it
 * @param entries what is new, each certificate once, 0 to {@link #MAX_ENTRIES}
 */
public record RevokeCertificates(long number, Hash list, List<RevocationEntry> entries)
    implements Operation {
  /** The most certificates that one operation revokes. */
  public static final int MAX_ENTRIES = 128;

  /** Checks ranges and repetitions. */
  public RevokeCertificates {
    entries = List.copyOf(entries);
    TreeSet<BigInteger> serials = new TreeSet<>();
    entries.forEach(entry -> serials.add(entry.serial()));
    if (number < 1 || entries.size() > MAX_ENTRIES || serials.size() != entries.size()) {
      throw new IllegalArgumentException(
          "a revocation list has a number from 1 on and names 0 to "
              + MAX_ENTRIES
              + " different certificates");
    }
  }

  static RevokeCertificates decode(Decoder in) {
    return new RevokeCertificates(
        in.int64(), in.hash(), in.list(RevocationEntry.MIN_SIZE, RevocationEntry::decode));
  }

  @Override
  public OperationKind kind() {
    return OperationKind.REVOKE_CERTIFICATES;
  }

  @Override
  public void encode(Encoder out) {
    out.int64(number).hash(list).list(entries);
  }
}
