package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.baseline.SystemKind;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.OutputPath;
import org.medchain.experiments.running.WorkProgress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands of {@code medchain baselines} have in common. */
abstract class BaselineCommand implements Callable<Integer> {
  @Option(names = "--system", split = ",", paramLabel = "SYSTEM")
  private List<String> systems = List.of();

  @Option(names = "--dataset", paramLabel = "PATH")
  private Path dataset;

  @Option(names = "--out", paramLabel = "FOLDER")
  private Path out;

  @Option(names = "--json")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws UserInputException, InterruptedException {
    Path folder = out == null ? home("results/runs/baselines") : out;
    List<SystemKind> chosen =
        new NamedValues<>(List.of(SystemKind.values()), SystemKind::key)
            .chosen("--system", systems);
    requireOptions();
    new OutputPath(folder).requireFolder();
    try (WorkProgress progress =
            new WorkProgress(spec.commandLine().getErr(), Terminal.onStderr());
        SystemStarter starter = new SystemStarter()) {
      return run(chosen, starter, folder, progress);
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    } catch (IOException e) {
      throw new UserInputException(spec.qualifiedName() + ": " + e.getMessage());
    }
  }

  /** Refuses what cannot be, before anything is started. */
  abstract void requireOptions() throws UserInputException;

  /** Does it, and returns the exit code. */
  abstract int run(
      List<SystemKind> chosen, SystemStarter starter, Path folder, WorkProgress progress)
      throws UserInputException, IOException, InterruptedException;

  final DayRecords records(int visits) {
    return DayRecords.of(dataset == null ? home("datasets/synthea-sample") : dataset, visits);
  }

  private static Path home(String place) {
    return Path.of(System.getProperty("medchain.home", "")).resolve(place);
  }

  final void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; allowed: " + least + " to " + most);
    }
  }

  /** Prints a table for programs where that is wanted, and else lines for people. */
  final <T> void print(List<CsvColumn<T>> columns, List<T> rows, List<String> lines) {
    if (!json) {
      lines.forEach(this::print);
      return;
    }
    ArrayNode all = JsonMapper.shared().createArrayNode();
    for (T row : rows) {
      ObjectNode one = all.addObject();
      columns.forEach(each -> one.putPOJO(each.head(), each.value().apply(row)));
    }
    print(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
