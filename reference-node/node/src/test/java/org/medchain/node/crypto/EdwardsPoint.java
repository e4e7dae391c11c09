package org.medchain.node.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Bytes;

/**
 * A point of edwards25519 (RFC 8032 §5.1) in affine coordinates, slowly and by the textbook: so
 * that a test can make points and signatures that no library makes.
 */
record EdwardsPoint(BigInteger x, BigInteger y) {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The order of the prime-order group. */
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  static final EdwardsPoint NEUTRAL = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE);

  /** The group's generator B. */
  static final EdwardsPoint BASE =
      decode(Bytes.fromHex("5866666666666666666666666666666666666666666666666666666666666666"));

  EdwardsPoint plus(EdwardsPoint other) {
    BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
    BigInteger above = x.multiply(other.y).add(y.multiply(other.x));
    BigInteger right = y.multiply(other.y).add(x.multiply(other.x));
    return new EdwardsPoint(
        above.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
        right.multiply(BigInteger.ONE.subtract(product).mod(P).modInverse(P)).mod(P));
  }

  EdwardsPoint times(BigInteger scalar) {
    EdwardsPoint sum = NEUTRAL;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      sum = scalar.testBit(bit) ? sum.plus(this) : sum;
    }
    return sum;
  }

  /** The eight points whose order divides 8, the neutral element first. */
  static List<EdwardsPoint> ofSmallOrder() {
    EdwardsPoint eighth =
        decode(Bytes.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));
    List<EdwardsPoint> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(eighth.times(BigInteger.valueOf(i)));
    }
    return all;
  }

  Bytes encoded() {
    return littleEndian(x.testBit(0) ? y.setBit(255) : y);
  }

  static EdwardsPoint decode(Bytes encoding) {
    BigInteger number = number(encoding);
    BigInteger y = number.clearBit(255);
    BigInteger square = y.multiply(y).mod(P);
    BigInteger ratio =
        square
            .subtract(BigInteger.ONE)
            .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger x = ratio.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(ratio)) {
      x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
    }
    return new EdwardsPoint(x.testBit(0) == number.testBit(255) ? x : P.subtract(x), y);
  }

  /** The number that little-endian bytes are. */
  static BigInteger number(Bytes bytes) {
    byte[] reversed = new byte[bytes.size()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = bytes.at(reversed.length - 1 - i);
    }
    return new BigInteger(1, reversed);
  }

  /** 32 bytes, little-endian. */
  static Bytes littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return Bytes.of(bytes);
  }
}
