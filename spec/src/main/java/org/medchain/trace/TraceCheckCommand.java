package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code medchain trace check} (TRACE-4). */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether the model of their protocol allows what replicas did, or which line not",
      "(spec/trace-format.md, spec/tla)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the model could have done what each trace says",
      "1:a line is not allowed; FILE:LINE and the rule that it breaks are printed",
      "2:a file is not a trace, the command is wrong, or TLC failed"
    })
final class TraceCheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Traces.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path models = Path.of(System.getProperty("medchain.home", "."), "spec", "tla");
    try {
      return check(models) ? 0 : 1;
    } catch (InvalidTrace | IllegalStateException e) {
      System.err.println("medchain: " + e.getMessage());
      return 2;
    }
  }

  /** Reads all files before any is checked. */
  private boolean check(Path models) throws InvalidTrace, IOException, InterruptedException {
    Map<String, List<Path>> byModel = new TreeMap<>();
    Map<Path, Trace> traces = new TreeMap<>();
    for (Path file : files) {
      Trace trace = TraceReader.read(file);
      String model = trace.head().model();
      Path module = models.resolve(model + ".tla");
      if (!Files.exists(module)) {
        throw new InvalidTrace(
            "%s:1: 'protocol' is %s, allowed is one with a model; there is no %s"
                .formatted(file, trace.head().protocol(), module));
      }
      traces.put(file, trace);
      byModel.computeIfAbsent(model, key -> new ArrayList<>()).add(file);
    }
    boolean all = true;
    for (Map.Entry<String, List<Path>> entry : byModel.entrySet()) {
      List<Path> checked = entry.getValue();
      List<TraceVerdict> verdicts =
          new TraceChecker(models).check(entry.getKey(), checked).verdicts();
      for (int i = 0; i < checked.size(); i++) {
        all &= printVerdict(checked.get(i), traces.get(checked.get(i)), verdicts.get(i));
      }
    }
    return all;
  }

  private static boolean printVerdict(Path file, Trace trace, TraceVerdict verdict) {
    switch (verdict) {
      case TraceVerdict.Accepted accepted -> {
        System.out.printf(Locale.ROOT, "%s: %d lines accepted%n", file, trace.lines().size());
        return true;
      }
      case TraceVerdict.Rejected rejected -> {
        TraceStep line = trace.lines().get(rejected.line() - 1);
        String rule = rejected.rule().isEmpty() ? "no such action" : rejected.rule();
        // In the file, the first line is the head.
        System.out.printf(
            Locale.ROOT,
            "%s:%d: %s is not allowed: %s%n",
            file,
            rejected.line() + 1,
            line.action(),
            rule);
        return false;
      }
    }
  }
}
