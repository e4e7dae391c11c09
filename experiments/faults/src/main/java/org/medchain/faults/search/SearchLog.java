package org.medchain.faults.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
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
    Path file = folder.resolve(kind + ".csv");
    StringBuilder line = new StringBuilder();
    if (!Files.exists(file)) {
      line.append("commit,first_seed,last_seed,passed,unknown,violations,first_violation");
      for (CoverageMark mark : CoverageMark.values()) {
        line.append(',').append(mark.name().toLowerCase(Locale.ROOT));
      }
      line.append(",reversals,most_reversals\n");
    }
    List<FoundViolation> findings = search.findings();
    int passed = search.schedules() - search.unknown() - findings.size();
    line.append(GitWorkingTree.commit(home()).orElse("unknown"))
        .append(',')
        .append(first)
        .append(',')
        .append(last);
    line.append(',').append(passed).append(',').append(search.unknown());
    line.append(',').append(findings.size()).append(',');
    if (!findings.isEmpty()) {
      FoundViolation found = findings.get(0);
      line.append(found.violation().oracle()).append('@').append(found.seed());
    }
    for (CoverageMark mark : CoverageMark.values()) {
      line.append(',').append(search.reached(mark));
    }
    line.append(",").append(search.reversals().replace(" of at most ", ","));
    line.append('\n');
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
