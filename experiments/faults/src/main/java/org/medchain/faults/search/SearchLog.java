package org.medchain.faults.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.experiments.results.GitWorkingTree;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.search.ScheduleSearch.FoundViolation;

/**
 * The log of searches: one line a search in {@code results/runs/schedules/}, or, where it is to be
 * committed, in {@code results/schedules/} (SCH-8).
 */
public final class SearchLog {
  private SearchLog() {}

  /** The repository's root: from the launcher, or the parent folder with a pom. */
  public static Path home() {
    String told = System.getProperty("medchain.home", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    Path here = Path.of("").toAbsolutePath();
    while (here.getParent() != null && !Files.isDirectory(here.resolve("spec/requirements"))) {
      here = here.getParent();
    }
    return here;
  }

  /** Makes the folder, so that a search begins only where it can be kept. */
  public static Path folder(boolean record) throws IOException {
    return Files.createDirectories(
        home().resolve(record ? "results/schedules" : "results/runs/schedules"));
  }

  public static void append(Path folder, String kind, long first, long last, ScheduleSearch search)
      throws IOException {
    List<FoundViolation> findings = search.findings();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("commit", GitWorkingTree.commit(home()).orElse("unknown"));
    row.put("first_seed", first);
    row.put("last_seed", last);
    row.put("passed", search.schedules() - search.unknown() - findings.size());
    row.put("unknown", search.unknown());
    row.put("violations", findings.size());
    row.put(
        "first_violation",
        findings.stream()
            .findFirst()
            .map(found -> found.violation().oracle() + "@" + found.seed())
            .orElse(""));
    for (CoverageMark mark : CoverageMark.values()) {
      row.put(mark.name().toLowerCase(Locale.ROOT), search.reached(mark));
    }
    row.put("reversals,most_reversals", search.reversals().replace(" of at most ", ","));
    Path file = folder.resolve(kind + ".csv");
    String head = Files.exists(file) ? "" : String.join(",", row.keySet()) + "\n";
    String values = row.values().stream().map(Object::toString).collect(Collectors.joining(","));
    Files.writeString(
        file, head + values + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
