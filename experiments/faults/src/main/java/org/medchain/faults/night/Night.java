package org.medchain.faults.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.plan.PlanShrinker;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.TestFolder;
import org.medchain.faults.result.TestProvenance;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.session.TestSession;
import org.medchain.history.check.HistoryValidity;
import org.medchain.launcher.WholeFolder;

/**
 * Draws tests and runs them until it is stopped (FAULT-15). Folders of failures stay, with the
 * smallest plan that fails too; all others go.
 */
public final class Night {
  /** More failures would say little more, and fill the disk. */
  private static final int FAILURES_MAX = 20;

  private final Settings settings;
  private final Consumer<String> lines;
  private final NightDraw draw;
  private final NightSummary summary;

  /**
   * What to do.
   *
   * @param hosts on which to run, in turn
   * @param seed of all draws
   * @param length how long it lasts
   * @param shrinkRuns how many runs may be spent on making a failing plan smaller, by host
   * @param folder for the results
   * @param clock wall time
   */
  public record Settings(
      List<HarnessHost> hosts,
      long seed,
      NightLength length,
      Map<String, Integer> shrinkRuns,
      Path folder,
      Clock clock) {}

  /**
   * A night that has not begun.
   *
   * @param code for the summary
   * @param lines takes a line about each
   */
  public Night(Settings settings, TestProvenance code, Consumer<String> lines) {
    this.settings = settings;
    this.lines = lines;
    this.draw = new NightDraw(settings.seed(), settings.length());
    List<NemesisKind> possible =
        settings.hosts().stream().flatMap(host -> host.possible().stream()).toList();
    this.summary =
        new NightSummary(
            settings.seed(),
            settings.clock().instant(),
            code,
            settings.length().runs().isPresent() ? possible : List.of());
  }

  /** Runs until it is stopped; how many runs failed. */
  public int run() throws IOException, InterruptedException {
    Files.createDirectories(settings.folder());
    for (int number = 1; goesOn(number); number++) {
      play(number, settings.hosts().get((number - 1) % settings.hosts().size()));
      summary.write(settings.folder(), settings.clock().instant());
    }
    if (!summary.absent().isEmpty()) {
      lines.accept("did not happen: " + String.join(", ", summary.absent()));
    }
    lines.accept(
        "%s runs, %s operations, %s failed"
            .formatted(
                summary.runs().size(),
                summary.sum(NightRun::operations),
                summary.failures().size()));
    return summary.failures().size();
  }

  private boolean goesOn(int number) {
    return summary.failures().size() < FAILURES_MAX
        && settings.length().reaches(number, settings.clock().instant());
  }

  private List<NemesisKind> required(int number, HarnessHost host, double timeLimitS) {
    int hosts = settings.hosts().size();
    OptionalInt runs = settings.length().runs();
    return runs.isEmpty()
        ? List.of()
        : NightCoverage.of(
            settings.seed(),
            host.possible(),
            (number - 1) / hosts,
            runs.getAsInt() / hosts,
            timeLimitS);
  }

  @SuppressWarnings("try") // Its end is what the janitor is for.
  private void play(int number, HarnessHost host) throws IOException, InterruptedException {
    HarnessConfig config = draw.draw(number, host.name());
    PlannedTest test = PlannedTest.of(config, host, required(number, host, config.timeLimitS()));
    Path path = TestFolder.path(settings.folder(), test.config());
    String name = path.getFileName().toString();
    try (FolderJanitor guard = new FolderJanitor(List.of(path))) {
      TestFolder folder = TestFolder.create(settings.folder(), test.config());
      FinishedTest finished = once(test, host, path);
      summary.add(finished);
      lines.accept(line(name, finished));
      switch (finished.judgement().verdict()) {
        case VALID -> WholeFolder.delete(path);
        case UNKNOWN -> keepConfig(folder, name);
        case INVALID -> keep(test, finished, host, folder);
      }
    } catch (IOException | RuntimeException e) {
      // A host that cannot start, or a defect of the harness: its folder says more, the night
      // continues.
      broken(test, name, e);
    }
  }

  private void broken(PlannedTest test, String name, Exception problem) {
    int faults = test.config().plan().orElseThrow().size();
    String why = problem instanceof IOException ? problem.getMessage() : problem.toString();
    summary.runs().add(NightRun.broken(test.config()));
    summary
        .failures()
        .add(new NightFailure(test.config(), name, String.valueOf(why), Optional.empty(), faults));
    lines.accept(name + ": broken: " + why);
  }

  private FinishedTest once(PlannedTest test, HarnessHost host, Path folder)
      throws IOException, InterruptedException {
    return new TestSession(host, settings.clock()).run(test, folder, what -> {});
  }

  private static String line(String name, FinishedTest test) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d operations, %d faults, %.0f s",
        name,
        test.judgement().verdict().word(),
        test.operations().size(),
        test.faults().size(),
        Duration.between(test.start(), test.end()).toMillis() / 1e3);
  }

  /** Nothing was shown; who has more time may run it again. */
  private void keepConfig(TestFolder folder, String name) throws IOException {
    Path unknown = Files.createDirectories(settings.folder().resolve("unknown"));
    Files.copy(
        folder.path().resolve("config.yaml"),
        unknown.resolve(name + ".yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    WholeFolder.delete(folder.path());
  }

  private void keep(PlannedTest test, FinishedTest finished, HarnessHost host, TestFolder folder)
      throws IOException, InterruptedException {
    folder.write(finished, summary.code());
    String name = folder.path().getFileName().toString();
    List<FaultEvent> plan = test.config().plan().orElseThrow();
    List<FaultEvent> small = shrunk(test, host);
    Path regressions = Files.createDirectories(settings.folder().resolve("regressions"));
    Files.writeString(
        regressions.resolve(name + ".yaml"), HarnessConfigFile.text(test.config().with(small)));
    String why = finished.judgement().violation().map(OracleViolation::text).orElse("invalid");
    summary
        .failures()
        .add(
            new NightFailure(
                test.config(),
                name,
                why,
                Optional.of("regressions/" + name + ".yaml"),
                small.size()));
    lines.accept("  " + why + "; " + small.size() + " of " + plan.size() + " faults are enough");
  }

  /** Processes do not repeat a run: there a plan counts as failing if it fails once more. */
  @SuppressWarnings("try")
  private List<FaultEvent> shrunk(PlannedTest test, HarnessHost host)
      throws IOException, InterruptedException {
    Path folder = settings.folder().resolve("shrinking");
    try (FolderJanitor guard = new FolderJanitor(List.of(folder))) {
      return new PlanShrinker(
              plan -> fails(test.with(plan), host, folder),
              settings.shrinkRuns().getOrDefault(host.name(), 0))
          .shrink(test.config().plan().orElseThrow());
    } finally {
      if (Files.exists(folder)) {
        WholeFolder.delete(folder);
      }
    }
  }

  private boolean fails(PlannedTest test, HarnessHost host, Path folder) {
    try {
      if (Files.exists(folder)) {
        WholeFolder.delete(folder);
      }
      Files.createDirectories(folder);
      return once(test, host, folder).judgement().verdict() == HistoryValidity.INVALID;
    } catch (IOException e) {
      return false; // It could not be run again; the plan stays as it is.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
