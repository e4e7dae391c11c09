package org.medchain.measurements;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.application.search.Keyword;

/**
 * The guess of an attacker that also knows to which record each update belongs, as the ledger shows
 * it where a record and its update come together: of the keywords all of whose known records are
 * found, the one with the most. Without padding the sets are equal; with it, found ones are more.
 */
final class AlignedAttack {
  private AlignedAttack() {}

  /**
   * The keyword of each search, where one alone fits best.
   *
   * @param searches the places of the records whose updates each finds
   * @param known the places of the known records by keyword
   * @param places of the known records
   * @param padded whether a search finds more than its records
   */
  static Map<Integer, Keyword> run(
      List<BitSet> searches, Map<Keyword, BitSet> known, BitSet places, boolean padded) {
    Map<Integer, Keyword> found = new LinkedHashMap<>();
    for (int search = 0; search < searches.size(); search++) {
      BitSet seen = UpdateSets.both(searches.get(search), places);
      List<Map.Entry<Keyword, BitSet>> fitting =
          known.entrySet().stream()
              .filter(
                  each ->
                      padded ? UpdateSets.has(seen, each.getValue()) : seen.equals(each.getValue()))
              .toList();
      int most = fitting.stream().mapToInt(each -> each.getValue().cardinality()).max().orElse(0);
      List<Keyword> best =
          fitting.stream()
              .filter(each -> each.getValue().cardinality() == most)
              .map(Map.Entry::getKey)
              .toList();
      if (best.size() == 1) {
        found.put(search, best.get(0));
      }
    }
    return found;
  }
}
