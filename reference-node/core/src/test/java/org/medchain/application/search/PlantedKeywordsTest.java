package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** VER-9: who receives all that nodes or institutions do finds no word without a key. */
@Tag("statistical")
class PlantedKeywordsTest {
  private static final int PLANTED = 1000;
  private static final PublicKey OWNER = new PublicKey(Hash.of(Bytes.utf8("owner")).toBytes());
  private static final PublicKey DOCTOR = new PublicKey(Hash.of(Bytes.utf8("doctor")).toBytes());

  private static final List<Keyword> DICTIONARY =
      IntStream.range(0, PLANTED)
          .mapToObj(number -> Keyword.of(String.format(Locale.ROOT, "marker%04d", number)))
          .toList();

  /** The first record of each, which an attacker may know from elsewhere. */
  private static final Map<Keyword, Hash> FIRST = new LinkedHashMap<>();

  private static final SearchKey SECRET = OwnerHistory.secret("planted");
  private static final Received RECEIVED = new Received();
  private static final List<Hash> RECORDS = new ArrayList<>();

  /** An owner enters marked records in two epochs, takes some out, searches; some are refused. */
  @BeforeAll
  static void anOwnerUsesItsIndex() {
    SearchIndex index = new SearchIndex(SECRET.keyring(0));
    SearchedLedger ledger = new SearchedLedger();
    for (int number = 0; number < PLANTED / 10; number++) {
      if (number == PLANTED / 20) {
        index = ledger.index(SECRET.keyring(1));
      }
      List<Keyword> keywords = keywords(number);
      if (number % 4 == 0) {
        Hash other = OwnerHistory.record(number + 1);
        RECEIVED.update(index.update(EntryKind.ADD, other, keywords(number + 1), Padding.SMOOTHED));
      }
      Hash record = OwnerHistory.record(number);
      RECORDS.add(record);
      DICTIONARY.subList(10 * number, 10 * number + 10).forEach(each -> FIRST.put(each, record));
      send(ledger, index, index.update(EntryKind.ADD, record, keywords, Padding.SMOOTHED));
      if (number % 5 == 0) {
        send(ledger, index, index.update(EntryKind.REMOVE, record, keywords, Padding.SMOOTHED));
      }
    }
    for (Keyword each : DICTIONARY) {
      Trapdoor trapdoor = index.trapdoor(each);
      RECEIVED.search(trapdoor, ledger.pages(trapdoor, MaskedPage.MAX_VALUES));
    }
  }

  private static List<Keyword> keywords(int number) {
    List<Keyword> keywords =
        new ArrayList<>(Keywords.of("", "Observation", DOCTOR, 86_400_000L * number));
    keywords.addAll(DICTIONARY.subList(10 * number, 10 * number + 10));
    return keywords;
  }

  private static void send(SearchedLedger ledger, SearchIndex index, IndexUpdate update) {
    ledger.execute(update);
    assertThat(index.plus(update)).isEqualTo(SearchIndex.Counting.COUNTED);
    RECEIVED.update(update);
  }

  /** Guessed keys: values that follow from public data, and the received data themselves. */
  private static List<Hash> guesses() {
    List<Hash> guesses = new ArrayList<>(List.of(Hash.ZERO, Hash.MAX));
    for (Bytes known : List.of(OWNER.value(), DOCTOR.value(), RECORDS.get(0).toBytes())) {
      guesses.add(Hash.fromArray(known.toArray(), 0));
      guesses.add(Hash.of(known));
      guesses.add(new SearchKey(known).epoch(0).secret());
      guesses.add(new SearchKey(known).epoch(1).secret());
      guesses.add(new SearchKey(Hash.of(known).toBytes()).epoch(0).secret());
    }
    guesses.addAll(RECEIVED.secrets().stream().limit(8).toList());
    return guesses;
  }

  @Test
  void withoutAKeyNoneIsFound() {
    assertThat(RECEIVED.found(FIRST, guesses())).isEmpty();
  }

  /** VER-3: the common part of refused updates and those made in their place shows no content. */
  @Test
  void refusedUpdatesLinkNoRecords() {
    assertThat(RECEIVED.contested()).isGreaterThan(PLANTED / 40);
    assertThat(RECEIVED.linked(RECORDS)).isZero();
  }

  @Test
  void addedMasksLinkRecords() {
    Received added = new Received();
    for (int number = 0; number < 2; number++) {
      EntryValue value = new EntryValue(EntryKind.ADD, RECORDS.get(number));
      Bytes mask = Bytes.utf8("a key stream, one for an address.");
      IndexEntry entry = new IndexEntry(Hash.ZERO, Received.xor(value.open(), mask));
      added.update(new IndexUpdate(0, 0, List.of(entry), Bytes.EMPTY));
    }
    assertThat(added.linked(RECORDS)).isEqualTo(1);
  }

  /** The same program with the keys, of each epoch its own half. */
  @Test
  void withTheKeysAllAreFound() {
    Set<Received.Way> quick = Set.of(Received.Way.ADDRESS, Received.Way.SEED);
    List<Hash> first = List.of(SECRET.epoch(0).secret());
    assertThat(RECEIVED.found(FIRST, first, quick))
        .containsExactlyInAnyOrderElementsOf(DICTIONARY.subList(0, PLANTED / 2));
  }

  /** Each way in which the program finds a keyword works alone: none hides that others do not. */
  @Test
  void everyWayOfTryingFindsAllWithTheKeys() {
    List<Hash> both = List.of(SECRET.epoch(0).secret(), SECRET.epoch(1).secret());
    for (Received.Way way : Received.Way.values()) {
      if (way != Received.Way.CLEAR) {
        assertThat(RECEIVED.found(FIRST, both, Set.of(way)))
            .as("%s", way)
            .isEqualTo(new TreeSet<>(DICTIONARY));
      }
    }
    Received clear = new Received();
    clear.bytes(Bytes.utf8("a description with marker0007 in it"));
    assertThat(clear.found(FIRST, List.of())).containsExactly(Keyword.of("marker0007"));
  }
}
