package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds traces against the model of their protocol (TRACE-3): all of one protocol in one run of
 * TLC, in a separate JVM.
 *
 * @param models the folder with the models, spec/tla
 */
public record TraceChecker(Path models) {
  /**
   * The result of one run of TLC.
   *
   * @param verdicts of the traces, in their order
   * @param cpuS CPU seconds of the whole run
   */
  public record CheckOutcome(List<TraceVerdict> verdicts, double cpuS) {
    public CheckOutcome {
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * Checks traces of one protocol.
   *
   * @param model the module, as PbftTrace
   * @throws IllegalStateException if TLC could not evaluate the model, with what it said
   */
  public CheckOutcome check(String model, List<Path> traces)
      throws IOException, InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (TlcProcess process =
        TlcProcess.start(temporary, folder -> command(model, traces, folder))) {
      int exit = process.waitFor();
      return outcome(model, traces.size(), exit, process.output());
    }
  }

  private static CheckOutcome outcome(String model, int traces, int exit, List<String> output) {
    Map<Integer, TraceVerdict> verdicts = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    double cpuS = 0;
    for (String line : output) {
      if (line.startsWith(TlcMain.VERDICT)) {
        String[] words = line.split(" ", 4);
        verdicts.put(Integer.valueOf(words[1]), verdict(words));
      } else if (line.startsWith(TlcMain.CPU_NS)) {
        cpuS = Long.parseLong(line.substring(TlcMain.CPU_NS.length())) / 1e9;
      } else {
        said.add(line);
      }
    }
    if (exit != 0 || verdicts.size() != traces) {
      throw new IllegalStateException(
          "TLC could not hold the traces against %s:\n%s"
              .formatted(model, String.join("\n", brief(said))));
    }
    return new CheckOutcome(List.copyOf(verdicts.values()), cpuS);
  }

  /** Without the states that led to an error, which are long. */
  private static List<String> brief(List<String> said) {
    int states = said.indexOf("Error: The behavior up to this point is:");
    return said.subList(0, states < 0 ? said.size() : states);
  }

  private static TraceVerdict verdict(String[] words) {
    return words[2].equals("A")
        ? new TraceVerdict.Accepted()
        : new TraceVerdict.Rejected(Integer.parseInt(words[2]), words.length > 3 ? words[3] : "");
  }

  private List<String> command(String model, List<Path> traces, Path folder) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // One worker and short runs: more threads only cost CPU time.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xss8m",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                TlcMain.class.getName()));
    traces.forEach(trace -> command.add(trace.toAbsolutePath().toString()));
    command.addAll(
        List.of(
            "--",
            "-workers",
            "1",
            // A line that is not allowed is a deadlock. It must not end the run for other traces.
            "-deadlock",
            "-metadir",
            folder.resolve("states").toString(),
            "-config",
            models.resolve("traces").resolve(model + ".cfg").toAbsolutePath().toString(),
            models.resolve(model + ".tla").toAbsolutePath().toString()));
    return command;
  }
}
