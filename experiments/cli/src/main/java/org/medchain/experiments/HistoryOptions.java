package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Optional;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.format.HistoryReader;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.model.ModelOptions;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;
import picocli.CommandLine.Option;

/** What may be said of a history that is to be judged (HIST-13). */
final class HistoryOptions {
  @Option(names = "--model", paramLabel = "MODEL", required = true)
  private String model;

  @Option(names = "--initial", paramLabel = "V")
  private Optional<String> initial = Optional.empty();

  @Option(names = "--nil", paramLabel = "MEANING")
  private String nil = "value";

  @Option(names = "--consistency", paramLabel = "NAME")
  private String consistency = "strict-serializable";

  @Option(names = "--negative-balances")
  private boolean negativeBalances;

  @Option(names = "--budget", paramLabel = "N")
  private long budget = LinearChecker.DEFAULT_BUDGET;

  @Option(names = "--draw", paramLabel = "FILE")
  private Optional<Path> drawing = Optional.empty();

  @Option(names = "--counterexample", paramLabel = "FILE")
  private Optional<Path> counterexample = Optional.empty();

  WorkloadModel model() throws UserInputException {
    return WorkloadModel.named(model)
        .orElseThrow(
            () ->
                wrong(
                    "--model",
                    model,
                    String.join(
                        ", ", WorkloadModel.all().stream().map(WorkloadModel::name).toList())));
  }

  ModelOptions options() throws UserInputException {
    if (budget < 1) {
      throw wrong("--budget", Long.toString(budget), "integers from 1");
    }
    boolean unknown = isOther("--nil", nil, "value", "unknown");
    boolean strict = !isOther("--consistency", consistency, "strict-serializable", "serializable");
    return new ModelOptions(initial(), unknown, negativeBalances, strict, budget);
  }

  private Optional<HistoryValue> initial() throws UserInputException {
    if (initial.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HistoryReader.value(initial.get()));
    } catch (HistoryFormatException e) {
      throw new UserInputException("--initial: " + QuotedText.sentence(e.getMessage()));
    }
  }

  Optional<Path> drawing() {
    return drawing;
  }

  Optional<Path> counterexample() {
    return counterexample;
  }

  /** Whether an option has the second of the two words that it may have. */
  private static boolean isOther(String option, String word, String usual, String other)
      throws UserInputException {
    if (!word.equals(usual) && !word.equals(other)) {
      throw wrong(option, word, usual + ", " + other);
    }
    return word.equals(other);
  }

  private static UserInputException wrong(String option, String word, String allowed) {
    return new UserInputException(
        option + " is " + QuotedText.sentence(word) + "; allowed: " + allowed);
  }
}
