package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** DATA-11, DATA-12, DATA-13: the tree's form, two ways to it, and what proofs prove. */
class MerkleTreeTest {
  /** The roots over the first n of these are published with RFC 6962's reference code. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final int MOST = 9;

  /** The definition of RFC 6962 §2.1, word by word. */
  private static Hash rootByDefinition(List<RawLeaf> leaves) {
    if (leaves.isEmpty()) {
      return Hash.of(Bytes.EMPTY);
    }
    if (leaves.size() == 1) {
      return Sha256.of(0, leaves.get(0).content());
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Sha256.of(
        1,
        rootByDefinition(leaves.subList(0, split)),
        rootByDefinition(leaves.subList(split, leaves.size())));
  }

  private static List<Hash> pathByDefinition(int index, List<RawLeaf> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    List<RawLeaf> left = leaves.subList(0, split);
    List<RawLeaf> right = leaves.subList(split, leaves.size());
    boolean goesLeft = index < split;
    List<Hash> path =
        new ArrayList<>(
            pathByDefinition(goesLeft ? index : index - split, goesLeft ? left : right));
    path.add(rootByDefinition(goesLeft ? right : left));
    return path;
  }

  @Example
  void publishedRoots() {
    List<RawLeaf> leaves =
        LEAVES.stream().map(digits -> new RawLeaf(Bytes.fromHex(digits))).toList();
    for (int count = 0; count <= leaves.size(); count++) {
      assertThat(MerkleTree.of(leaves.subList(0, count)).root().toHex())
          .isEqualTo(ROOTS.get(count));
    }
  }

  @Property(seed = "10", tries = 60)
  void bothWaysGiveTheRootAndProofsOfTheDefinition(@ForAll @IntRange(max = 140) int count) {
    List<RawLeaf> leaves = RawLeaf.distinct(count);
    MerkleTree retained = MerkleTree.of(leaves);
    MerkleProver.IterativeMerkleProver iterated = new MerkleProver.IterativeMerkleProver(leaves);
    Hash root = rootByDefinition(leaves);
    assertThat(List.of(retained.root(), iterated.root(), MerkleTree.rootOf(leaves)))
        .containsOnly(root);
    assertThat(List.of(retained.count(), iterated.count())).containsOnly(count);
    for (int index = 0; index < count; index++) {
      InclusionProof proof = new InclusionProof(index, count, pathByDefinition(index, leaves));
      assertThat(retained.proof(index)).isEqualTo(proof);
      assertThat(iterated.proof(index)).isEqualTo(proof);
      assertThat(proof.proves(leaves.get(index), root, count)).isTrue();
    }
  }

  /** FILE-3: over the roots of aligned runs is the upper part of the whole tree. */
  @Property(seed = "11", tries = 60)
  void overSubtreesStandsTheUpperPart(
      @ForAll @IntRange(min = 1, max = 70) int count, @ForAll @IntRange(max = 4) int bits) {
    List<RawLeaf> leaves = RawLeaf.distinct(count);
    List<Hash> roots = new ArrayList<>();
    for (int at = 0; at < count; at += 1 << bits) {
      roots.add(MerkleTree.rootOf(leaves.subList(at, Math.min(count, at + (1 << bits)))));
    }
    MerkleTree upper = MerkleTree.overSubtrees(roots);
    assertThat(upper.root()).isEqualTo(rootByDefinition(leaves));
    for (int index = 0; index < roots.size(); index++) {
      assertThat(upper.proof(index).rootOver(roots.get(index))).isEqualTo(upper.root());
    }
  }

  /** The root may be read from an accumulator at any time, and later leaves can be added. */
  @Example
  void anAccumulatorHasARootAndAProofAfterEachLeaf() {
    List<RawLeaf> leaves = RawLeaf.distinct(40);
    for (int index = 0; index < leaves.size(); index++) {
      MerkleAccumulator accumulator = MerkleAccumulator.proving(index);
      for (int count = 1; count <= leaves.size(); count++) {
        accumulator.append(leaves.get(count - 1));
        MerkleTree tree = MerkleTree.of(leaves.subList(0, count));
        assertThat(accumulator.root()).isEqualTo(tree.root());
        if (index < count) {
          assertThat(accumulator.proof()).isEqualTo(tree.proof(index));
        } else {
          assertThatThrownBy(accumulator::proof).isInstanceOf(IllegalStateException.class);
        }
      }
    }
  }

  @Example
  void appendsMayBeChained() {
    List<RawLeaf> two = RawLeaf.distinct(2);
    MerkleAccumulator accumulator =
        MerkleAccumulator.forRoot().append(two.get(0)).append(two.get(1));
    assertThat(accumulator.count()).isEqualTo(2);
    assertThat(accumulator.root()).isEqualTo(MerkleTree.rootOf(two));
  }

  @Example
  void whichWayIsChosenByTheNumberOfLeaves() {
    List<RawLeaf> many = RawLeaf.distinct(MerkleProver.RETAINED_AT_MOST + 1);
    List<RawLeaf> few = many.subList(0, MerkleProver.RETAINED_AT_MOST);
    assertThat(MerkleProver.over(few)).isInstanceOf(MerkleTree.class);
    assertThat(MerkleProver.over(many)).isInstanceOf(MerkleProver.IterativeMerkleProver.class);
    assertThat(MerkleProver.over(many).proof(777)).isEqualTo(MerkleTree.of(many).proof(777));
  }

  @Example
  void leavesThatAreNotThereHaveNoProof() {
    for (MerkleProver prover :
        List.of(
            MerkleTree.of(RawLeaf.distinct(3)),
            new MerkleProver.IterativeMerkleProver(RawLeaf.distinct(3)))) {
      assertThatThrownBy(() -> prover.proof(-1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> prover.proof(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertRefused(() -> MerkleAccumulator.proving(-1));
    assertThatThrownBy(() -> MerkleAccumulator.forRoot().proof())
        .isInstanceOf(IllegalStateException.class);
  }

  /** Bitcoin's tree, which pairs an odd node with itself; the attack below works on it. */
  private static Hash rootAsInBitcoin(List<Hash> level) {
    if (level.size() == 1) {
      return level.get(0);
    }
    List<Hash> above = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      Hash right = level.get(Math.min(i + 1, level.size() - 1));
      Encoder pair = new Encoder().hash(level.get(i)).hash(right);
      above.add(Hash.of(pair.toBytes()));
    }
    return rootAsInBitcoin(above);
  }

  /** CVE-2012-2459: a block with its last transactions repeated had the root of the true one. */
  @Example
  void repeatedLeavesChangeTheRoot() {
    List<RawLeaf> three = RawLeaf.distinct(3);
    List<RawLeaf> four = List.of(three.get(0), three.get(1), three.get(2), three.get(2));
    List<Hash> hashes = three.stream().map(leaf -> Hash.of(leaf.content())).toList();
    assertThat(rootAsInBitcoin(hashes))
        .isEqualTo(
            rootAsInBitcoin(List.of(hashes.get(0), hashes.get(1), hashes.get(2), hashes.get(2))));
    assertThat(MerkleTree.rootOf(three)).isNotEqualTo(MerkleTree.rootOf(four));
  }

  /** Every list of up to nine leaves out of two has a different root. */
  @Example
  void noTwoListsShareARoot() {
    List<RawLeaf> two = RawLeaf.distinct(2);
    Set<Hash> roots = new HashSet<>();
    int lists = 0;
    for (int size = 0; size <= 9; size++) {
      for (int choice = 0; choice < 1 << size; choice++) {
        List<RawLeaf> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          leaves.add(two.get(choice >>> i & 1));
        }
        roots.add(MerkleTree.rootOf(leaves));
        lists++;
      }
    }
    assertThat(roots).hasSize(lists);
  }

  /** DATA-11, M18: requests of one body are different leaves if anything else of them differs. */
  @Example
  void everyPartOfARequestCounts() {
    Transaction request = SampleChains.upload(Hash.ZERO, 1, 1);
    Transaction another = SampleChains.upload(Hash.ZERO, 2, 1);
    RequestId later = new RequestId(request.request().sender(), 2);
    Set<Hash> roots = new HashSet<>();
    for (Transaction each :
        List.of(
            request,
            new Transaction(another.request(), 1, request.body(), request.signature()),
            new Transaction(later, 1, request.body(), request.signature()),
            new Transaction(request.request(), 2, request.body(), request.signature()),
            new Transaction(request.request(), 1, another.body(), request.signature()),
            new Transaction(request.request(), 1, request.body(), another.signature()))) {
      roots.add(MerkleTree.rootOf(List.of(each)));
    }
    assertThat(roots).hasSize(6);
  }

  /** Without the first byte, two hashes side by side would be a leaf with the same root. */
  @Example
  void anInnerNodeIsNoLeaf() {
    List<RawLeaf> two = RawLeaf.distinct(2);
    Hash root = MerkleTree.rootOf(two);
    Bytes left = Sha256.of(0, two.get(0).content()).toBytes();
    Bytes right = Sha256.of(0, two.get(1).content()).toBytes();
    RawLeaf of64 = new RawLeaf(new Encoder().raw(left).raw(right).toBytes());
    RawLeaf of65 = new RawLeaf(new Encoder().uint8(1).raw(left).raw(right).toBytes());
    for (RawLeaf forged : List.of(of64, of65)) {
      assertThat(MerkleTree.rootOf(List.of(forged))).isNotEqualTo(root);
      assertThat(new InclusionProof(0, 1, List.of()).proves(forged, root, 1)).isFalse();
    }
    // The attack is real: the bytes that are hashed for the node are those of the longer leaf.
    assertThat(Hash.of(of65.content())).isEqualTo(root);
  }

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
      assertRefused(() -> new InclusionProof(wrong[0], wrong[1], List.of()));
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
