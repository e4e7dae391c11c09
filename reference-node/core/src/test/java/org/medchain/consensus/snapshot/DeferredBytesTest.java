package org.medchain.consensus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.state.StateTree;

/** SIM-40, STO-32: bytes that are made when they are read are the bytes that were meant. */
class DeferredBytesTest {
  private static StateTree tree(int entries) {
    StateTree tree = StateTree.EMPTY;
    for (int i = 0; i < entries; i++) {
      tree = tree.put(Bytes.utf8("key " + i), Bytes.utf8("value " + i));
    }
    return tree;
  }

  @Example
  void aTreeIsItsEncoding() {
    StateTree tree = tree(9);
    DeferredBytes deferred = DeferredBytes.of(tree);
    DeferredBytes read = DeferredBytes.of(tree.encoded());
    assertThat(deferred.tree()).isSameAs(tree);
    assertThat(read.tree()).isEqualTo(tree);
    assertThat(deferred.root()).isEqualTo(tree.root());
    assertThat(read.root()).isEqualTo(tree.root());
    assertThat(deferred).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(deferred.hashCode()).isNotZero();
    assertThat(deferred)
        .isNotEqualTo(DeferredBytes.of(tree(8)))
        .isNotEqualTo(DeferredBytes.of(Bytes.of(new byte[tree.encoded().size()])));
  }

  @Example
  void aLongContentIsReadInPieces() {
    byte[] content = new byte[2 * SnapshotPart.BYTES + 5];
    new Random(1).nextBytes(content);
    List<Integer> lengths = new ArrayList<>();
    Bytes whole = Bytes.of(content);
    DeferredBytes deferred =
        DeferredBytes.of(
            content.length,
            (from, length) -> {
              lengths.add(length);
              return whole.slice((int) from, (int) from + length);
            });
    Bytes read = deferred.decode(in -> in.raw(content.length));
    assertThat(read).isEqualTo(whole);
    assertThat(lengths).containsExactly(SnapshotPart.BYTES, SnapshotPart.BYTES, 5);
  }

  /** Pieces that begin and end before, in and after each part, and parts of no bytes. */
  @Property(seed = "20274", tries = 40, edgeCases = EdgeCasesMode.NONE)
  void oneAfterTheOther(@ForAll Random random) {
    Encoder whole = new Encoder(100);
    List<DeferredBytes> parts = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      byte[] content = new byte[random.nextInt(4)];
      random.nextBytes(content);
      Bytes part = Bytes.of(content);
      whole.raw(part);
      parts.add(
          DeferredBytes.of(
              content.length,
              (from, length) -> {
                asked.add(from + "+" + length);
                return part.slice((int) from, (int) from + length);
              }));
    }
    Bytes expected = whole.toBytes();
    DeferredBytes all = DeferredBytes.concat(parts);
    assertThat(all.size()).isEqualTo(expected.size());
    for (int from = 0; from <= expected.size(); from++) {
      for (int end = from; end <= expected.size(); end++) {
        assertThat(all.piece(from, end - from)).isEqualTo(expected.slice(from, end));
      }
    }
    assertThat(asked).noneMatch(each -> each.endsWith("+0"));
    assertThat(all.bytes()).isEqualTo(expected);
  }
}
