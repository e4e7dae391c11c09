package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/**
 * EXP-32: a run that is killed and continued by the same command equals one that nobody killed. The
 * processes are real; a round's number draws when they are killed and on how many threads they
 * work.
 */
@Tag("process")
class KilledRunTest {
  private static final int THREADS_MAX = 3;

  /** The table is replaced at most once a second: this is nearly its whole cycle. */
  private static final int DELAY_MAX_MS = 900;

  /** A kill after the last row does not count; where each is too late, the config is too small. */
  private static final int ATTEMPTS = 20;

  private static final long PAUSE_NS = 100_000;

  // Trials of milliseconds take for seconds, so that kills fall between rows on fast machines too.
  private static final List<String> INTERPRETED = List.of("-Xint");
  private static final List<String> OURS_INTERPRETED =
      List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,org.medchain.*::*");

  /** They name times of day and the folder. */
  private static final Set<String> TIMED = Set.of("manifest.json", "report/index.html");

  /** What runs. */
  enum KilledConfig {
    /** 40 trials, cheap ones. */
    SMALL(
        2,
        INTERPRETED,
        """
        name: killed-small
        protocols: [pbft]
        nodes: [4]
        repeats: 40
        workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
        """),
    /** 20 trials or more in two cells, whose results decide how many there are (CMP-59). */
    NARROW(
        2,
        INTERPRETED,
        """
        name: killed-narrow
        protocols: [pbft]
        nodes: [4, 5]
        repeats: {min: 6, max: 40, until: {latency_p50_ms: 3 %}}
        workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
        """),
    /** 48 trials in several cells. */
    SWEEP(
        30,
        INTERPRETED,
        """
        name: killed-sweep
        protocols: [pbft, pow]
        nodes: [4]
        fault_rates: [0, 0.3]
        repeats: 12
        workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
        """),
    /** 12 trials of two steps. */
    SEARCH(
        6,
        OURS_INTERPRETED,
        """
        name: killed-search
        protocols: [pbft]
        nodes: [4]
        repeats: 12
        workload:
          kind: saturation
          rate_tps: 128
          saturation: {steps: 1, window_s: 1, shares: [0.5]}
        """);

    private final int awaitedMax;
    private final List<String> slowdown;
    private final String yaml;

    /**
     * Of a config.
     *
     * @param awaitedMax rows that are waited for before a kill, at most
     * @param slowdown the JVM's options where it is to be killed
     */
    KilledConfig(int awaitedMax, List<String> slowdown, String yaml) {
      this.awaitedMax = awaitedMax;
      this.slowdown = slowdown;
      this.yaml = yaml;
    }
  }

  @TempDir static Path folder;
  private static final Map<KilledConfig, RunFolder> WHOLE = new EnumMap<>(KilledConfig.class);

  @ParameterizedTest
  @EnumSource(names = {"SMALL", "NARROW"})
  void killedRunEndsAsIfItHadNotBeen(KilledConfig what) throws Exception {
    play("quick", what == KilledConfig.SMALL ? 1 : 2, what, 1);
  }

  @ParameterizedTest
  @MethodSource("rounds")
  @Tag("exhaustive")
  void soDoTwenty(int round) throws Exception {
    KilledConfig what = round % 2 == 0 ? KilledConfig.SWEEP : KilledConfig.SEARCH;
    play("long", round, what, round % 3 == 0 ? 2 : 1);
  }

  static IntStream rounds() {
    return IntStream.rangeClosed(1, 20);
  }

  private static void play(String form, int round, KilledConfig what, int kills) throws Exception {
    RunFolder whole = whole(what);
    int trials = WholeTrials.read(whole.trials()).size();
    Random random = new Random(round);
    Path work = folder.resolve(form + round);
    int kept = killed(random, what, work, trials, kills);
    try (RunProcess again = start(what, work.resolve("attempt"), List.of(), threads(random))) {
      assertThat(again.awaitEnd()).as(again.err()).isZero();
      assertThat(again.err()).startsWith(kept + " of ").contains(" trials have a result already");
      assertSame(whole, again.run());
    }
  }

