package org.medchain.baseline.run;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.medchain.baseline.RecordEntry;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayVisit;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Bytes;

/** The visits of a dataset's day as records that every system takes. */
record DayRecords(List<DayVisit> visits) {
  /** The sample's median visit has 539 bytes; images are files beside a record. */
  private static final int CONTENT_MAX = 4096;

  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long SEED = 72;

  /** Of a number of visits, always the same ones. */
  static DayRecords of(Path dataset, int count) {
    DayPlan plan = DayPlan.of(SyntheticRecords.read(dataset), count, DAY_NS, SEED);
    return new DayRecords(plan.visits());
  }

  /** Of a visit, counted from 0; after the last one visits come again as other records. */
  RecordEntry entry(int number) {
    SyntheticRecord visit = visit(number).record();
    return new RecordEntry(
        String.format(Locale.ROOT, "visit-%06d", number),
        visit.patient(),
        visit.doctor(),
        visit.type(),
        visit.description(),
        visit.timestampMs(),
        content(number, 0));
  }

  /** Who reads a visit's record: another doctor, where the dataset has one. */
  String reader(int number) {
    return visit(number).reader();
  }

  private DayVisit visit(int number) {
    return visits.get(number % visits.size());
  }

  /**
   * The words of a visit, and random letters up to the size of its resources: no system can make
   * these shorter.
   *
   * @param version 0 as it was put, more for corrections
   */
  Bytes content(int number, int version) {
    SyntheticRecord visit = visit(number).record();
    String words = visit.description() + "\n" + version + "\n";
    byte[] noise = new byte[CONTENT_MAX];
    new Random(SEED * 1_000_003 + number * 31L + version).nextBytes(noise);
    int size = Math.clamp(visit.size(), words.length() + 1, CONTENT_MAX);
    return Bytes.utf8(words + Base64.getEncoder().encodeToString(noise)).slice(0, size);
  }
}
