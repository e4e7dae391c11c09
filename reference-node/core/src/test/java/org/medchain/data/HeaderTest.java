package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** DATA-8: the header's fields, order and size. */
class HeaderTest {
  private static Hash filled(int octet) {
    return Hash.fromHex(String.format(Locale.ROOT, "%02x", octet).repeat(Hash.SIZE));
  }

  private static Header example() {
    return new Header(
        1,
        filled(0xA1),
        0x0102030405060708L,
        filled(0xA2),
        0x090A0B0C,
        0x1112131415161718L,
        filled(0xA3),
        filled(0xA4),
        new Difficulty(0x1d00ffff),
        new RandomString(0x2122232425262728L, 0x3132333435363738L));
  }

  @Provide
  Arbitrary<Header> headers() {
    return DataArbitraries.headers();
  }

  @Example
  void layout() {
    String expected =
        "01000000"
            + "a1".repeat(32)
            + "0807060504030201"
            + "a2".repeat(32)
            + "0c0b0a09"
            + "1817161514131211"
            + "a3".repeat(32)
            + "a4".repeat(32)
            + "ffff001d"
            + "2827262524232221"
            + "3837363534333231";
    assertThat(example().encoded().toHex()).isEqualTo(expected);
    assertThat(Header.SIZE).isEqualTo(172).isEqualTo(example().encoded().size());
  }

  @Property(seed = "60", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theHashIsThatOfTheEncoding(@ForAll("headers") Header header) {
    assertThat(header.encoded().size()).isEqualTo(Header.SIZE);
    assertThat(header.hash()).isEqualTo(Hash.of(header.encoded()));
    assertThat(header.with(header.randomString())).isEqualTo(header);
  }

  @Example
  void rangesAreChecked() {
    Bytes encoded = example().encoded();
    // The last byte of version, time, count and height: its top bit is the number's sign.
    for (int signByte : new int[] {3, 43, 79, 87}) {
      byte[] bytes = encoded.toArray();
      bytes[signByte] = (byte) (bytes[signByte] | 0x80);
      assertThatThrownBy(() -> Header.CODEC.decoded(Bytes.of(bytes)))
          .isInstanceOf(MalformedInput.class);
    }
  }
}
