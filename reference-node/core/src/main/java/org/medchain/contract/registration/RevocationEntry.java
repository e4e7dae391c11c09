package org.medchain.contract.registration;

import java.math.BigInteger;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * One certificate of a revocation list (CON-22; decision 0150).
 *
 * @param serial of the certificate, positive, 20 bytes at most (RFC 5280 §4.1.2.2)
 * @param key that it was issued to: its holder's name on the ledger
 * @param reason why it ends
 * @param keyRevoked whether the key itself counts no longer, or only this certificate
 */
public record RevocationEntry(
    BigInteger serial, PublicKey key, RevocationReason reason, boolean keyRevoked)
    implements Encodable {
  /** The longest serial number in bytes, sign included. */
  public static final int MAX_SERIAL_SIZE = 20;

  /** A serial number: two's complement, shortest, first byte highest. */
  public static final Codec<BigInteger> SERIAL =
      Codec.BYTES.map(RevocationEntry::serial, serial -> Bytes.of(serial.toByteArray()));

  static final Codec<RevocationEntry> CODEC =
      Codec.of(
          RevocationEntry.class,
          SERIAL,
          PublicKey.CODEC,
          Codec.of(RevocationReason.class),
          Codec.FLAG);

  public RevocationEntry {
    Argument.refuseIf(
        serial.signum() <= 0 || serial.toByteArray().length > MAX_SERIAL_SIZE,
        "a serial number is positive and has at most %s bytes: %s",
        MAX_SERIAL_SIZE,
        serial);
  }

  private static BigInteger serial(Bytes digits) {
    if (digits.size() < 1 || digits.size() > MAX_SERIAL_SIZE) {
      throw new MalformedInput("a serial number has 1 to " + MAX_SERIAL_SIZE + " bytes");
    }
    BigInteger serial = new BigInteger(digits.toArray());
    if (serial.toByteArray().length != digits.size()) {
      throw new MalformedInput("a serial number is not in its shortest form");
    }
    return serial;
  }
}
