package org.medchain.claims;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.Verdict;

/** Decides one claim in a small form, also in a JVM that has a defect's classes in front. */
record SmallVerdict(Map<String, String> settings, Map<String, String> thresholds) {
  /** The project, from the folder in which its tests run. */
  static final Path HOME = Repository.ROOT;

  /** Before the verdict. */
  static final String VERDICT = "verdict: ";

  static SmallVerdict of(List<String> lines) {
    return new SmallVerdict(values(lines, "# set: "), values(lines, "# threshold: "));
  }

  private static Map<String, String> values(List<String> lines, String begin) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int at = line.indexOf('=');
      if (line.startsWith(begin) && at > 0) {
        values.put(line.substring(begin.length(), at), line.substring(at + 1).strip());
      }
    }
    return values;
  }

  /** The claim's id, a folder for files, and lines as {@link #of} takes them. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> lines = List.of(arguments).subList(2, arguments.length);
    System.out.println(of(lines).decide(arguments[0], Path.of(arguments[1])));
  }

  /** A line for each criterion with its figure, and the verdict in the last one. */
  String decide(String id, Path folder) throws Exception {
    Claim claim = TinyClaimRun.claim(id);
    ClaimRun run = TinyClaimRun.of(id, folder, settings);
    List<Criterion> criteria = claim.criteria().stream().map(this::withThreshold).toList();
    Verdict verdict = Verdict.of(criteria, run.figures(id));
    StringBuilder text = new StringBuilder();
    for (Verdict.CriterionOutcome each : verdict.outcomes()) {
      text.append(each.criterion().metric())
          .append(" is ")
          .append(each.figure())
          .append(", must be ")
          .append(each.criterion().text())
          .append('\n');
    }
    return text.append(VERDICT).append(verdict.text()).toString();
  }

  private Criterion withThreshold(Criterion criterion) {
    String other = thresholds.get(criterion.metric());
    return other == null ? criterion : criterion.with(Double.parseDouble(other));
  }

  /** The verdict in what {@link #main} printed. */
  static String verdictOf(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith(VERDICT))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalArgumentException("no verdict in: " + printed));
  }
}
