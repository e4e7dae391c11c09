package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** VER-5: the seeds of a trapdoor are a key for exactly the first leaves. */
class GgmTreeTest {
  private static Hash root(int number) {
    return Hash.of(Bytes.utf8("root " + number));
  }

  private static EpochRange range(int root, int count) {
    return new EpochRange(0, count, GgmTree.cover(root(root), count));
  }

  private static List<Hash> addresses(EpochRange range, int from, int to) {
    List<Hash> found = new ArrayList<>();
    range.addresses(from, to, found::add);
    return found;
  }

  @Property(seed = "8", tries = 60)
  void aCoverGivesTheFirstLeavesInOrder(
      @ForAll int root, @ForAll @IntRange(min = 1, max = 300) int count) {
    List<Hash> leaves = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      leaves.add(GgmTree.address(root(root), number));
    }
    assertThat(addresses(range(root, count), 0, count)).isEqualTo(leaves);
    assertThat(leaves).doesNotHaveDuplicates();
  }

  /** Any part, of large counts too, without what lies before it. */
  @Property(seed = "9", tries = 100)
  void aPartIsThatPart(
      @ForAll @IntRange(min = 1, max = Trapdoor.MAX_ENTRIES) int count,
      @ForAll @IntRange(max = Trapdoor.MAX_ENTRIES - 1) int place) {
    int from = place % count;
    int to = Math.min(count, from + 5);
    List<Hash> leaves = new ArrayList<>();
    for (int number = from; number < to; number++) {
      leaves.add(GgmTree.address(root(1), number));
    }
    assertThat(addresses(range(1, count), from, to)).isEqualTo(leaves);
  }

  /**
   * The seeds are taken for nodes of any level: all that the tree's functions make of them holds no
   * node on the way to a later leaf.
   */
  @Property(seed = "10", tries = 40)
  void noSeedLeadsToALaterLeaf(@ForAll @IntRange(min = 1, max = 200) int count) {
    EpochRange range = range(2, count);
    Set<Hash> wayToLater = new TreeSet<>();
    for (int number = count; number < count + 60; number++) {
      wayToLater.addAll(way(number));
    }
    Set<Hash> derivable = new TreeSet<>(range.seeds());
    List<Hash> newest = range.seeds();
    for (int level = 0; level < 9; level++) {
      newest = newest.stream().flatMap(each -> children(each).stream()).toList();
      derivable.addAll(newest);
    }
    assertThat(derivable).doesNotContainAnyElementsOf(wayToLater);
  }

  private static List<Hash> way(int number) {
    List<Hash> nodes = new ArrayList<>(List.of(root(2)));
    for (int level = GgmTree.DEPTH - 1; level >= 0; level--) {
      nodes.add(children(nodes.get(nodes.size() - 1)).get(number >>> level & 1));
    }
    nodes.add(GgmTree.address(root(2), number));
    return nodes;
  }

  /** As the literature has them, apart from the tree's own code. */
  private static List<Hash> children(Hash node) {
    Hash.Keyed keyed = Hash.Keyed.by(node.toBytes());
    return List.of(keyed.of(Bytes.fromHex("00")), keyed.of(Bytes.fromHex("01")));
  }
}
