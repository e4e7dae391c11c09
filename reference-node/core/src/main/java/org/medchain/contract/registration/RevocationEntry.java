package org.medchain.contract.registration;

import java.math.BigInteger;
import org.medchain.contract.engine.Coded;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * One certificate of a revocation list (CON-22; decision 0150).
 *
 * @param serial of the certificate, positive, 20 bytes at most (RFC 5280 §4.1.2.2)
 * @param key that it was issued to: its holder's name on the ledger
 * @param reason why it ends
 * @param keyRevoked whether the key itself counts no longer, or this certificate alone
 */
public record RevocationEntry(
    BigInteger serial, PublicKey key, RevocationReason reason, boolean keyRevoked)
    implements Encodable {
  /** The longest serial number in bytes, sign included. */
  public static final int MAX_SERIAL_SIZE = 20;

  /** The least encoded size in bytes. */
  public static final int MIN_SIZE = 2 + PublicKey.SIZE + 2;

  /** Checks the serial number. */
  public RevocationEntry {
    if (serial.signum() <= 0 || serial.toByteArray().length > MAX_SERIAL_SIZE) {
      throw new IllegalArgumentException(
          "a serial number is positive and has at most " + MAX_SERIAL_SIZE + " bytes: " + serial);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static RevocationEntry decode(Decoder in) {
    return new RevocationEntry(
        serial(in.bytes()),
        PublicKey.decode(in),
        Coded.decode(RevocationReason.class, in),
        in.flag());
  }

  /** The serial number that {@link #bytesOf} wrote. */
  public static BigInteger serial(Bytes digits) {
    if (digits.size() < 1 || digits.size() > MAX_SERIAL_SIZE) {
      throw new MalformedInput("a serial number has 1 to " + MAX_SERIAL_SIZE + " bytes");
    }
    BigInteger serial = new BigInteger(digits.toArray());
    if (serial.toByteArray().length != digits.size()) {
      throw new MalformedInput("a serial number is not in its shortest form");
    }
    return serial;
  }

  /** The serial number as the ledger writes it: two's complement, shortest, first byte highest. */
  public static Bytes bytesOf(BigInteger serial) {
    return Bytes.of(serial.toByteArray());
  }

  @Override
  public void encode(Encoder out) {
    out.bytes(bytesOf(serial)).value(key).uint8(reason.code()).uint8(keyRevoked ? 1 : 0);
  }
}
