package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The visits of a dataset (CMP-55; decision 0222): all records of one patient with one doctor of
 * one date in UTC are one visit. An index of records names no encounter, and where it comes from
 * encounters this finds them, except for a patient who sees a doctor twice on one date.
 */
final class DatasetVisits {
  static final long DAY_MS = 86_400_000;

  /** The record whose words stand for the visit, if there is one. */
  private static final List<String> SPEAKING =
      List.of("ImagingStudy", "Encounter", "DiagnosticReport", "DocumentReference");

  private DatasetVisits() {}

  /** A record for each visit, in the order of their first records in the dataset. */
  static List<SyntheticRecord> of(SyntheticRecords dataset) {
    Map<List<Object>, List<SyntheticRecord>> visits = new LinkedHashMap<>();
    for (SyntheticRecord each : dataset.records()) {
      long date = Math.floorDiv(each.timestampMs(), DAY_MS);
      List<Object> key = List.of(each.patient(), each.doctor(), date);
      visits.computeIfAbsent(key, visit -> new ArrayList<>()).add(each);
    }
    return visits.values().stream().map(DatasetVisits::merged).toList();
  }

  /** One record of all: it begins when the first begins, and its hash is over all hashes. */
  private static SyntheticRecord merged(List<SyntheticRecord> visit) {
    SyntheticRecord first = visit.get(0);
    SyntheticRecord words = speaking(visit);
    Encoder hashes = new Encoder().text("medchain/visit");
    visit.forEach(each -> hashes.hash(each.sha256()));
    long size = visit.stream().mapToLong(SyntheticRecord::size).sum();
    return new SyntheticRecord(
        first.patient(),
        first.doctor(),
        first.timestampMs(),
        words.type(),
        words.description(),
        words.path(),
        (int) Math.min(Integer.MAX_VALUE, size),
        visit.size() == 1 ? first.sha256() : Hash.of(hashes.toBytes()));
  }

  private static SyntheticRecord speaking(List<SyntheticRecord> visit) {
    return SPEAKING.stream()
        .flatMap(type -> visit.stream().filter(each -> each.type().equals(type)))
        .findFirst()
        .orElse(visit.getFirst());
  }
}
