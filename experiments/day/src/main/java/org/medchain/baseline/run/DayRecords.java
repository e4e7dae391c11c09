package org.medchain.baseline.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.medchain.baseline.RecordEntry;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayVisit;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Bytes;

/** The visits of a dataset's day as records that every system takes. */
record DayRecords(DayPlan plan) {
  /** The sample's median visit has 539 bytes; images are files beside a record. */
  private static final int CONTENT_MAX = 4096;

  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long SEED = 72;

  /** Of a number of visits, always the same ones. */
  static DayRecords of(Path dataset, int visits) {
    return new DayRecords(DayPlan.of(SyntheticRecords.read(dataset), visits, DAY_NS, SEED));
  }

  /** Those of the first visits. */
  DayRecords first(int visits) {
    return new DayRecords(new DayPlan(plan.dataset(), plan.visits().subList(0, visits), List.of()));
  }

  int count() {
    return plan.visits().size();
  }

  /** Of a visit, counted from 0; after the last one visits come again as other records. */
  RecordEntry entry(int number) {
    DayVisit visit = visit(number);
    return new RecordEntry(
        String.format(Locale.ROOT, "visit-%06d", number),
        visit.patient(),
        visit.doctor(),
        visit.record().type(),
        visit.record().description(),
        visit.record().timestampMs(),
        content(number, 0));
  }

  /** Who reads a visit's record: another doctor, where the dataset has one. */
  String reader(int number) {
    return visit(number).reader();
  }

  private DayVisit visit(int number) {
    return plan.visits().get(number % plan.visits().size());
  }

  /**
   * The words of a visit, and random letters up to the size of its resources: no system can make
   * these shorter.
   *
   * @param version 0 as it was put, more for corrections
   */
  Bytes content(int number, int version) {
    DayVisit visit = visit(number);
    String words = visit.record().description() + "\n" + version + "\n";
    byte[] noise = new byte[Math.clamp(visit.record().size(), 1, CONTENT_MAX)];
    new Random(SEED * 1_000_003 + number * 31L + version).nextBytes(noise);
    String text = words + Base64.getEncoder().encodeToString(noise);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int size = Math.clamp(visit.record().size(), words.length() + 1, CONTENT_MAX);
    return Bytes.of(bytes).slice(0, Math.min(size, bytes.length));
  }
}
