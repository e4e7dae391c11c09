package org.medchain.baseline.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.SystemKind;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvTable;
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
final class BaselineOptions {
  @Option(names = "--system", split = ",", paramLabel = "SYSTEM", converter = SystemConverter.class)
  private List<SystemKind> systems = List.of(SystemKind.values());

  @Option(names = "--dataset", paramLabel = "PATH")
  private Path dataset = home("datasets/synthea-sample");

  @Option(names = "--out", paramLabel = "FOLDER")
  Path out = home("results/runs/baselines");

  @Option(names = "--json")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  WorkProgress progress;

  /** Words of {@link SystemKind}. */
  static final class SystemConverter extends EnumWordConverter<SystemKind> {
    SystemConverter() {
      super(List.of(SystemKind.values()));
    }
  }

  /** Words of {@link AttackKind}. */
  static final class AttackConverter extends EnumWordConverter<AttackKind> {
    AttackConverter() {
      super(List.of(AttackKind.values()));
    }
  }

  /** What a command does with systems; returns the exit code. */
  @FunctionalInterface
  interface BaselineWork {
    int run(SystemStarter starter) throws UserInputException, IOException, InterruptedException;
  }

  private static Path home(String place) {
    return Path.of(System.getProperty("medchain.home", "")).resolve(place);
  }

  void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; allowed: " + least + " to " + most);
    }
  }

  /** Does it with the records of a number of visits, and returns the exit code. */
  int run(int visits, BaselineWork work) throws UserInputException, InterruptedException {
    new OutputPath(out).requireFolder();
    try (WorkProgress shown = new WorkProgress(spec.commandLine().getErr(), Terminal.onStderr());
        SystemStarter starter = new SystemStarter(DayRecords.of(dataset, visits))) {
      progress = shown;
      return work.run(starter);
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    } catch (IOException e) {
      throw new UserInputException(spec.qualifiedName() + ": " + e.getMessage());
    }
  }

  List<SystemKind> systems() {
    return systems.stream().distinct().toList();
  }

  /** Prints a table for programs where that is wanted, and else those for people. */
  void print(CellTable all, List<CellTable> shown) {
    progress.clear();
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    for (List<String> row : all.rows()) {
      ObjectNode one = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        String text = row.get(i);
        one.putPOJO(all.heads().get(i), CsvTable.isNumber(text) ? new BigDecimal(text) : text);
      }
    }
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else {
      shown.forEach(each -> rounded(each).lines().forEach(to::println));
      to.println("all of it: " + out);
    }
    to.flush();
  }

  private static CellTable rounded(CellTable table) {
    UnaryOperator<String> word =
        text ->
            CsvTable.isNumber(text) ? ReadableNumbers.significant(Double.parseDouble(text)) : text;
    return new CellTable(
        table.heads(),
        table.rows().stream().map(row -> row.stream().map(word).toList()).toList(),
        table.coordinates());
  }
}
