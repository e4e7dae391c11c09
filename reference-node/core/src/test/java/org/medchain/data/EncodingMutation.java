package org.medchain.data;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A small change of an encoding at a share (0–999) of its length. */
public record EncodingMutation(Kind kind, int place, Bytes bytes) {
  enum Kind {
    FLIP,
    OVERWRITE,
    INSERT,
    DELETE,
    TRUNCATE
  }

  static Arbitrary<EncodingMutation> any() {
    // The edges of the CompactSize forms are where decoders go wrong.
    Arbitrary<Bytes> edges =
        Arbitraries.of(
                "00",
                "01",
                "7f",
                "80",
                "fc",
                "fd",
                "fe",
                "ff",
                "fd0000",
                "fdfc00",
                "fdfd00",
                "feffff0000",
                "feffffff7f",
                "feffffffff",
                "ffffffffffffffffff",
                "ffffffffffffffff7f",
                "00000080",
                "ffffffff")
            .map(Bytes::fromHex);
    Arbitrary<Bytes> any = DataArbitraries.bytes(1, 9);
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 999),
            Arbitraries.oneOf(edges, any))
        .as(EncodingMutation::new);
  }

  byte[] of(byte[] input) {
    int at = (int) ((long) place * input.length / 1000);
    return switch (kind) {
      case FLIP -> input.length == 0 ? input : flip(input, at * 8 + (bytes.at(0) & 7));
      case OVERWRITE -> overwrite(input, at, bytes);
      case INSERT -> splice(input, at, bytes, at);
      case DELETE -> splice(input, at, Bytes.EMPTY, Math.min(input.length, at + bytes.size()));
      case TRUNCATE -> Arrays.copyOf(input, at);
    };
  }

  public static byte[] flip(byte[] input, int bit) {
    byte[] output = input.clone();
    output[bit / 8] ^= (byte) (1 << bit % 8);
    return output;
  }

  static byte[] overwrite(byte[] input, int at, Bytes bytes) {
    return splice(input, at, bytes, Math.min(input.length, at + bytes.size()));
  }

  private static byte[] splice(byte[] input, int at, Bytes bytes, int resume) {
    byte[] output = Arrays.copyOf(input, at + bytes.size() + input.length - resume);
    System.arraycopy(bytes.toArray(), 0, output, at, bytes.size());
    System.arraycopy(input, resume, output, at + bytes.size(), input.length - resume);
    return output;
  }
}
