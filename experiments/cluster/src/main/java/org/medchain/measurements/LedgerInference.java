package org.medchain.measurements;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.metadata.MetadataForm;

/**
 * What a chain with these records tells who keeps its ledger (PRIV-9; decision 0260): counts,
 * without chance.
 *
 * @param dataset in clear
 * @param form of the chain's metadata
 */
record LedgerInference(SyntheticRecords dataset, MetadataForm form) {
  /** Parts that one observer may know together. */
  private static final List<String> KNOWN =
      List.of(
          ("doctor,month,day,type,doctor type,month type,day type,"
                  + "doctor month,doctor month type,doctor day,doctor day type")
              .split(",", -1));

  /**
   * A line of the result.
   *
   * @param form of the chain's metadata
   * @param measure what is counted
   * @param known what is known from elsewhere, or what links
   * @param count how many
   * @param of how many there are
   */
  public record InferenceRow(String form, String measure, String known, long count, long of) {
    /** The columns. */
    public static final String HEADER = "form,measure,known,count,of,share";

    /** As a line of CSV. */
    public String csv() {
      return String.format(
          Locale.ROOT, "%s,%s,%s,%d,%d,%.4f", form, measure, known, count, of, share());
    }

    /** The share. */
    public double share() {
      return of == 0 ? 0 : (double) count / of;
    }
  }

  /** All lines. */
  public List<InferenceRow> rows() {
    List<InferenceRow> rows = new ArrayList<>();
    long patients = dataset.patients().size();
    for (String known : KNOWN) {
      Set<KnownPart> parts = EnumSet.noneOf(KnownPart.class);
      for (String each : known.split(" ", -1)) {
        parts.add(KnownPart.valueOf(each.toUpperCase(Locale.ROOT)));
      }
      rows.add(row("patients singled out by a visit", known, singledOut(parts), patients));
    }
    List<SyntheticRecord> onChain = dataset.in(form).records();
    long linked =
        sizes(onChain, SyntheticRecord::patient).stream()
            .filter(count -> count > 1)
            .mapToLong(Long::longValue)
            .sum();
    rows.add(row("records linked", "owner's key", linked, onChain.size()));
    rows.add(
        row(
            "pairs of an owner's records shown to be of one type",
            "owner's key and type",
            pairs(onChain, each -> each.patient() + "/" + each.type()),
            pairs(dataset.records(), SyntheticRecord::patient)));
    return rows;
  }

  private InferenceRow row(String measure, String known, long count, long of) {
    return new InferenceRow(form.name().toLowerCase(Locale.ROOT), measure, known, count, of);
  }

  /** Patients with a visit that looks, in its known parts, like nobody else's. */
  long singledOut(Set<KnownPart> known) {
    Map<List<String>, TreeSet<String>> patients = new LinkedHashMap<>();
    for (SyntheticRecord each : dataset.records()) {
      List<String> shown = known.stream().map(part -> part.shown(each, form)).toList();
      patients.computeIfAbsent(shown, key -> new TreeSet<>()).add(each.patient());
    }
    return patients.values().stream()
        .filter(alike -> alike.size() == 1)
        .map(TreeSet::first)
        .distinct()
        .count();
  }

  private static long pairs(
      List<SyntheticRecord> records, Function<SyntheticRecord, String> group) {
    return sizes(records, group).stream().mapToLong(count -> count * (count - 1) / 2).sum();
  }

  private static List<Long> sizes(
      List<SyntheticRecord> records, Function<SyntheticRecord, String> group) {
    return List.copyOf(
        records.stream().collect(Collectors.groupingBy(group, Collectors.counting())).values());
  }
}
