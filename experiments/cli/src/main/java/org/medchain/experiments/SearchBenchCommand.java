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
@Command(
    name = "search",
    description = {
      "Enters 100,000 synthetic records of one owner in its encrypted index, takes a fifth out, "
          + "and searches for keywords that 1, 100 and 10,000 records have: processor time of the "
          + "node that matches in its state and of the client, bytes of trapdoor and answer, with "
          + "padding and without; rounds in turns, mean with its 95 %% interval. About four "
          + "minutes.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 fine; 1 an answer is not a plain index's; 2 wrong usage."})
final class SearchBenchCommand implements Callable<Integer> {
  private final CommandContext host;

  @Option(
      names = "--quick",
      description = "2,000 records, keywords of 1, 20 and 200, fewer rounds: some seconds.")
  private boolean quick;

  @Option(names = "--out", paramLabel = "DIR", description = "Writes bench.csv there.")
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
