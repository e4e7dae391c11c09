package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** VER-3: the masks of values, and that an image says nothing of another value's. */
class ValuePermutationTest {
  private static final Hash.Keyed KEY = Hash.Keyed.by(Hash.of(Bytes.utf8("a keyword's values")));

  @Property(seed = "1", tries = 200)
  void itIsAPermutation(@ForAll @Size(IndexEntry.VALUE_SIZE) byte[] value, @ForAll int number) {
    ValuePermutation mask = new ValuePermutation(KEY, number);
    assertThat(mask.invert(mask.apply(Bytes.of(value)))).isEqualTo(Bytes.of(value));
    assertThat(mask.apply(mask.invert(Bytes.of(value)))).isEqualTo(Bytes.of(value));
  }

  /** One bit changes all of the image, whichever bit: no part of it is from a part of the value. */
  @Property(seed = "2", tries = 50)
  void everyBitChangesBothHalves(@ForAll @Size(IndexEntry.VALUE_SIZE) byte[] value) {
    ValuePermutation mask = new ValuePermutation(KEY, 7);
    Bytes image = mask.apply(Bytes.of(value));
    Set<Bytes> differences = new TreeSet<>();
    for (int bit = 0; bit < IndexEntry.VALUE_SIZE * Byte.SIZE; bit++) {
      byte[] changed = value.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Bytes difference = Received.xor(image, mask.apply(Bytes.of(changed)));
      for (int at = 0; at + 8 <= IndexEntry.VALUE_SIZE; at += 8) {
        differences.add(difference.slice(at, at + 8));
      }
    }
    // 4 blocks of each of 264 differences: that two random ones are equal has the chance 2^-44.
    assertThat(differences).hasSize(4 * IndexEntry.VALUE_SIZE * Byte.SIZE);
    assertThat(differences).doesNotContain(Bytes.of(new byte[8]));
  }

  /** Two values of an address do not have the difference that the same two have at another. */
  @Example
  void differencesOfTwoValuesAreOthersAtEachNumber() {
    Bytes one = Bytes.of(new byte[IndexEntry.VALUE_SIZE]);
    Bytes other = Bytes.utf8("1".repeat(IndexEntry.VALUE_SIZE));
    List<Bytes> differences = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      ValuePermutation mask = new ValuePermutation(KEY, number);
      differences.add(Received.xor(mask.apply(one), mask.apply(other)));
    }
    assertThat(differences).doesNotHaveDuplicates();
  }

  @Example
  void otherLengthsAreRefused() {
    ValuePermutation mask = new ValuePermutation(KEY, 0);
    for (int size : new int[] {0, 32, 34}) {
      assertThatThrownBy(() -> mask.apply(Bytes.of(new byte[size])))
          .hasMessage("a masked value has 33 bytes, not " + size);
      assertThatThrownBy(() -> mask.invert(Bytes.of(new byte[size])))
          .hasMessage("a masked value has 33 bytes, not " + size);
    }
  }
}
