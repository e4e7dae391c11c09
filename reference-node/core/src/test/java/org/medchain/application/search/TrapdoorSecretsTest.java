package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** VER-3, VER-5: trapdoors lead to the addresses of their entries, and to no value. */
class TrapdoorSecretsTest {
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
}
