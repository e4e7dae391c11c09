package org.medchain.claims;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.verdict.Verdict;

/** Decides one claim in a small form, also in a JVM that has a defect's classes in front. */
final class SmallVerdict {
  /** The project, from the folder in which its tests run. */
  static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  /** Before the verdict. */
  static final String VERDICT = "verdict: ";

  /** A pilot's: nothing here decides a claim. */
  private static final long SEED = 1;

  private SmallVerdict() {}

  /** The claim's id, a folder for files, and settings as {@code name=value}. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> settings = List.of(arguments).subList(2, arguments.length);
    System.out.println(decide(arguments[0], Path.of(arguments[1]), settings(settings)));
  }

  /** Settings as a map. */
  static Map<String, String> settings(List<String> words) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String each : words) {
      int at = each.indexOf('=');
      settings.put(each.substring(0, at), each.substring(at + 1));
    }
    return settings;
  }

  /** A line for each criterion with its figure, and the verdict in the last one. */
  static String decide(String id, Path folder, Map<String, String> settings) throws Exception {
    Claim claim =
        ClaimsFile.read(ClaimsFile.of(HOME)).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no claim is called " + id));
    ClaimExperiment experiment =
        ClaimExperiments.of(id)
            .orElseThrow(() -> new IllegalArgumentException("no experiment decides " + id));
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRun.ClaimRunOptions(
                ClaimSize.QUICK,
                SEED,
                settings,
                HOME,
                Files.createDirectories(folder.resolve("out")),
                Files.createDirectories(folder.resolve("temporary")),
                line -> {}));
    experiment.run(run);
    Verdict verdict = Verdict.of(claim.criteria(), run.figures(id));
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

  /** The verdict in what {@link #main} printed. */
  static String verdictOf(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith(VERDICT))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalArgumentException("no verdict in: " + printed));
  }
}
