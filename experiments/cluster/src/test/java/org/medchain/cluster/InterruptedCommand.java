package org.medchain.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.experiments.Medchain;

/**
 * A command with what it says on the machine, and the moments when it is ended, in milliseconds:
 * the first from its own start, the others from the first process beside it. F is a folder of its
 * own, C that of a cluster.
 */
enum InterruptedCommand {
  UP("cluster up --folder=F/c", 400, 0, 1500, 4000),
  DOWN("cluster down --folder=C", 300, 700, 1200, 2500),
  START("cluster start n3 --folder=C", 300, 0, 700, 2500),
  SOAK("cluster soak --minutes=1 --rate=20 --out=F/out", 500, 0, 3000, 9000),
  BENCH_NODE("bench node --rounds=1 --seconds=1 --warm=2 --out=F/n.csv", 500, 0, 3000, 8000),
  BENCH("MerkleRootBenchmark -f 1 -wi 1 -w 90 -i 1 -r 90", 300, 0, 500, 3000),
  RUN("run F/quick.yaml --out=F/runs", 500, 0, 2500, 7000),
  COMPARE("compare F/quick.yaml --calibration=F/costs.yaml --out=F/compared", 800, 0, 2500, 7000),
  CALIBRATE("calibrate --quick --out=F/cal/machine.yaml", 600, 0, 3000, 8000);

  private final String words;
  private final long[] momentsMs;

  InterruptedCommand(String words, long... momentsMs) {
    this.words = words;
    this.momentsMs = momentsMs;
  }

  /** The main class. */
  String program() {
    return this == BENCH
        ? "org.medchain.microbenchmarks.MicrobenchmarkCommand"
        : Medchain.class.getName();
  }

  /** What it is told. */
  List<String> words(Path folder, Path cluster) {
    String line = words.replace("F/", folder + "/").replace("=C", "=" + cluster);
    List<String> all = new ArrayList<>(List.of(line.split(" ", -1)));
    if (this == UP) {
      ShortLivedJvms.OPTIONS.forEach(each -> all.add("--jvm=" + each));
    }
    return all;
  }

  /** Each way to end it at each of its moments; {@code -Dinterrupted=SOAK} leaves one command. */
  static Stream<Arguments> cases(InterruptedCommand... commands) {
    String only = System.getProperty("interrupted", "");
    return Stream.of(commands)
        .filter(each -> only.isEmpty() || each.name().equals(only))
        .flatMap(command -> Stream.of(CommandEnding.values()).flatMap(command::cases));
  }

  private Stream<Arguments> cases(CommandEnding how) {
    return IntStream.range(0, momentsMs.length)
        .filter(how::isTriedAt)
        .mapToObj(
            moment ->
                Arguments.of(
                    this,
                    how,
                    new InterruptedMoment(moment > 0 && this != DOWN, momentsMs[moment])));
  }
}
