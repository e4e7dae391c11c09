package org.medchain.baseline.run;

import java.util.List;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.run.BaselineOptions.AttackConverter;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain baselines}: the chain beside systems without one. */
@Command(
    name = "baselines",
    resourceBundle = "org.medchain.day.help",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BaselinesCommand implements Subcommand {
  private static final int VISITS = 320;

  @Spec private CommandSpec spec;

  public BaselinesCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** BASE-4 to BASE-6. */
  @Command(name = "attack", mixinStandardHelpOptions = true)
  int attack(
      @Mixin BaselineOptions options,
      @Option(
              names = "--attack",
              split = ",",
              paramLabel = "ATTACK",
              converter = AttackConverter.class)
          List<AttackKind> attacks)
      throws UserInputException, InterruptedException {
    List<AttackKind> chosen = attacks == null ? List.of(AttackKind.values()) : attacks;
    return options.run(AttackRun.RECORDS, starter -> new AttackRun(starter).all(options, chosen));
  }

  /** BASE-9. */
  @Command(name = "bench", mixinStandardHelpOptions = true)
  int bench(
      @Mixin BaselineOptions options,
      @Option(names = "--repeats", paramLabel = "N", defaultValue = "3") int repeats,
      @Option(names = "--seconds", paramLabel = "N", defaultValue = "5") int seconds,
      @Option(names = "--warm", paramLabel = "N", defaultValue = "10") int warm,
      @Option(names = "--clients", paramLabel = "N", defaultValue = "8") int clients)
      throws UserInputException, InterruptedException {
    options.requireBetween("--repeats", repeats, 1, 100);
    options.requireBetween("--seconds", seconds, 1, 3600);
    options.requireBetween("--warm", warm, 0, 3600);
    options.requireBetween("--clients", clients, 1, 64);
    return options.run(
        VISITS, starter -> new BenchRun(starter, clients, seconds, warm).all(options, repeats));
  }

  /** BASE-11. */
  @Command(name = "growth", mixinStandardHelpOptions = true)
  int growth(
      @Mixin BaselineOptions options,
      @Option(names = "--seconds", paramLabel = "N", defaultValue = "60") int seconds)
      throws UserInputException, InterruptedException {
    options.requireBetween("--seconds", seconds, 1, 3600);
    return options.run(VISITS, starter -> new GrowthRun(starter, seconds).all(options));
  }
}
