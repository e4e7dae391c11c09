package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.medchain.application.ExistenceProof;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/** How long lookups in one index took, by the number of records in the ledger. For one thread. */
final class LookupTimes {
  private static final double NS_PER_US = 1e3;
  private static final double NS_PER_MS = 1e6;
  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;

  private final String index;
  private final TreeMap<Integer, List<Double>> proving = new TreeMap<>();
  private final TreeMap<Integer, List<Double>> checking = new TreeMap<>();

  LookupTimes(String index) {
    this.index = index;
  }

  /** Name of the index. */
  String index() {
    return index;
  }

  /**
   * Measures the lookup of these records, one after the other, after a round that is not measured:
   * the compiler needs it, and the smallest ledger comes first.
   *
   * @param records how many the ledger has
   */
  void measure(
      int records, List<Hash> sought, RecordLookup lookup, RecordLedger ledger, RawTable raw) {
    List<Double> prove = new ArrayList<>();
    List<Double> check = new ArrayList<>();
    for (int i = -sought.size(); i < sought.size(); i++) {
      Hash record = sought.get(Math.floorMod(i, sought.size()));
      long from = System.nanoTime();
      ExistenceProof proof = lookup.prove(record);
      long proved = System.nanoTime();
      Header header = ledger.blockAt(proof.height()).orElseThrow().block().header();
      long begun = System.nanoTime();
      boolean holds = proof.inclusion().proves(proof.transaction(), header);
      long checked = System.nanoTime();
      if (!holds) {
        throw new IllegalStateException("the proof of record " + record.brief() + " does not hold");
      }
      if (i >= 0) {
        prove.add((proved - from) / NS_PER_MS);
        check.add((checked - begun) / NS_PER_MS);
        raw.row(index, records, (proved - from) / NS_PER_US, (checked - begun) / NS_PER_US);
      }
    }
    proving.put(records, prove);
    checking.put(records, check);
  }

  /** How many lookups were measured. */
  long count() {
    return proving.values().stream().mapToLong(List::size).sum();
  }

  /** The largest 99th percentile of locating and proving among the ledgers, in ms. */
  double worstP99Ms() {
    return worst(proving);
  }

  /** The same of checking. */
  double worstCheckP99Ms() {
    return worst(checking);
  }

  private static double worst(TreeMap<Integer, List<Double>> all) {
    return all.values().stream()
        .mapToDouble(each -> Figure.quantile(each, P99))
        .max()
        .orElse(Double.NaN);
  }

  /** Median of locating and proving in the largest ledger, in ms. */
  double largestMedianMs() {
    return Figure.quantile(proving.lastEntry().getValue(), MEDIAN);
  }

  /** The same in the largest ledger / in the smallest. */
  double growth() {
    return largestMedianMs() / Figure.quantile(proving.firstEntry().getValue(), MEDIAN);
  }
}
