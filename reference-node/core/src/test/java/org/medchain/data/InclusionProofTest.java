package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** DATA-13: a proof is accepted for exactly what is in the tree. */
class InclusionProofTest {
  private static final int MOST = 9;

  /** All paths worth trying: those of the tree, shortened, lengthened and turned round. */
  private static List<List<Hash>> paths(MerkleTree tree) {
    List<List<Hash>> paths = new ArrayList<>();
    for (int index = 0; index < tree.count(); index++) {
      List<Hash> path = tree.proof(index).path();
      paths.add(path);
      List<Hash> turned = new ArrayList<>(path);
      Collections.reverse(turned);
      paths.add(turned);
      for (int size = 0; size < path.size(); size++) {
        paths.add(path.subList(0, size));
        paths.add(path.subList(size, path.size()));
      }
      List<Hash> longer = new ArrayList<>(path);
      longer.add(tree.root());
      paths.add(longer);
    }
    return paths;
  }

  /** Every leaf with every index, count and path that the type lets one write down. */
  @Example
  void onlyTheTrueCombinationIsAccepted() {
    for (int count = 1; count <= MOST; count++) {
      List<RawLeaf> leaves = RawLeaf.distinct(count);
      MerkleTree tree = MerkleTree.of(leaves);
      for (InclusionProof proof : writable(paths(tree))) {
        for (int leaf = 0; leaf < count; leaf++) {
          boolean isTrue = leaf == proof.index() && proof.equals(tree.proof(leaf));
          assertThat(proof.proves(leaves.get(leaf), tree.root(), count))
              .as("%s for leaf %d of %d", proof, leaf, count)
              .isEqualTo(isTrue);
        }
      }
    }
  }

  private static List<InclusionProof> writable(List<List<Hash>> paths) {
    List<InclusionProof> proofs = new ArrayList<>();
    for (List<Hash> path : paths) {
      for (int count = 1; count <= MOST + 1; count++) {
        for (int index = 0; index < count; index++) {
          try {
            proofs.add(new InclusionProof(index, count, path));
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("siblings");
          }
        }
      }
    }
    return proofs;
  }

  /** Why the count is compared: the same hashes prove leaf 1 of 2 and "leaf 2 of 3". */
  @Example
  void aRootAloneDoesNotFixTheCount() {
    List<RawLeaf> leaves = RawLeaf.distinct(2);
    MerkleTree tree = MerkleTree.of(leaves);
    InclusionProof moved = new InclusionProof(2, 3, tree.proof(1).path());
    assertThat(moved.proves(leaves.get(1), tree.root(), 3)).isTrue();
    assertThat(moved.proves(leaves.get(1), tree.root(), 2)).isFalse();
  }

  /** DATA-18: no bit of a proof or of the leaf can change unnoticed. */
  @Property(seed = "11", tries = 20)
  void everyBitCounts(@ForAll @IntRange(min = 1, max = 40) int count) {
    List<RawLeaf> leaves = RawLeaf.distinct(count);
    MerkleTree tree = MerkleTree.of(leaves);
    int index = count * 2 / 3;
    byte[] proof = tree.proof(index).encoded().toArray();
    for (int bit = 0; bit < proof.length * 8; bit++) {
      Bytes changed = Bytes.of(EncodingMutation.flip(proof, bit));
      assertThat(accepted(changed, leaves.get(index), tree.root(), count)).isFalse();
    }
    byte[] leaf = leaves.get(index).content().toArray();
    for (int bit = 0; bit < leaf.length * 8; bit++) {
      RawLeaf changed = new RawLeaf(Bytes.of(EncodingMutation.flip(leaf, bit)));
      assertThat(tree.proof(index).proves(changed, tree.root(), count)).isFalse();
    }
  }

  private static boolean accepted(Bytes proof, RawLeaf leaf, Hash root, int count) {
    try {
      return Codec.of(InclusionProof.class).decoded(proof).proves(leaf, root, count);
    } catch (MalformedInput e) {
      return false;
    }
  }

  @Example
  void rangesAreChecked() {
    for (int[] wrong : new int[][] {{0, 0}, {-1, 1}, {1, 1}, {0, -1}, {5, Integer.MIN_VALUE}}) {
      assertThatThrownBy(() -> new InclusionProof(wrong[0], wrong[1], List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The largest index and count are handled like any other. */
  @Example
  void theLargestTree() {
    int last = Integer.MAX_VALUE - 1;
    List<Hash> path = Collections.nCopies(30, Hash.MAX);
    assertThat(new InclusionProof(last, Integer.MAX_VALUE, path).encoded().size())
        .isEqualTo(4 + 4 + 1 + 30 * Hash.SIZE);
    assertThat(
            new InclusionProof(last, Integer.MAX_VALUE, path)
                .proves(new RawLeaf(Bytes.EMPTY), Hash.ZERO, Integer.MAX_VALUE))
        .isFalse();
    assertThatThrownBy(() -> new InclusionProof(last, Integer.MAX_VALUE, List.of()))
        .hasMessageContaining("siblings");
  }
}
