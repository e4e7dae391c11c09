package org.medchain.measurements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Keywords;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The keywords of each record of one owner, in the order in which they are entered.
 *
 * @param records each a list of keywords
 */
record OwnerRecords(List<List<Keyword>> records) {
  private static final long DAY_MS = 86_400_000;

  /** Of each patient of a dataset its own. */
  static List<OwnerRecords> byPatient(SyntheticRecords dataset) {
    Map<String, List<List<Keyword>>> patients = new TreeMap<>();
    for (SyntheticRecord each : dataset.records()) {
      patients.computeIfAbsent(each.patient(), missing -> new ArrayList<>()).add(keywords(each));
    }
    return patients.values().stream().map(OwnerRecords::new).toList();
  }

  /** All of a dataset's, as if one owner had them. */
  static OwnerRecords whole(SyntheticRecords dataset) {
    return new OwnerRecords(dataset.records().stream().map(OwnerRecords::keywords).toList());
  }

  /**
   * Drawn from a dataset: words, type and doctor of one record each, on another day of the same.
   */
  static OwnerRecords drawn(SyntheticRecords dataset, int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<SyntheticRecord> all = dataset.records();
    long lastMs = all.stream().mapToLong(SyntheticRecord::timestampMs).max().orElseThrow();
    long first = Math.floorDiv(all.get(0).timestampMs(), DAY_MS);
    int days = (int) (Math.floorDiv(lastMs, DAY_MS) - first) + 1;
    List<List<Keyword>> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SyntheticRecord text = all.get(chance.nextInt(all.size()));
      drawn.add(keywords(text, (first + chance.nextInt(days)) * DAY_MS));
    }
    return new OwnerRecords(drawn);
  }

  private static List<Keyword> keywords(SyntheticRecord record) {
    return keywords(record, record.timestampMs());
  }

  private static List<Keyword> keywords(SyntheticRecord record, long timestampMs) {
    PublicKey doctor = new PublicKey(Hash.of(Bytes.utf8(record.doctor())).toBytes());
    return Keywords.of(record.description(), record.type(), doctor, timestampMs);
  }

  /** In how many records each keyword is. */
  Map<Keyword, Integer> counts() {
    Map<Keyword, Integer> counts = new LinkedHashMap<>();
    records.forEach(each -> each.forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts;
  }

  /** Different keywords, the likelier the more records have them; all, if there are no more. */
  List<Keyword> queries(int wanted, SplittableRandom chance) {
    List<Keyword> occurrences = new ArrayList<>();
    records.forEach(occurrences::addAll);
    int most = Math.min(wanted, counts().size());
    Set<Keyword> queries = new LinkedHashSet<>();
    while (queries.size() < most) {
      boolean unused = queries.add(occurrences.get(chance.nextInt(occurrences.size())));
    }
    return List.copyOf(queries);
  }

  /** The records that an adversary knows: a share of them, drawn; in place of others, nothing. */
  OwnerRecords known(double share, SplittableRandom chance) {
    return new OwnerRecords(
        records.stream()
            .map(each -> chance.nextDouble() < share ? each : List.<Keyword>of())
            .toList());
  }
}
