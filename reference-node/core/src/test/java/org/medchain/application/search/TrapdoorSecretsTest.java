package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** VER-3, VER-5: trapdoors give the first leaves and their addresses, and no value. */
class TrapdoorSecretsTest {
  private static final Hash.Keyed KEY = Hash.Keyed.by(Hash.of(Bytes.utf8("a keyword's values")));

  @Provide
  Arbitrary<List<OwnerHistory.Step>> steps() {
    return OwnerHistory.steps();
  }

  private static Set<Hash> records() {
    Set<Hash> records = new TreeSet<>();
    for (int number = 0; number < OwnerHistory.RECORDS; number++) {
      records.add(OwnerHistory.record(number));
    }
    return records;
  }

  private static Map<Hash, Bytes> values(List<IndexUpdate> updates) {
    Map<Hash, Bytes> values = new TreeMap<>();
    for (IndexUpdate update : updates) {
      update.entries().forEach(each -> values.put(each.address(), each.value()));
    }
    return values;
  }

  /** Trapdoors of half of the keywords, before and after the rest of a history. */
  @Property(seed = "1", tries = 60)
  void trapdoorsGiveTheirAddressesAndNoValue(
      @ForAll("steps") List<OwnerHistory.Step> before,
      @ForAll("steps") List<OwnerHistory.Step> after,
      @ForAll Padding padding) {
    OwnerHistory history = new OwnerHistory(padding).run(before);
    TrapdoorAdversary adversary = new TrapdoorAdversary();
    search(history, adversary, 4);
    history.run(after);
    search(history, adversary, 2);
    List<IndexUpdate> all = history.sent.stream().map(OwnerHistory.Sent::update).toList();
    assertThat(adversary.unsearched(all)).isEmpty();
    assertThat(adversary.opened(values(all), records())).isEmpty();
  }

  private static void search(OwnerHistory history, TrapdoorAdversary adversary, int each) {
    for (int number = 0; number < OwnerHistory.KEYWORDS; number += each) {
      adversary.take(history.index.trapdoor(OwnerHistory.keyword(number)));
    }
  }

  /** The same program finds a later address when a subtree has more leaves than it says. */
  @Property(seed = "2", tries = 30)
  void itFindsLaterAddressesWhereATreeGivesThem(@ForAll @IntRange(min = 1, max = 40) int count) {
    Hash root = Hash.of(Bytes.utf8("root"));
    List<Hash> seeds = new ArrayList<>(GgmTree.cover(root, 2 * count));
    TrapdoorAdversary adversary = new TrapdoorAdversary();
    adversary.take(new Trapdoor(List.of(new EpochRange(0, count, seeds))));
    Hash later = GgmTree.address(root, 2 * count - 1);
    IndexUpdate update =
        new IndexUpdate(
            0,
            0,
            List.of(new IndexEntry(later, Bytes.of(new byte[IndexEntry.VALUE_SIZE]))),
            Bytes.EMPTY);
    assertThat(adversary.unsearched(List.of(update))).containsExactly(later);
  }

  /** The same program reads values whose keys are secrets of the tree, as a wrong scheme has it. */
  @Example
  void itReadsValuesUnderKeysOfTheTree() {
    Hash root = Hash.of(Bytes.utf8("root"));
    Map<Hash, Bytes> values = new TreeMap<>();
    for (int number = 0; number < 13; number++) {
      Hash leaf = root;
      for (int level = GgmTree.DEPTH - 1; level >= 0; level--) {
        leaf = Hash.Keyed.by(leaf).of(Bytes.of(new byte[] {(byte) (number >>> level & 1)}));
      }
      EntryValue value = new EntryValue(EntryKind.ADD, OwnerHistory.record(number % 6));
      KeywordKeys keys = new KeywordKeys(root, Hash.Keyed.by(leaf), 0);
      values.put(GgmTree.address(root, number), value.masked(keys, number));
    }
    TrapdoorAdversary adversary = new TrapdoorAdversary();
    adversary.take(new Trapdoor(List.of(new EpochRange(0, 13, GgmTree.cover(root, 13)))));
    assertThat(adversary.opened(values, records())).isEqualTo(records());
  }

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

  /** The seeds are taken for nodes of any level: none leads to a later leaf. */
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
