package org.medchain.measurements;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain privacy search}: which searched keywords a node recovers (VER-11). */
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false)
final class PrivacySearchCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1000;

  @Spec private CommandSpec spec;
  @Mixin private MeasuredDataset dataset;

  @Option(names = "--seeds", paramLabel = "N")
  private Optional<Integer> seeds = Optional.empty();

  @Option(names = "--quick")
  private boolean quick;

  PrivacySearchCommand() {}

  @Override
  public Integer call() throws UserInputException {
    int repeats = seeds.orElse(quick ? 2 : 5);
    if (repeats < 1 || repeats > SEEDS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--seeds is " + repeats + ", allowed are 1 to " + SEEDS_MAX);
    }
    dataset.requireOut();
    SearchAttacks attacks = new SearchAttacks(dataset.records(), quick ? 500 : 10_000, repeats);
    List<String> lines = attacks.rows(spec.commandLine().getErr()::println);
    return dataset.write(spec.commandLine().getOut(), lines);
  }
}
