package org.medchain.experiments;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medchain.experiments.bench.SearchBenchmark;
import org.medchain.experiments.bench.SearchBenchmark.SearchTable;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain bench search}: what a search over an encrypted index costs (VER-10). */
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false)
final class SearchBenchCommand implements Callable<Integer> {
  private final CommandContext host;

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  SearchBenchCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    if (out != null) {
      new OutputPath(out).requireFolder();
    }
    SearchBenchmark benchmark = quick ? SearchBenchmark.quick() : SearchBenchmark.full();
    SearchTable table = benchmark.run(host.err()::println);
    table.lines().forEach(host.out()::println);
    if (out != null) {
      new OutputPath(out).write(out.resolve("bench.csv"), table.lines());
    }
    if (!table.complete()) {
      host.err().println("a search found other records than a plain index");
    }
    return table.complete() ? Medchain.OK : Medchain.FAILED;
  }
}
