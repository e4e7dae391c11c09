package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.CoreClasses;

/**
 * The rules that hold for every encodable type (DATA-1, DATA-2). A layer extends this with the list
 * of its types; a comparison with the compiled classes shows that the list is complete.
 *
 * <p>jqwik's edge cases are off, because only those of combined values would use up the tries; the
 * mutations bring the edges that matter to a decoder.
 */
public abstract class CodecProperties {
  /** The bytes that a decoder may allocate for each byte of input, besides {@link #ALLOWANCE}. */
  private static final long ALLOCATION_FACTOR = 256;

  /** For exceptions, their texts and stack traces. */
  private static final long ALLOWANCE = 1 << 20;

  /** Every encodable type of the layer. */
  protected abstract List<CodecCase<?>> codecs();

  protected abstract String layer();

  @Provide
  Arbitrary<CodecCase.Sample<?>> samples() {
    return Arbitraries.of(codecs()).flatMap(codec -> codec.samples().map(sample -> sample));
  }

  @Provide
  Arbitrary<CodecCase<?>> types() {
    return Arbitraries.of(codecs());
  }

  @Provide
  Arbitrary<List<EncodingMutation>> mutations() {
    return EncodingMutation.any().list().ofMinSize(1).ofMaxSize(4);
  }

  @Property(seed = "1", tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void decodingGivesBackWhatWasEncoded(@ForAll("samples") CodecCase.Sample<?> sample) {
    assertThat(sample.decoded()).isEqualTo(sample.value());
    assertThat(sample.decoded().encoded()).isEqualTo(sample.value().encoded());
  }

  /** A type that says for how many bytes to make room has no slack: nothing is copied then. */
  @Property(seed = "6", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void theRoomThatIsMadeIsUsualOrExact(@ForAll("samples") CodecCase.Sample<?> sample) {
    Bytes whole = sample.value().encoded();
    assertThat(sample.value().expectedSize()).isIn(Encoder.INITIAL_CAPACITY, whole.size());
    assertThat(new Encoder(0).value(sample.value()).toBytes()).isEqualTo(whole);
  }

  @Property(seed = "2", tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void arbitraryBytesGiveTheirOwnValueOrMalformedInput(
      @ForAll("types") CodecCase<?> codec, @ForAll byte[] input) {
    decodesOnlyWhatItEncodes(codec, Bytes.of(input));
  }

  @Property(seed = "3", tries = 6000, edgeCases = EdgeCasesMode.NONE)
  void mutatedEncodingsGiveTheirOwnValueOrMalformedInput(
      @ForAll("samples") CodecCase.Sample<?> sample,
      @ForAll("mutations") List<EncodingMutation> mutations) {
    byte[] input = sample.value().encoded().toArray();
    for (EncodingMutation mutation : mutations) {
      input = mutation.of(input);
    }
    decodesOnlyWhatItEncodes(sample.codec(), Bytes.of(input));
  }

  /** The prefix of an encoding is never an encoding, nor is one with more behind it. */
  @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void everyPrefixIsRefused(@ForAll("samples") CodecCase.Sample<?> sample) {
    byte[] whole = sample.value().encoded().toArray();
    for (int size = 0; size < whole.length; size++) {
      byte[] prefix = Arrays.copyOf(whole, size);
      assertThat(decodesOnlyWhatItEncodes(sample.codec(), Bytes.of(prefix))).isFalse();
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThat(decodesOnlyWhatItEncodes(sample.codec(), Bytes.of(longer))).isFalse();
  }

  /** With the largest counts at every place, a decoder believes the input, not them. */
  @Property(seed = "5", tries = 80, edgeCases = EdgeCasesMode.NONE)
  void hugeCountsAllocateNothing(@ForAll("samples") CodecCase.Sample<?> sample) {
    byte[] whole = sample.value().encoded().toArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int at = 0; at < whole.length; at++) {
      for (String count : List.of("feffffff07", "feffffff7f", "ffffffffffffffff7f")) {
        byte[] input = EncodingMutation.overwrite(whole, at, Bytes.fromHex(count));
        Bytes bytes = Bytes.of(input);
        long before = threads.getCurrentThreadAllocatedBytes();
        decodesOnlyWhatItEncodes(sample.codec(), bytes);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
            .as("allocated for %s", bytes)
            .isLessThan(ALLOWANCE + ALLOCATION_FACTOR * input.length);
      }
    }
  }

  @Example
  void noEncodableTypeIsForgotten() {
    List<String> forgotten =
        CoreClasses.read(layer()).stream()
            .filter(type -> type.isAssignableTo(Encodable.class) && !type.isInterface())
            .filter(type -> codecs().stream().noneMatch(codec -> covers(codec, type)))
            .map(JavaClass::getName)
            .toList();
    assertThat(forgotten).isEmpty();
  }

  private static boolean covers(CodecCase<?> codec, JavaClass type) {
    return type.isAssignableTo(codec.type());
  }

  /** Whether {@code input} was accepted; if so, it must be the encoding of the result. */
  private static boolean decodesOnlyWhatItEncodes(CodecCase<?> codec, Bytes input) {
    Encodable value;
    try {
      value = Decoder.decode(input, codec.reader());
    } catch (MalformedInput expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
      return false;
    }
    assertThat(value.encoded()).isEqualTo(input);
    return true;
  }
}
