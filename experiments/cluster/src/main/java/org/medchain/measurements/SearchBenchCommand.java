package org.medchain.measurements;

import java.nio.file.Path;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain bench search}: what a search over an encrypted index costs (VER-10). */
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false)
public final class SearchBenchCommand extends BenchmarkCommand {
  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  public SearchBenchCommand() {}

  @Override
  public Integer call() throws UserInputException {
    if (out != null) {
      new OutputPath(out).requireFolder();
    }
    SearchBenchmark benchmark = quick ? SearchBenchmark.quick() : SearchBenchmark.full();
    SearchBenchmark.SearchTable table = benchmark.run(this::progress);
    table.lines().forEach(this::say);
    if (out != null) {
      new OutputPath(out).write(out.resolve("bench.csv"), table.lines());
    }
    if (!table.complete()) {
      progress("a search found other records than a plain index");
    }
    return table.complete() ? 0 : 1;
  }
}
