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
@Command(
    name = "search",
    description = {
      "Attacks searches over encrypted indexes as a node could that knows all, half or a tenth of "
          + "an owner's records: by counts and co-occurrence (Cash et al. 2015), and by knowing "
          + "besides which update belongs to which record, search by search and by the likeliest "
          + "assignment of keywords to all searches; with padding and without, 50 and 150 "
          + "searched keywords, for each patient of the dataset, all of them as one owner, and a "
          + "larger draw.",
      "Shares recovered and wrong, with 95 %% intervals over seeds. About ten minutes; --quick: "
          + "half a minute.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PrivacySearchCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1000;

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      defaultValue = "datasets/synthea-sample",
      description = "Folder of the records; ${DEFAULT-VALUE} unless given.")
  private Path dataset;

  @Option(names = "--seeds", paramLabel = "N", description = "Default: 5; with --quick 2.")
  private Optional<Integer> seeds = Optional.empty();

  @Option(names = "--quick", description = "A draw of 500 records in place of 10,000, two seeds.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also writes the lines there, as CSV.")
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
