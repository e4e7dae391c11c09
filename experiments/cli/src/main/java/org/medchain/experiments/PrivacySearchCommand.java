package org.medchain.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.privacy.SearchAttacks;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain privacy search}: which searched keywords a node recovers (VER-11). */
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false)
final class PrivacySearchCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1000;

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Option(names = "--dataset", paramLabel = "DIR", defaultValue = "datasets/synthea-sample")
  private Path dataset;

  @Option(names = "--seeds", paramLabel = "N")
  private Optional<Integer> seeds = Optional.empty();

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  PrivacySearchCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    int repeats = seeds.orElse(quick ? 2 : 5);
    if (repeats < 1 || repeats > SEEDS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--seeds is " + repeats + ", allowed are 1 to " + SEEDS_MAX);
    }
    if (out != null) {
      new OutputPath(out).requireFileWithFolder();
    }
    List<String> lines = attacks(repeats).rows(host.err()::println);
    lines.forEach(host.out()::println);
    if (out != null) {
      new OutputPath(out).write(out, lines);
    }
    return Medchain.OK;
  }

  private SearchAttacks attacks(int repeats) throws UserInputException {
    try {
      SyntheticRecords records = SyntheticRecords.read(host.requiredRoot().resolve(dataset));
      return new SearchAttacks(records, quick ? 500 : 10_000, repeats);
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    }
  }
}
