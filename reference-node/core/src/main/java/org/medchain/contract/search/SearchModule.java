package org.medchain.contract.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** Owners index their records, and let others search them. */
public final class SearchModule implements ContractModule {
  @Override
  public String name() {
    return "search";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(
        UpdateIndex.TYPE,
        DelegateSearch.TYPE,
        EndSearchDelegation.TYPE,
        BillSearch.TYPE,
        ClearIndex.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return SearchEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(
        SearchIndexes.ENTRIES,
        SearchIndexes.HEADS,
        SearchIndexes.JOURNAL,
        SearchIndexes.ADDRESSES,
        SearchDelegates.DELEGATES,
        SearchIndexes.BILLS,
        SearchIndexes.LINES);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("an index has as many entries as it says", SearchModule::counted),
        new Invariant("a journal has a line an update, of one generation", SearchModule::dense),
        new Invariant("an owner lets few search", SearchModule::few));
  }

  private static boolean counted(WorldState state) {
    Map<PublicKey, Long> entries = new TreeMap<>();
    SearchIndexes.ENTRIES.forEach(
        state, (place, value) -> entries.merge(place.owner(), 1L, Long::sum));
    return entries.entrySet().stream()
        .allMatch(each -> SearchIndexes.head(state, each.getKey()).entries() == each.getValue());
  }

  private static boolean dense(WorldState state) {
    boolean[] all = {true};
    long[] counts = new long[3];
    SearchIndexes.HEADS.forEach(state, (owner, head) -> counts[0] += head.updates());
    SearchIndexes.ADDRESSES.forEach(state, (place, addresses) -> counts[2]++);
    SearchIndexes.JOURNAL.forEach(
        state,
        (place, line) -> {
          counts[1]++;
          SearchIndexHead head = SearchIndexes.head(state, place.owner());
          all[0] &= place.number() < head.updates();
          all[0] &=
              SearchIndexes.generation(line.epoch()) == SearchIndexes.generation(head.epoch());
        });
    return all[0] && counts[0] == counts[1] && counts[0] == counts[2];
  }

  private static boolean few(WorldState state) {
    boolean[] all = {true};
    SearchDelegates.DELEGATES.forEach(
        state, (owner, delegates) -> all[0] &= delegates.size() <= SearchDelegates.MAX_OF_OWNER);
    return all[0];
  }
}
