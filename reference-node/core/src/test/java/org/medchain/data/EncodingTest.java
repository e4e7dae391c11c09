package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * DATA-1, DATA-2: the pieces that encodings are made of.
 *
 * <p>DATA-1: a type whose codec is asked for while the type is still being initialized gets the one
 * that follows from its declaration, and everybody after it gets that one too. It must be the one
 * that the type then declares.
 */
class EncodingTest {
  private static final List<JavaField> DECLARED =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.medchain")
              .stream()
              .map(type -> type.tryGetField("CODEC"))
              .flatMap(field -> field.stream())
              .filter(field -> field.getRawType().isEquivalentTo(Codec.class))
              .toList();

  private static Bytes hex(String digits) {
    return Bytes.fromHex(digits);
  }

  @Provide
  Arbitrary<Bytes> strings() {
    return DataArbitraries.bytes(0, 300).withoutEdgeCases();
  }

  /** CompactSize at the edges of its four forms. */
  @Example
  void compactSizes() {
    for (List<String> pair :
        List.of(
            List.of("0", "00"),
            List.of("fc", "fc"),
            List.of("fd", "fdfd00"),
            List.of("ffff", "fdffff"),
            List.of("10000", "fe00000100"),
            List.of("ffffffff", "feffffffff"),
            List.of("100000000", "ff0000000001000000"),
            List.of("7fffffffffffffff", "ffffffffffffffff7f"))) {
      long value = Long.parseLong(pair.get(0), 16);
      assertThat(new Encoder().count(value).toBytes()).isEqualTo(hex(pair.get(1)));
      assertThat(Decoder.decode(hex(pair.get(1)), Decoder::count)).isEqualTo(value);
    }
  }

  /** For every capacity of the buffer, and independent of later writes. */
  @Property(seed = "73", tries = 300)
  void whatWasGivenAwayNeverChanges(
      @ForAll @IntRange(max = 400) int room,
      @ForAll("strings") Bytes first,
      @ForAll("strings") Bytes second) {
    Encoder encoder = new Encoder(room).raw(first);
    Bytes before = encoder.toBytes();
    byte[] own = encoder.toArray();
    Bytes both = encoder.raw(second).toBytes();
    Arrays.fill(own, (byte) 1);
    Bytes later = encoder.clear().raw(second).toBytes();
    assertThat(before).isEqualTo(first);
    assertThat(both.slice(0, first.size())).isEqualTo(first);
    assertThat(both.slice(first.size(), both.size())).isEqualTo(second);
    assertThat(later).isEqualTo(second);
  }

  @Property(seed = "74", tries = 300)
  void whatIsLeftInABufferIsWritten(
      @ForAll("strings") Bytes some, @ForAll @IntRange(max = 9) int from) {
    ByteBuffer buffer = ByteBuffer.wrap(some.toArray());
    buffer.position(Math.min(from, some.size()));
    Bytes left = some.slice(buffer.position(), some.size());
    assertThat(new Encoder(0).uint8(7).raw(buffer).toBytes())
        .isEqualTo(new Encoder().uint8(7).raw(left).toBytes());
    assertThat(buffer.remaining()).isZero();
  }

  @Property(seed = "75", tries = 300)
  void sizesOfCountsAndStringsAreKnownBefore(
      @ForAll @LongRange(min = 0) long count, @ForAll("strings") Bytes some) {
    assertThat(Encoder.sizeOfCount(count)).isEqualTo(new Encoder().count(count).size());
    assertThat(Encoder.sizeOf(some)).isEqualTo(new Encoder().bytes(some).size());
  }

  @Example
  void longerFormsThanNeededAreRefused() {
    for (String digits :
        List.of("fdfc00", "fd0000", "feffff0000", "ffffffffff00000000", "ffffffffffffffffff")) {
      assertMalformed(() -> Decoder.decode(hex(digits), Decoder::count))
          .hasMessageContaining("shortest form");
    }
    assertRefused(() -> new Encoder().count(-1));
  }

  /** Overlong forms, surrogates, a lone continuation, a cut sequence, beyond the last character. */
  @Example
  void textsMustBeUtf8() {
    for (String digits : List.of("02c080", "03eda080", "0180", "01c3", "04f4908080", "01ff")) {
      assertMalformed(() -> Decoder.decode(hex(digits), Decoder::text))
          .hasMessageContaining("UTF-8");
    }
  }

  /** Otherwise a lone surrogate and a question mark would have one encoding. */
  @Example
  void textsThatUtf8CannotExpressAreRefused() {
    for (String text : List.of("\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D")) {
      assertRefused(() -> new Encoder().text(text));
    }
    assertThat(new Encoder().text("\uD83D\uDE00").toBytes()).isEqualTo(hex("04f09f9880"));
  }

  /** The message says where, counted from the start of the input. */
  @Example
  void errorsNameTheByte() {
    assertThatThrownBy(() -> Decoder.decode(hex("0102"), in -> in.int32()))
        .hasMessage("byte 0: 4 bytes expected, 2 left");
    assertThatThrownBy(() -> Decoder.decode(hex("0102"), Decoder::uint8))
        .hasMessage("byte 1: 1 bytes left over");
    assertThatThrownBy(() -> Decoder.decode(hex("05aabb"), Decoder::bytes))
        .hasMessage("byte 1: a count of 5 does not fit into 2 bytes");
  }

  @Example
  void aCountIsMeasuredAgainstTheRestOfTheInput() {
    assertThatThrownBy(() -> Decoder.decode(hex("0200000000000000"), in -> in.countOf(4)))
        .hasMessage("byte 1: a count of 2 does not fit into 7 bytes");
    assertThatThrownBy(() -> Decoder.decode(hex("020000000000000000"), in -> in.countOf(4)))
        .hasMessage("byte 1: 8 bytes left over");
  }

  /** DATA-20: the room doubles, up to the longest array; more is refused in words. */
  @Example
  void anEncodingEndsAtTwoGibibytes() {
    assertThat(Encoder.capacity(64, 65)).isEqualTo(128);
    assertThat(Encoder.capacity(64, 1_000)).isEqualTo(1_000);
    assertThat(Encoder.capacity(1 << 30, (1L << 30) + 1)).isEqualTo(Encoder.MAX_SIZE);
    assertThat(Encoder.capacity(Encoder.MAX_SIZE - 1, Encoder.MAX_SIZE))
        .isEqualTo(Encoder.MAX_SIZE);
    assertThatThrownBy(() -> Encoder.capacity(1 << 30, Encoder.MAX_SIZE + 1L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 GiB is the most")
        .hasMessageNotContaining("\n");
  }

  @Test
  void eachTypeIsEncodedAsItDeclares() throws Exception {
    assertThat(DECLARED).hasSizeGreaterThan(30);
    for (JavaField each : DECLARED) {
      JavaClass owner = each.getOwner();
      if (!owner.isAnnotatedWith(Code.class)) {
        Field field = each.reflect();
        field.setAccessible(true);
        Object declared = field.get(null); // initializes the type
        assertThat((Object) Codec.of(owner.reflect())).as(owner.getName()).isSameAs(declared);
      }
    }
  }
}
