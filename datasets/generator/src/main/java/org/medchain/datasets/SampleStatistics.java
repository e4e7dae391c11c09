package org.medchain.datasets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a sample as a Markdown page: how it was asked for, counts, and sizes in bytes. */
final class SampleStatistics {
  private final List<DatasetRecord> records;
  private final Map<String, List<Integer>> sizesByType = new TreeMap<>();
  private final Map<String, Integer> recordsByPatient = new TreeMap<>();
  private final Map<String, Integer> recordsByDoctor = new TreeMap<>();

  /**
   * Counts the records.
   *
   * @param records at least one, in chronological order
   */
  SampleStatistics(List<DatasetRecord> records) {
    this.records = records;
    for (DatasetRecord medicalRecord : records) {
      FhirResource resource = medicalRecord.resource();
      sizesByType
          .computeIfAbsent(resource.type().fhirName(), type -> new ArrayList<>())
          .add(resource.bytes().length);
      recordsByPatient.merge(resource.patient(), 1, Integer::sum);
      recordsByDoctor.merge(medicalRecord.doctor(), 1, Integer::sum);
    }
  }

  /**
   * The page; it names no clock and no machine, so that it is the same after each run.
   *
   * @param output what Synthea gave, before the cut
   */
  String toMarkdown(List<String> syntheaArguments, VisitReader.SyntheaOutput output) {
    StringBuilder page = new StringBuilder();
    page.append(
        "# Figures of this sample\n\nWritten by the generator together with the records.\n");
    page.append("\nSynthea's command line, without the output folder:\n\n```\nApp ");
    page.append(String.join(" ", syntheaArguments)).append("\n```\n\n");
    row(page, "what", "figure");
    row(page, "---", "---");
    row(page, "patients before the cut", output.patients());
    row(page, "records before the cut", output.records());
    row(page, "patients", recordsByPatient.size());
    row(page, "doctors", recordsByDoctor.size());
    row(page, "records", records.size());
    row(page, "first record", records.get(0).resource().timestamp());
    row(page, "last record", records.get(records.size() - 1).resource().timestamp());
    row(page, "records a patient (min, median, max)", spread(recordsByPatient.values()));
    row(page, "records a doctor (min, median, max)", spread(recordsByDoctor.values()));
    page.append("\nSizes are those of the resource lines, in bytes, without line break.\n\n");
    row(page, "type", "records", "bytes", "min, median, max");
    row(page, "---", "---:", "---:", "---:");
    sizesByType.forEach((type, sizes) -> sizeRow(page, type, sizes));
    sizeRow(page, "all", sizesByType.values().stream().flatMap(List::stream).toList());
    return page.toString();
  }

  private static void sizeRow(StringBuilder page, String name, List<Integer> sizes) {
    long bytes = sizes.stream().mapToLong(Integer::longValue).sum();
    row(page, name, sizes.size(), bytes, spread(sizes));
  }

  /** Of an even count, the median is the upper of the two middle values: it is one that occurs. */
  private static String spread(Collection<Integer> values) {
    List<Integer> sorted = values.stream().sorted().toList();
    return "%s, %s, %s"
        .formatted(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  private static void row(StringBuilder page, Object... cells) {
    for (Object cell : cells) {
      page.append("| ").append(cell).append(' ');
    }
    page.append("|\n");
  }
}
