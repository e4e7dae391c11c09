package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.JournalLine;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** VER-2, VER-5 to VER-8, VER-13: results of searches, and limits of trapdoors and keys. */
class SearchTest {
  @Provide
  Arbitrary<List<OwnerHistory.Step>> steps() {
    return OwnerHistory.steps();
  }

  /** VER-2: after any history, for every keyword, by the owner and only from the ledger. */
  @Property(seed = "1", tries = 150)
  void searchingEqualsAPlainIndex(
      @ForAll("steps") List<OwnerHistory.Step> steps, @ForAll Padding padding) {
    OwnerHistory history = new OwnerHistory(padding).run(steps);
    SearchIndex again = history.ledger.index(history.index.keys());
    for (int number = 0; number < OwnerHistory.KEYWORDS; number++) {
      Keyword keyword = OwnerHistory.keyword(number);
      SearchResults found = history.ledger.search(history.index, keyword);
      assertThat(found.complete()).isTrue();
      assertThat(found.records()).isEqualTo(history.expected(keyword));
      assertThat(again.trapdoor(keyword)).isEqualTo(history.index.trapdoor(keyword));
    }
  }

  /** VER-5: a trapdoor finds what was entered before it, and nothing that came later. */
  @Property(seed = "2", tries = 100)
  void anEarlierTrapdoorFindsNothingLater(
      @ForAll("steps") List<OwnerHistory.Step> before,
      @ForAll("steps") List<OwnerHistory.Step> after,
      @ForAll @IntRange(max = OwnerHistory.KEYWORDS - 1) int number) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(before);
    Keyword keyword = OwnerHistory.keyword(number);
    Trapdoor earlier = history.index.trapdoor(keyword);
    List<MaskedPage> then = history.ledger.pages(earlier, 7);
    List<IndexUpdate> old = List.copyOf(history.ledger.updates());
    history.run(after);
    assertThat(history.ledger.pages(earlier, 7)).isEqualTo(then);
    List<Hash> derived = new ArrayList<>();
    earlier.addresses(0, earlier.entries(), derived::add);
    history.ledger.updates().stream()
        .skip(old.size())
        .flatMap(each -> each.entries().stream())
        .forEach(later -> assertThat(derived).doesNotContain(later.address()));
  }

  /** VER-7: a holder of keys up to an epoch makes the trapdoors up to it, and no more. */
  @Property(seed = "3", tries = 40)
  void keysOfEarlierEpochsFindNothingOfLaterOnes(
      @ForAll("steps") List<OwnerHistory.Step> before,
      @ForAll("steps") List<OwnerHistory.Step> after) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(before);
    SearchKeyring given = history.index.keys();
    SearchIndex then = history.ledger.index(given);
    int updates = history.ledger.updates().size();
    history.step(new OwnerHistory.Step.EndEpoch());
    history.run(after);
    SearchIndex delegate = history.ledger.index(given);
    List<IndexUpdate> all = history.ledger.updates();
    List<Hash> later =
        all.stream()
            .skip(updates)
            .flatMap(each -> each.entries().stream())
            .map(IndexEntry::address)
            .toList();
    for (int number = 0; number < OwnerHistory.KEYWORDS; number++) {
      Keyword keyword = OwnerHistory.keyword(number);
      assertThat(delegate.trapdoor(keyword)).isEqualTo(then.trapdoor(keyword));
      for (EpochKey key : given.keys()) {
        Hash root = KeywordKeys.of(key, keyword).root();
        for (int entry = 0; entry < 16; entry++) {
          assertThat(later).doesNotContain(GgmTree.address(root, entry));
        }
      }
    }
    for (IndexUpdate each : all.subList(updates, all.size())) {
      for (EpochKey key : given.keys()) {
        assertThat(SealedJournal.open(key, each.number(), each.line())).isEmpty();
      }
    }
  }

  /** VER-13: after clearing, records are found as before, and earlier keys find none of them. */
  @Property(seed = "9", tries = 40)
  void keysOfOneGenerationFindNothingOfTheNext(
      @ForAll("steps") List<OwnerHistory.Step> before,
      @ForAll("steps") List<OwnerHistory.Step> after) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(before);
    SearchKeyring given = history.secret.keyring(255);
    SearchIndex then = history.ledger.index(given);
    history.step(new OwnerHistory.Step.Renew());
    history.run(after);
    SearchKeyring keys = history.index.keys();
    assertThat(keys.keys().get(0).epoch()).isEqualTo(256);
    assertThat(given.key(256)).isEmpty();
    assertThat(keys.key(255)).isEmpty();
    SearchIndex delegate = new SearchIndex(given);
    for (IndexUpdate each : history.ledger.updates()) {
      assertThat(delegate.plus(each)).isEqualTo(SearchIndex.Counting.LATER_EPOCH);
      for (EpochKey key : given.keys().subList(0, 4)) {
        assertThat(SealedJournal.open(key, each.number(), each.line())).isEmpty();
      }
    }
    for (int number = 0; number < OwnerHistory.KEYWORDS; number++) {
      Keyword keyword = OwnerHistory.keyword(number);
      SearchResults found = history.ledger.search(history.index, keyword);
      assertThat(found.complete()).isTrue();
      assertThat(found.records()).isEqualTo(history.expected(keyword));
      Trapdoor old = then.trapdoor(keyword);
      assertThat(history.ledger.pages(old, 7))
          .as("all that it finds is gone")
          .allMatch(page -> page.missing() == page.values().size());
    }
  }

  /** VER-6: adding and removing look alike for every record, and padded updates are multiples. */
  @Property(seed = "4", tries = 100)
  void addingAndRemovingHaveOneShape(
      @ForAll("steps") List<OwnerHistory.Step> steps,
      @ForAll @IntRange(min = 1, max = 24) int keywords) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(steps);
    List<Keyword> chosen = new ArrayList<>();
    for (int i = 0; i < keywords; i++) {
      chosen.add(Keyword.of("any" + i));
    }
    Hash record = OwnerHistory.record(99);
    IndexUpdate add = history.index.update(EntryKind.ADD, record, chosen, Padding.SMOOTHED);
    IndexUpdate remove = history.index.update(EntryKind.REMOVE, record, chosen, Padding.SMOOTHED);
    assertThat(add.entries()).hasSize(keywords <= 16 ? 16 : 32);
    assertThat(add.entries()).isSortedAccordingTo((a, b) -> a.address().compareTo(b.address()));
    assertThat(add.entries().stream().map(IndexEntry::address))
        .doesNotHaveDuplicates()
        .isEqualTo(remove.entries().stream().map(IndexEntry::address).toList());
    assertThat(remove.journal().size())
        .isEqualTo(add.journal().size())
        .isEqualTo(Leakage.journalSize(add.entries().size()));
  }

  /** VER-3: an act made again has the same entries, another at the same addresses no same value. */
  @Property(seed = "8", tries = 100)
  void whatIsMadeAgainIsTheSameOrSharesNoValue(
      @ForAll("steps") List<OwnerHistory.Step> steps,
      @ForAll @IntRange(min = 1, max = 24) int keywords) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(steps);
    List<Keyword> chosen = new ArrayList<>();
    for (int i = 0; i < keywords; i++) {
      chosen.add(Keyword.of("any" + i));
    }
    Hash record = OwnerHistory.record(99);
    IndexUpdate refused = history.index.update(EntryKind.ADD, record, chosen, Padding.SMOOTHED);
    assertThat(history.index.update(EntryKind.ADD, record, chosen, Padding.SMOOTHED))
        .isEqualTo(refused);
    List<Bytes> values = refused.entries().stream().map(IndexEntry::value).toList();
    Hash other = OwnerHistory.record(98);
    for (IndexUpdate again :
        List.of(
            history.index.update(EntryKind.REMOVE, record, chosen, Padding.SMOOTHED),
            history.index.update(EntryKind.ADD, other, chosen, Padding.SMOOTHED))) {
      assertThat(again.entries().stream().map(IndexEntry::address).toList())
          .isEqualTo(refused.entries().stream().map(IndexEntry::address).toList());
      assertThat(again.entries().stream().map(IndexEntry::value).toList())
          .doesNotContainAnyElementsOf(values);
      assertThat(again.journal().slice(0, 8)).isNotEqualTo(refused.journal().slice(0, 8));
    }
  }

  /** VER-8: a journal opens only for its own entries, number and key, and then to its tags. */
  @Property(seed = "5", tries = 200)
  void changedJournalsAreNotRead(
      @ForAll("steps") List<OwnerHistory.Step> steps, @ForAll int place, @ForAll byte change) {
    OwnerHistory history = new OwnerHistory(Padding.NONE).run(steps);
    List<Keyword> one = List.of(OwnerHistory.keyword(1), OwnerHistory.keyword(2));
    IndexUpdate made =
        history.index.update(EntryKind.ADD, OwnerHistory.record(99), one, Padding.NONE);
    byte[] journal = made.journal().toArray();
    journal[Math.floorMod(place, journal.length)] ^= change == 0 ? 1 : change;
    IndexUpdate changed =
        new IndexUpdate(made.epoch(), made.number(), made.entries(), Bytes.of(journal));
    int before = history.index.entries(one.get(0));
    assertThat(history.index.plus(changed)).isEqualTo(SearchIndex.Counting.UNREADABLE);
    assertThat(history.index.entries(one.get(0))).isEqualTo(before);
    EpochKey key = history.index.keys().last();
    long number = made.number();
    assertThat(SealedJournal.open(key, number + 1, made.line())).isEmpty();
    Hash other = JournalLine.digest(made.entries().subList(0, 1));
    JournalLine foreign = new JournalLine(0, made.entries().size(), other, made.journal());
    assertThat(SealedJournal.open(key, number, foreign)).isEmpty();
    assertThat(SealedJournal.open(key, number, made.line())).isPresent();
  }

  @Example
  void updatesAreCountedInTheirOrder() {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED);
    IndexUpdate later = new IndexUpdate(0, 1, List.of(), Bytes.EMPTY);
    assertRefused(() -> history.index.plus(later)).hasMessageContaining("next update is 0");
  }

  /** VER-2: an answer that lacks entries, or has others, is not taken for a complete one. */
  @Property(seed = "6", tries = 100)
  void incompleteAnswersAreSeen(@ForAll("steps") List<OwnerHistory.Step> steps, @ForAll int place) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED);
    history.step(new OwnerHistory.Step.Enter(0, Set.of(3)));
    history.run(steps);
    Keyword keyword = OwnerHistory.keyword(3);
    Trapdoor trapdoor = history.index.trapdoor(keyword);
    List<Optional<Bytes>> values =
        new ArrayList<>(history.ledger.pages(trapdoor, MaskedPage.MAX_VALUES).get(0).values());
    values.set(Math.floorMod(place, values.size()), Optional.empty());
    MaskedPage lacking = new MaskedPage(values);
    assertThat(lacking.missing()).isEqualTo(1);
    SearchKeyring keys = history.index.keys();
    assertThat(SearchResults.open(keys, keyword, trapdoor, List.of(lacking)).missing())
        .isEqualTo(1);
    List<MaskedPage> shorter = List.of(new MaskedPage(values.subList(0, values.size() - 1)));
    assertRefused(() -> SearchResults.open(keys, keyword, trapdoor, shorter));
  }

  /** Of values that the keyword's key did not make, 253 of 256 are seen to be none. */
  @Property(seed = "7", tries = 200)
  void foreignValuesAreNotOpened(@ForAll byte[] seed) {
    OwnerHistory history = new OwnerHistory(Padding.NONE);
    history.step(new OwnerHistory.Step.Enter(0, Set.of(3)));
    Keyword keyword = OwnerHistory.keyword(3);
    Trapdoor trapdoor = history.index.trapdoor(keyword);
    byte[] value = Arrays.copyOf(Hash.of(Bytes.of(seed)).toBytes().toArray(), 33);
    KeywordKeys keys = KeywordKeys.of(history.index.keys().last(), keyword);
    Bytes open = keys.mask(0).invert(Bytes.of(value));
    MaskedPage page = new MaskedPage(List.of(Optional.of(Bytes.of(value))));
    SearchResults found =
        SearchResults.open(history.index.keys(), keyword, trapdoor, List.of(page));
    assertThat(found.unreadable()).isEqualTo((open.at(0) & 0xFF) > 2 ? 1 : 0);
  }

  /** VER-6: padding goes where there is least, so that it lifts the rarest keywords. */
  @Example
  void paddingGoesToTheRarestKnownKeywords() {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED);
    List<Keyword> dictionary = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      dictionary.add(OwnerHistory.keyword(i));
    }
    history.index.learn(dictionary);
    for (int record = 0; record < 30; record++) {
      List<Keyword> two = List.of(dictionary.get(0), dictionary.get(1 + record % 3));
      IndexUpdate made =
          history.index.update(EntryKind.ADD, OwnerHistory.record(record), two, Padding.SMOOTHED);
      history.index.plus(made);
    }
    assertThat(history.index.entries(dictionary.get(0))).isEqualTo(30);
    // 30 updates of 14 padding entries and 30 entries of words 1 to 3, over 39 words.
    for (int i = 1; i < 40; i++) {
      assertThat(history.index.entries(dictionary.get(i))).isBetween(10, 13);
    }
  }
}
