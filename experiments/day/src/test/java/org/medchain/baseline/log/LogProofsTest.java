package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;

/** BASE-7: a log's proofs, against the published ones and for all sizes up to 300. */
class LogProofsTest {
  private static final int MOST = 300;
  private static final List<Hash> LEAVES =
      IntStream.range(0, MOST).mapToObj(i -> TileLog.leafHash(Bytes.utf8("leaf " + i))).toList();
  private static final List<Hash> ROOTS =
      IntStream.rangeClosed(0, MOST).mapToObj(i -> root(LEAVES.subList(0, i))).toList();

  /** The eight leaves of RFC 6962's reference code. */
  private static final List<Hash> PUBLISHED =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(hex -> TileLog.leafHash(Bytes.fromHex(hex)))
          .toList();

  private static Hash root(List<Hash> leaves) {
    return MerkleTree.overSubtrees(leaves).root();
  }

  @Example
  @Label("roots and consistency proofs are those of RFC 6962's reference code (BASE-7)")
  void publishedProofs() {
    assertThat(root(PUBLISHED).toHex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assertThat(briefs(1, 8)).containsExactly("96a296d2", "5f083f0a", "6b47aaf2");
    assertThat(briefs(6, 8)).containsExactly("0ebc5d34", "ca854ea1", "d37ee418");
    assertThat(briefs(2, 5)).containsExactly("5f083f0a", "bc1a0643");
  }

  private static List<String> briefs(int from, int to) {
    ConsistencyProof proof = ConsistencyProof.of(PUBLISHED.subList(0, to), from);
    assertThat(proof.proves(root(PUBLISHED.subList(0, from)), root(PUBLISHED.subList(0, to))))
        .isTrue();
    return proof.path().stream().map(Hash::brief).toList();
  }

  @Property
  @Label("a tree is consistent with each that it was, and with no other (BASE-7)")
  void consistency(@ForAll @IntRange(max = MOST) int a, @ForAll @IntRange(max = MOST) int b) {
    int from = Math.min(a, b);
    int to = Math.max(a, b);
    ConsistencyProof proof = ConsistencyProof.of(LEAVES.subList(0, to), from);

    assertThat(proof.proves(ROOTS.get(from), ROOTS.get(to))).isTrue();
    assertThat(proof.proves(ROOTS.get(from), Hash.ZERO)).isEqualTo(from == 0 && to > 0);
    assertThat(from > 0 && proof.proves(Hash.ZERO, ROOTS.get(to))).isFalse();
    for (int i = 0; i < proof.path().size(); i++) {
      List<Hash> forged = new ArrayList<>(proof.path());
      forged.set(i, Hash.ZERO);
      assertThat(proves(from, to, forged)).isFalse();
      forged.remove(i);
      assertThat(proves(from, to, forged)).isFalse();
    }
    List<Hash> longer = new ArrayList<>(proof.path());
    longer.add(Hash.ZERO);
    assertThat(proves(from, to, longer)).isFalse();
    assertThat(new ConsistencyProof(to + 1, to, List.of()).proves(Hash.ZERO, ROOTS.get(to)))
        .isFalse();
  }

  private static boolean proves(int from, int to, List<Hash> path) {
    return new ConsistencyProof(from, to, path).proves(ROOTS.get(from), ROOTS.get(to));
  }

  @Property
  @Label("no proof leads from a tree to one in which an early leaf was altered (BASE-8)")
  void alteredTree(
      @ForAll @IntRange(min = 1, max = MOST) int a,
      @ForAll @IntRange(min = 1, max = MOST) int b,
      @ForAll @IntRange(max = MOST - 1) int at) {
    int from = Math.min(a, b);
    List<Hash> altered = new ArrayList<>(LEAVES.subList(0, Math.max(a, b)));
    altered.set(at % from, Hash.ZERO);

    assertThat(ConsistencyProof.of(altered, from).proves(ROOTS.get(from), root(altered))).isFalse();
  }

  @Property
  @Label("an entry is proved where it is, and nowhere else (BASE-7)")
  void inclusion(
      @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int any) {
    int place = any % size;
    InclusionProof proof = MerkleTree.overSubtrees(LEAVES.subList(0, size)).proof(place);

    assertThat(proof.proves(TileLog.leaf(Bytes.utf8("leaf " + place)), ROOTS.get(size), size))
        .isTrue();
    assertThat(proof.proves(TileLog.leaf(Bytes.utf8("leaf x")), ROOTS.get(size), size)).isFalse();
    assertThat(proof.rootOver(LEAVES.get(place))).isEqualTo(ROOTS.get(size));
    for (int i = 0; i < proof.path().size(); i++) {
      List<Hash> forged = new ArrayList<>(proof.path());
      forged.set(i, Hash.ZERO);
      InclusionProof other = new InclusionProof(place, size, forged);
      assertThat(other.rootOver(LEAVES.get(place))).isNotEqualTo(ROOTS.get(size));
    }
  }
}
