package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.data.state.StateTree;

/** DATA-3: byte strings, hashes and keys as values. */
class BytesTest {
  @Provide
  Arbitrary<Hash> hashes() {
    return DataArbitraries.hashes();
  }

  private static BigInteger number(Hash hash) {
    return new BigInteger(hash.toHex(), 16);
  }

  @Property(seed = "80", tries = 500)
  void bytesAreTheirContent(@ForAll byte[] one, @ForAll byte[] two) {
    Bytes first = Bytes.of(one);
    Bytes second = Bytes.of(two);
    assertThat(first.equals(second)).isEqualTo(Arrays.equals(one, two));
    assertThat(Integer.signum(first.compareTo(second)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, two)));
    assertThat(Bytes.fromHex(first.toHex())).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(first.hashCode()).isEqualTo(Arrays.hashCode(one)).isEqualTo(first.hashCode());
    assertThat(first.toArray()).isEqualTo(one);
    assertThat(first.size()).isEqualTo(one.length);
  }

  /** A string is its content, whether it has a separate array or lies within a longer one. */
  @Property(seed = "82", tries = 500)
  void aPartIsAsGoodAsACopy(
      @ForAll @Size(max = 1000) byte[] content,
      @ForAll @IntRange(max = 300) int before,
      @ForAll @IntRange(max = 300) int behind,
      @ForAll @Size(max = 3) byte[] another) {
    byte[] array = new byte[before + content.length + behind];
    System.arraycopy(content, 0, array, before, content.length);
    Bytes part = Bytes.part(array, before, content.length);
    Bytes copy = Bytes.of(content);
    boolean shares = content.length >= 256 && 2 * content.length >= array.length - 1;
    if (shares) {
      assertThat(part.shared()).isSameAs(array);
    } else {
      assertThat(part.shared()).isNotSameAs(array).isEqualTo(content);
    }
    assertThat(part).isEqualTo(copy).hasSameHashCodeAs(copy).isEqualByComparingTo(copy);
    assertThat(copy).isEqualTo(part);
    assertThat(part.size()).isEqualTo(content.length);
    assertThat(part.toArray()).isEqualTo(content);
    assertThat(part).hasToString(copy.toString());
    assertThat(Hash.of(part)).isEqualTo(Hash.of(copy));
    assertThat(Hash.of(Bytes.of(another), part))
        .isEqualTo(Hash.of(new Encoder().raw(Bytes.of(another)).raw(copy).toBytes()));
    int middle = content.length / 2;
    assertThat(part.slice(middle, content.length)).isEqualTo(copy.slice(middle, content.length));
    for (int i = 0; i < content.length; i++) {
      assertThat(part.at(i)).isEqualTo(content[i]);
    }
    assertThatThrownBy(() -> part.at(content.length)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> part.slice(0, content.length + 1))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> part.copyTo(0, new byte[2000], 0, content.length + 1))
        .isInstanceOf(RuntimeException.class);
    assertThat(Decoder.<Bytes>decode(part, in -> in.raw(in.remaining()))).isEqualTo(copy);
    assertThatThrownBy(() -> Decoder.decode(part, in -> in.raw(content.length + 1)))
        .hasMessageStartingWith("byte 0: ");
  }

  /** Hashed or signed bytes must not change afterwards. */
  @Example
  void bytesDoNotShareTheirArray() {
    byte[] array = {1, 2, 3};
    Bytes bytes = Bytes.of(array);
    array[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes).isEqualTo(Bytes.fromHex("010203"));
    assertThat(bytes.at(0)).isEqualTo((byte) 1);
  }

  @Property(seed = "81", tries = 1000)
  void hashesAreOrderedAsNumbers(@ForAll("hashes") Hash one, @ForAll("hashes") Hash two) {
    assertThat(Integer.signum(one.compareTo(two))).isEqualTo(number(one).compareTo(number(two)));
    assertThat(Hash.fromHex(one.toHex())).isEqualTo(one);
    for (int i = 0; i < 256; i++) {
      assertThat(one.bit(i) == 1).isEqualTo(number(one).testBit(255 - i));
    }
  }

  /** FIPS 180-4's examples. */
  @Example
  void sha256() {
    assertThat(Hash.of(Bytes.utf8("abc")).toHex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Hash.of(Bytes.EMPTY).brief()).isEqualTo("e3b0c442");
  }

  @Example
  void lengthsAreChecked() {
    Bytes wrong = Bytes.fromHex("00");
    assertThatThrownBy(() -> new PublicKey(wrong)).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> new SecretKey(wrong)).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> new Signature(wrong)).hasMessageContaining("64 bytes");
    assertThatThrownBy(() -> Hash.fromHex("00")).hasMessageContaining("64 hex");
    assertRefused(() -> Bytes.fromHex("0g"));
  }

  @Example
  void partsAreCopiedOutAsTheyAre() {
    byte[] target = new byte[4];
    Bytes.fromHex("0a0b0c0d").copyTo(1, target, 2, 2);
    assertThat(target).containsExactly(0, 0, 0x0b, 0x0c);
    assertThatThrownBy(() -> Bytes.EMPTY.copyTo(0, target, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Example
  void textForms() {
    assertThat(Bytes.fromHex("00ff")).hasToString("00ff");
    assertThat(Hash.ZERO).hasToString("0".repeat(64));
    assertThat(new PublicKey(Hash.MAX.toBytes())).hasToString("f".repeat(64));
    assertThat(StateTree.EMPTY).hasToString("StateTree[0 keys]");
    assertThat(SampleChains.genesis())
        .hasToString("Block[0 " + SampleChains.genesis().hash().brief() + "]");
  }

  @Example
  void aSecretKeyIsNotPrinted() {
    KeyPair keys = SampleChains.keys(1);
    assertThat(keys.toString()).contains("hidden").doesNotContain(keys.secretKey().value().toHex());
  }
}
