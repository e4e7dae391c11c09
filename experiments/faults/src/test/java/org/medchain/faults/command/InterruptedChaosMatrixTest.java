package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.medchain.faults.command.ChaosProcess.END_S;
import static org.medchain.faults.command.ChaosProcess.START_S;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ProcessSignals;

/**
 * FAULT-17, CLUSTER-13: {@code faults} in the simulation and on processes, one run and a night of
 * them, ended in each way at its moments. {@code -Dinterrupted=NIGHT} plays one of them; each case
 * is a line in {@code target/interruptions.txt}.
 */
@Tag("exhaustive")
class InterruptedChaosMatrixTest {
  private static final String BANK = Repository.file("experiments/faults/bank.yaml").toString();

  @TempDir Path folder;

  /**
   * What is ended, and when, in milliseconds: from its own start; on processes, all but the first
   * from that of the first of them.
   */
  enum Chaos {
    CLUSTER(List.of("run", BANK, "--host", "cluster"), 500, 0, 2500, 7000),
    SIMULATION(List.of("run", BANK, "--time-limit", "30m"), 500, 2500),
    NIGHT(List.of("night", "--seed", "1"), 500, 4000),
    CLUSTER_NIGHT(List.of("night", "--seed", "1", "--host", "cluster"), 500, 6000);

    private final List<String> words;
    private final long[] momentsMs;

    Chaos(List<String> words, long... momentsMs) {
      this.words = words;
      this.momentsMs = momentsMs;
    }

    boolean isOnProcesses() {
      return words.contains("cluster");
    }

    boolean isNight() {
      return words.contains("night");
    }
  }

  /** How it is ended. */
  enum Ending {
    INT,
    INT_GROUP,
    TERM,
    TERM_GROUP,
    HUP,
    KILL;

    String signal() {
      return name().replace("_GROUP", "");
    }
  }

  static Stream<Arguments> endings() {
    String only = System.getProperty("interrupted", "");
    return Stream.of(Chaos.values())
        .filter(each -> only.isEmpty() || each.name().equals(only))
        .flatMap(
            what ->
                Stream.of(Ending.values())
                    .flatMap(
                        how ->
                            LongStream.of(what.momentsMs)
                                .mapToObj(at -> Arguments.of(what, how, at))));
  }

  @ParameterizedTest(name = "{0} {1} {2} ms", allowZeroInvocations = true)
  @MethodSource("endings")
  void nothingIsLeft(Chaos what, Ending how, long atMs) throws Exception {
    assumeFalse(
        how != Ending.KILL && ProcessSignals.isIgnored(ProcessHandle.current(), how.signal()),
        "the process that started this lets no process hear " + how.signal());
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "CHAOS %s %s %d ms: ", what, how, atMs));
    boolean held = false;
    try (ChaosProcess chaos = ChaosProcess.start(folder, what.words.toArray(String[]::new))) {
      try {
        if (what.isOnProcesses() && atMs != what.momentsMs[0]) {
          chaos.await(START_S, "a node starts", () -> !chaos.children().isEmpty());
        }
        TimeUnit.MILLISECONDS.sleep(atMs);
        assertThat(chaos.process().isAlive()).as(chaos.said()).isTrue();
        line.append(chaos.children().size()).append(" beside it");
        long sentNs = System.nanoTime();
        send(chaos, how);
        chaos.await(END_S, "it ends", () -> !chaos.process().isAlive());
        line.append(after(sentNs, "ended"));
        chaos.await(END_S, "all nodes end", () -> chaos.children().isEmpty());
        line.append(after(sentNs, "no process"));
        chaos.await(END_S, "all folders go", () -> temporary(what).isEmpty());
        line.append(after(sentNs, "no folder"));
        held = true;
      } finally {
        if (!held) {
          line.append("; LEFT: ").append(chaos.brief()).append(" and ").append(temporary(what));
        }
        write((held ? "ok  " : "RED ") + line + "\n");
      }
    }
  }

  private static void send(ChaosProcess chaos, Ending how)
      throws IOException, InterruptedException {
    ProcessHandle process = chaos.process().toHandle();
    if (!process.isAlive()) {
      return;
    }
    if (how.name().endsWith("_GROUP")) {
      ProcessSignals.sendToGroup(process, how.signal());
    } else {
      ProcessSignals.send(process, how.signal());
    }
  }

  private static String after(long sentNs, String fact) {
    double afterS = (System.nanoTime() - sentNs) / 1e9;
    return String.format(Locale.ROOT, "; %s after %.1f s", fact, afterS);
  }

  private static void write(String line) throws IOException {
    System.out.print(line);
    Path lines = Files.createDirectories(Path.of("target")).resolve("interruptions.txt");
    Files.writeString(lines, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Folders that are to go: stores of one run; of a night, all of the present run. */
  private List<Path> temporary(Chaos what) throws IOException {
    List<Path> left = new ArrayList<>();
    Path out = folder.resolve("out");
    if (what.isNight()) {
      left.addAll(folders(out));
    } else {
      for (Path run : folders(out)) {
        left.addAll(folders(run));
      }
    }
    folders(folder.resolve("tmp")).stream()
        .filter(each -> !each.getFileName().toString().startsWith("amazonCorretto"))
        .forEach(left::add);
    return left;
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).toList();
    }
  }
}