  /** The run that nobody kills, once for all rounds. */
  private static RunFolder whole(KilledConfig what) throws Exception {
    if (!WHOLE.containsKey(what)) {
      try (RunProcess command = start(what, folder.resolve("whole-" + what), List.of(), 2)) {
        assertThat(command.awaitEnd()).as(command.err()).isZero();
        WHOLE.put(what, command.run());
      }
    }
    return WHOLE.get(what);
  }

  private static RunProcess start(KilledConfig what, Path in, List<String> options, int threads)
      throws IOException {
    Path config = folder.resolve(what + ".yaml");
    Files.writeString(config, what.yaml);
    return RunProcess.start(config, in, options, List.of("--threads", String.valueOf(threads)));
  }

  private static int threads(Random random) {
    return 1 + random.nextInt(THREADS_MAX);
  }

  /** Kills it so often that rows exist and others do not, each time; the rows at last. */
  private static int killed(Random random, KilledConfig what, Path work, int trials, int kills)
      throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Path in = work.resolve("attempt");
      int rows = 0;
      for (int kill = 0; kill < kills && rows < trials; kill++) {
        rows = kill(random, what, in, rows, trials);
      }
      if (rows < trials) {
        return rows;
      }
      Files.move(in, work.resolve("late-" + attempt));
    }
    throw new AssertionError("all " + ATTEMPTS + " kills came after the last row");
  }

  /** Waits for a drawn number of rows, then for a drawn time, and in half of all cases a write. */
  private static int kill(Random random, KilledConfig what, Path in, int before, int trials)
      throws Exception {
    int awaited = Math.min(before + 1 + random.nextInt(what.awaitedMax), trials - 1);
    int delayMs = random.nextInt(DELAY_MAX_MS);
    boolean inWrite = random.nextBoolean();
    try (RunProcess command = start(what, in, what.slowdown, threads(random))) {
      RunFolder run = command.awaitRows(awaited);
      Thread.sleep(delayMs);
      if (inWrite) {
        awaitWrite(command, run);
      }
      command.kill();
      return WholeTrials.read(run.trials()).size();
    }
  }

  /** Waits for a moment when the table is half written: a short one. */
  private static void awaitWrite(RunProcess command, RunFolder run) {
    Path unfinished = run.path().resolve("trials.csv.part");
    while (command.isAlive() && Files.notExists(unfinished)) {
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private static void assertSame(RunFolder whole, RunFolder run) throws Exception {
    Map<String, String> expected = files(whole);
    Map<String, String> actual = files(run);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.keySet().removeAll(TIMED);
    for (Map.Entry<String, String> each : expected.entrySet()) {
      assertThat(actual.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
    }
    int trials = WholeTrials.read(run.trials()).size();
    RunManifest manifest = RunManifest.read(run.manifest());
    assertThat(manifest.json().path("trials_finished").asInt()).isEqualTo(trials);
    assertThat(Files.readString(run.page())).contains(trials + " trials: ");
  }

  /** The bytes of all files by their names. */
  private static Map<String, String> files(RunFolder run) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run.path())) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String name = run.path().relativize(file).toString();
        files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static final int MANY = 4000;

  // What it says has the same digits everywhere.
  private static final List<String> ARABIC = List.of("-Duser.language=ar", "-Duser.country=EG");

  /** EXP-14: a command that is told to stop keeps what it has. */
  @Test
  void interruptedRunKeepsItsTrials() throws Exception {
    Path config = folder.resolve("c.yaml");
    Files.writeString(
        config,
        String.format(
            Locale.ROOT,
            """
            name: long
            protocols: [pbft]
            nodes: [4]
            repeats: %d
            workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
            """,
            MANY));
    try (RunProcess command =
        RunProcess.start(config, folder.resolve("interrupted"), ARABIC, List.of())) {
      RunFolder run = command.awaitRows(1);
      command.terminate();
      assertThat(command.awaitEnd()).isNotZero();
      List<TrialRow> rows = WholeTrials.read(run.trials());
      assertThat(rows).isNotEmpty().hasSizeLessThan(MANY);
      assertThat(rows).allMatch(row -> Files.exists(run.histogram(row.trial())));
      assertThat(command.err())
          .contains("Interrupted. " + rows.size() + " of " + MANY + " trials are kept; the same")
          .doesNotContain("\tat ");
      assertThat(command.out()).isEmpty();
    }
  }
}
