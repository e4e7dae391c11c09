package org.medchain.contract.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class SearchInvariants {
  private SearchInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("an index has as many entries as it says", SearchInvariants::counted),
        new Invariant("a journal has a line an update, of one generation", SearchInvariants::dense),
        new Invariant("an owner lets few search", SearchInvariants::few));
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
