package org.medchain.chaos.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.chaos.schedule.SchedulePlan;

/**
 * A planted defect that others have published, as it would look in this code (SCH-16).
 *
 * @param mutant the patch
 * @param source who described it, where
 * @param kind the schedules that are searched; empty for those of every search
 */
public record PublishedDefect(
    SourceMutant mutant, String source, Optional<SchedulePlan.ScheduleKind> kind) {
  /** The folder of their patches, in the repository. */
  public static final Path FOLDER = Path.of("spec/mutants/published");

  private static final String SOURCE = "# source: ";

  /** All of them, in the order of their ids. */
  public static List<PublishedDefect> readAll(Path home) throws IOException {
    Path folder = home.resolve(FOLDER);
    List<PublishedDefect> all = new ArrayList<>();
    for (SourceMutant mutant : SourceMutant.readAll(folder)) {
      List<String> lines = Files.readAllLines(folder.resolve(mutant.id() + ".patch"));
      all.add(
          new PublishedDefect(
              mutant, SourceMutant.header(lines, SOURCE).orElse(""), mutant.kind()));
    }
    return all;
  }

  public String id() {
    return mutant.id();
  }

  /** The kind of schedules in one word, as {@link SeedCountRun} takes it. */
  String kindWord() {
    return kind.map(Enum::name).orElse(SeedCountRun.EVERY_KIND);
  }
}
