package org.medchain.data.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.EncodingMutation;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/** DATA-17: a state proof shows only true values, and all true values can be shown. */
class StateProofTest {
  private static Bytes key(int number) {
    return StateTreeTest.key(number);
  }

  private static Bytes value(int number) {
    return StateTreeTest.value(number);
  }

  /** Keys 0 to size − 1, each with the value of its number. */
  private static StateTree treeOf(int size) {
    StateTree tree = StateTree.EMPTY;
    for (int i = 0; i < size; i++) {
      tree = tree.put(key(i), value(i));
    }
    return tree;
  }

  private static StateProof transmitted(StateProof proof) {
    return Codec.of(StateProof.class).decoded(proof.encoded());
  }

  @Property(seed = "95", tries = 60)
  void presenceAndAbsenceAreShown(@ForAll @IntRange(max = 60) int size) {
    StateTree tree = treeOf(size);
    for (int i = 0; i < size + 20; i++) {
      StateProof proof = transmitted(tree.proof(key(i)));
      boolean present = i < size;
      assertThat(proof.showsPresent(key(i), value(i), tree.root())).isEqualTo(present);
      assertThat(proof.showsAbsent(key(i), tree.root())).isEqualTo(!present);
      assertThat(proof.showsPresent(key(i), value(i + 1), tree.root())).isFalse();
      assertThat(proof.siblings().size()).isLessThanOrEqualTo(24);
    }
  }

  /** Every proof that the tree gives, used for every other key, in all three kinds. */
  @Example
  void noProofShowsWhatIsNotTrue() {
    int size = 12;
    StateTree tree = treeOf(size);
    for (StateProof proof : forgeries(tree, size)) {
      for (int i = 0; i < size * 2; i++) {
        if (i < size) {
          assertThat(proof.showsAbsent(key(i), tree.root())).isFalse();
        } else {
          assertThat(proof.showsPresent(key(i), value(i), tree.root())).isFalse();
        }
        assertThat(proof.showsPresent(key(i), value(i + 1), tree.root())).isFalse();
      }
    }
  }

  private static List<StateProof> forgeries(StateTree tree, int size) {
    List<StateProof> forgeries = new ArrayList<>();
    for (int i = 0; i < size * 2; i++) {
      List<Hash> siblings = tree.proof(key(i)).siblings();
      for (int length = 0; length <= siblings.size(); length++) {
        List<Hash> way = siblings.subList(0, length);
        forgeries.add(new StateProof.PresenceProof(way));
        forgeries.add(new StateProof.EmptyPathProof(way));
        // Any true leaf of the tree as the one that is said to be in the way.
        for (int j = 0; j < size; j++) {
          forgeries.add(new StateProof.OtherLeafProof(way, Hash.of(key(j)), Hash.of(value(j))));
        }
        // A branch told as a leaf: its children for path and value.
        if (length > 0) {
          Hash last = siblings.get(length - 1);
          forgeries.add(new StateProof.OtherLeafProof(siblings.subList(0, length - 1), last, last));
        }
      }
    }
    return forgeries;
  }

  /** DATA-18: no bit of a state proof can change unnoticed. */
  @Example
  void everyBitCounts() {
    int size = 9;
    StateTree tree = treeOf(size);
    for (int i = 0; i < size * 3; i++) {
      byte[] proof = tree.proof(key(i)).encoded().toArray();
      for (int bit = 0; bit < proof.length * 8; bit++) {
        Bytes changed = Bytes.of(EncodingMutation.flip(proof, bit));
        assertThat(accepted(changed, i, i < size, tree.root())).as("bit %d", bit).isFalse();
      }
    }
  }

  private static boolean accepted(Bytes proof, int number, boolean present, Hash root) {
    try {
      StateProof decoded = Codec.of(StateProof.class).decoded(proof);
      return present
          ? decoded.showsPresent(key(number), value(number), root)
          : decoded.showsAbsent(key(number), root);
    } catch (MalformedInput e) {
      return false;
    }
  }

  @Example
  void allKindsOfProofOccur() {
    StateTree tree = treeOf(12);
    assertThat(tree.proof(key(1))).isInstanceOf(StateProof.PresenceProof.class);
    List<StateProof> absent = new ArrayList<>();
    for (int i = 12; i < 60; i++) {
      absent.add(tree.proof(key(i)));
    }
    assertThat(absent).hasAtLeastOneElementOfType(StateProof.EmptyPathProof.class);
    assertThat(absent).hasAtLeastOneElementOfType(StateProof.OtherLeafProof.class);
    assertThat(StateTree.EMPTY.proof(key(1)).showsAbsent(key(1), Hash.ZERO)).isTrue();
  }
}
