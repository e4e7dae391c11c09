package org.medchain.application.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** An owner that enters and takes out records, beside a plain inverted index of the same. */
final class OwnerHistory {
  static final int KEYWORDS = 24;
  static final int RECORDS = 6;

  final SearchKey secret;
  final SearchedLedger ledger = new SearchedLedger();
  SearchIndex index;

  /** The records by keyword, by when they were last entered. */
  final Map<Keyword, Set<Hash>> plain = new TreeMap<>();

  final Map<Integer, List<Keyword>> entered = new LinkedHashMap<>();

  /** All updates that nodes were sent, in order. */
  final List<Sent> sent = new ArrayList<>();

  private final Map<Integer, List<Keyword>> ofRecord = new LinkedHashMap<>();

  private final Padding padding;

  /** An update on its way to nodes, executed or refused. */
  record Sent(IndexUpdate update, EntryKind kind, Hash record, boolean executed) {}

  /** An act of an owner. */
  sealed interface Step {
    record Enter(int record, Set<Integer> keywords) implements Step {}

    record TakeOut(int record) implements Step {}

    /** Enters a record, unless it is, by an update that nodes see, and the ledger refuses. */
    record RefusedEnter(int record, Set<Integer> keywords) implements Step {}

    record RefusedTakeOut(int record) implements Step {}

    record EndEpoch() implements Step {}

    /** The index is cleared, and its records are entered again under the next generation's keys. */
    record Renew() implements Step {}
  }

  OwnerHistory(Padding padding) {
    this(secret("owner"), padding);
  }

  OwnerHistory(SearchKey secret, Padding padding) {
    this.secret = secret;
    this.padding = padding;
    this.index = new SearchIndex(secret.keyring(0));
  }

  static SearchKey secret(String of) {
    return new SearchKey(Hash.of(Bytes.utf8("search key of " + of)).toBytes());
  }

  static Arbitrary<List<Step>> steps() {
    return step().list().ofMaxSize(16);
  }

  static Arbitrary<Step> step() {
    Arbitrary<Integer> records = Arbitraries.integers().between(0, RECORDS - 1);
    Arbitrary<Set<Integer>> keywords =
        Arbitraries.integers().between(0, KEYWORDS - 1).set().ofMinSize(1).ofMaxSize(20);
    Arbitrary<Step> enter = Combinators.combine(records, keywords).as(Step.Enter::new);
    Arbitrary<Step> takeOut = records.map(Step.TakeOut::new);
    Arbitrary<Step> refused = Combinators.combine(records, keywords).as(Step.RefusedEnter::new);
    Arbitrary<Step> refusedOut = records.map(Step.RefusedTakeOut::new);
    Arbitrary<Step> end = Arbitraries.create(Step.EndEpoch::new);
    return Arbitraries.frequencyOf(
        Tuple.of(5, enter),
        Tuple.of(3, takeOut),
        Tuple.of(3, refused),
        Tuple.of(1, refusedOut),
        Tuple.of(1, end));
  }

  static Keyword keyword(int number) {
    return Keyword.of("word" + number);
  }

  static Hash record(int number) {
    return Hash.of(Bytes.utf8("record " + number));
  }

  OwnerHistory run(List<Step> steps) {
    steps.forEach(this::step);
    return this;
  }

  void step(Step step) {
    switch (step) {
      case Step.Enter(int record, Set<Integer> numbers) -> enter(record, numbers);
      case Step.TakeOut(int record) -> takeOut(record);
      case Step.RefusedEnter(int record, Set<Integer> numbers) -> {
        if (!entered.containsKey(record)) {
          send(EntryKind.ADD, record, keywords(record, numbers), false);
        }
      }
      case Step.RefusedTakeOut(int record) -> {
        if (entered.containsKey(record)) {
          send(EntryKind.REMOVE, record, entered.get(record), false);
        }
      }
      // As a holder of the next key makes it, only from the ledger.
      case Step.EndEpoch() -> index = ledger.index(secret.keyring(index.keys().last().epoch() + 1));
      case Step.Renew() -> renew();
    }
  }

  private void renew() {
    ledger.clear();
    plain.clear();
    int generation = SearchIndexes.generation(index.keys().last().epoch());
    index = new SearchIndex(secret.keyring((generation + 1) * SearchIndexes.MAX_EPOCHS));
    List<Integer> again = List.copyOf(entered.keySet());
    entered.clear();
    again.forEach(record -> enter(record, Set.of()));
  }

  private void enter(int record, Set<Integer> numbers) {
    if (entered.containsKey(record)) {
      return;
    }
    List<Keyword> keywords = keywords(record, numbers);
    entered.put(record, keywords);
    for (Keyword each : keywords) {
      plain.computeIfAbsent(each, missing -> new LinkedHashSet<>()).add(record(record));
    }
    send(EntryKind.ADD, record, keywords, true);
  }

  private void takeOut(int record) {
    if (!entered.containsKey(record)) {
      return;
    }
    List<Keyword> keywords = entered.remove(record);
    keywords.forEach(each -> plain.get(each).remove(record(record)));
    send(EntryKind.REMOVE, record, keywords, true);
  }

  private List<Keyword> keywords(int record, Set<Integer> drawn) {
    return ofRecord.computeIfAbsent(
        record, missing -> drawn.stream().sorted().map(OwnerHistory::keyword).toList());
  }

  private void send(EntryKind kind, int record, List<Keyword> keywords, boolean executed) {
    IndexUpdate made = index.update(kind, record(record), keywords, padding);
    sent.add(new Sent(made, kind, record(record), executed));
    if (executed) {
      ledger.execute(made);
      index.plus(made);
    }
  }

  List<Hash> expected(Keyword keyword) {
    return new ArrayList<>(plain.getOrDefault(keyword, Set.of()));
  }
}
