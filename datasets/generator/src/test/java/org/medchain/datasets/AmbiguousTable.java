package org.medchain.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.lang3.Range;
import org.mitre.synthea.engine.Transition;
import org.mitre.synthea.engine.Transition.DirectTransition;
import org.mitre.synthea.engine.Transition.LookupTableKey;
import org.mitre.synthea.helpers.SimpleCSV;
import org.mitre.synthea.helpers.Utilities;

/**
 * Fills a table of Synthea's with two rows for a woman of 65 many times, as Synthea does once, and
 * prints the rows that were found, in the order of their numbers.
 */
final class AmbiguousTable {
  private static final String TABLE = "modules/lookup_tables/ace_arb_ingredient_distribution.csv";
  private static final int TIMES = 60;

  private AmbiguousTable() {}

  /** No arguments. */
  public static void main(String[] arguments) throws IOException {
    List<LinkedHashMap<String, String>> rows = SimpleCSV.parse(Utilities.readResource(TABLE));
    Transition owner = new DirectTransition("any");
    TreeSet<Integer> found = new TreeSet<>();
    for (int i = 0; i < TIMES; i++) {
      Map<LookupTableKey, Integer> table = new HashMap<>();
      for (LinkedHashMap<String, String> row : rows) {
        String[] ages = row.get("age").split("-", 2);
        Range<Integer> range = Range.between(Integer.valueOf(ages[0]), Integer.valueOf(ages[1]));
        List<String> key = new ArrayList<>(List.of(row.get("gender"), row.get("state")));
        table.put(owner.new LookupTableKey(key, range, null), table.size());
      }
      found.add(table.get(owner.new LookupTableKey(List.of("F", "Massachusetts"), 65, 0L)));
    }
    System.out.println(found);
  }
}
