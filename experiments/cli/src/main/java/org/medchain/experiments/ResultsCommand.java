package org.medchain.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.reference.Freshness;
import org.medchain.experiments.reference.ReferenceResult;
import org.medchain.experiments.reference.ResultComparison;
import org.medchain.experiments.reference.ResultRefresh;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Lists the committed results that are older than their code, regenerates them, and compares a run
 * with one of them (RES-1, RES-2, RES-4).
 */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false)
final class ResultsCommand implements Callable<Integer> {
  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Option(names = "--check")
  private boolean check;

  @Option(names = "--refresh", paramLabel = "NAME")
  private List<String> names = List.of();

  @Option(names = "--compare", paramLabel = "RUN")
  private Optional<Path> run = Optional.empty();

  ResultsCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    if ((check ? 1 : 0) + (names.isEmpty() ? 0 : 1) + (run.isPresent() ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "wanted is either --check, or --refresh NAME, or --compare RUN, or export RUN_DIR");
    }
    List<ReferenceResult> all = ReferenceResult.all(host.requiredRoot());
    if (run.isPresent()) {
      return compare(all, run.get());
    }
    return check ? check(all) : refresh(all);
  }

  private int compare(List<ReferenceResult> all, Path folder) throws UserInputException {
    ResultComparison comparison = ResultComparison.of(all, folder);
    comparison.lines().forEach(host.out()::println);
    host.out().flush();
    return comparison.isEqual() ? Medchain.OK : Medchain.FAILED;
  }

  private int check(List<ReferenceResult> all) throws Exception {
    List<String> lines = new ArrayList<>();
    int old = 0;
    lines.add(row("result", "made", "commit", "state", ""));
    for (ReferenceResult result : all) {
      Freshness freshness =
          Freshness.of(
              result,
              file -> PreparedConfig.read(host, file, ConfigOverrides.NONE).trials().function());
      old +=
          switch (freshness.state()) {
            case FRESH, HELD, DATED -> 0;
            case STALE, CHANGED -> 1;
          };
      String state = freshness.state().name().toLowerCase(Locale.ROOT);
      lines.add(row(result.name(), day(result), commit(result), state, freshness.why()));
    }
    lines.add("");
    lines.add(
        old == 0
            ? "all are what the code gives, or measured on the day given there"
            : "%s of %s are not results of the current code; --refresh NAME regenerates one"
                .formatted(old, all.size()));
    lines.forEach(host.out()::println);
    host.out().flush();
    return old == 0 ? Medchain.OK : Medchain.FAILED;
  }

  private static String row(String name, String made, String commit, String state, String why) {
    return String.format(
            Locale.ROOT, "%-23s  %-10s  %-9s  %-7s  %s", name, made, commit, state, why)
        .stripTrailing();
  }

  private static String day(ReferenceResult result) {
    String end = result.text("end");
    return end.isEmpty() ? "?" : end.substring(0, Math.min(end.length(), 10));
  }

  /** Seven digits; a plus where the code had changes besides, a question mark if it is unknown. */
  private static String commit(ReferenceResult result) {
    String commit = result.text("commit");
    if (commit.length() < 7) {
      return "?";
    }
    var clean = result.manifest().path("clean");
    return commit.substring(0, 7) + (!clean.isBoolean() ? " ?" : clean.asBoolean() ? "" : " +");
  }

  private int refresh(List<ReferenceResult> all) throws Exception {
    List<ReferenceResult> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(ReferenceResult.named(all, name));
    }
    boolean fine = true;
    for (ReferenceResult each : chosen) {
      fine &= new ResultRefresh(each, host.clock(), host.err()).reproduce();
    }
    return fine ? Medchain.OK : Medchain.FAILED;
  }
}
