package org.medchain.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialRunner;

/**
 * ENG-1, ENG-4: a run on a master and two workers has the bytes of a run on threads, though a
 * worker is killed in a trial, or the run itself is interrupted and continued by another engine.
 */
@Tag("process")
class SparkClusterTest {
  /** Trials of some tenths of a second. */
  private static final String SWEEP =
      """
      name: sweep
      protocols: [pbft, pow]
      nodes: [4, 7]
      fault_rates: [0, 0.3]
      repeats: 2
      workload: {rate_tps: 100, duration_s: 12, drain_s: 600}
      """;

  private static final int TRIALS = 16;

  @TempDir static Path folder;
  private static SparkProcesses spark;
  private static Path config;
  private static Map<String, String> whole;

  @BeforeAll
  static void runOnThreads() throws Exception {
    config = WorkFixture.write(folder, SWEEP);
    spark = SparkProcesses.start(folder);
    Path out = folder.resolve("threads");
    assertEnds(threadsRun(out), out);
    whole = files(out);
    assertThat(whole).hasSize(TRIALS + 1);
  }

  @AfterAll
  static void endAll() throws IOException {
    spark.close();
  }

  private static Process sparkRun(Path out, String... options) throws IOException {
    List<String> words = List.of("--engine", "spark", "--master", spark.master());
    return spark.run(config, out, List.of(options), words);
  }

  private static Process threadsRun(Path out) throws IOException {
    return spark.run(config, out, List.of(), List.of("--threads", "2"));
  }

  private static void assertEnds(Process run, Path out) throws Exception {
    assertThat(SparkProcesses.awaitEnd(run)).as(said(out)).isZero();
  }

  private static String said(Path out) throws IOException {
    return Files.readString(out.resolve("err.txt"));
  }

  @Test
  void aWorkerThatIsKilledChangesNoByte() throws Exception {
    Process kept = spark.worker();
    Process lost = spark.worker();
    Path out = folder.resolve("killed");
    Process run = sparkRun(out);
    await(run, out, () -> SparkProcesses.hasExecutor(kept) && SparkProcesses.hasExecutor(lost));
    await(run, out, () -> rows(out) > 0);
    SparkProcesses.kill(lost);
    assertThat(rows(out)).isLessThan(TRIALS - 4); // each worker has had a trial in flight
    assertEnds(run, out);
    SparkProcesses.kill(kept);

    assertThat(files(out)).isEqualTo(whole);
    assertThat(said(out).lines()).allMatch(line -> line.matches("\\d+ of \\d+ trials after .*"));
    assertThat(Files.readString(out.resolve("out.txt"))).startsWith("Answer:");
  }

  @Test
  void anInterruptedRunContinuesOnThreads() throws Exception {
    Process worker = spark.worker();
    Path out = folder.resolve("interrupted");
    Process run = sparkRun(out);
    await(run, out, () -> rows(out) > 0);
    run.destroy();
    assertThat(SparkProcesses.awaitEnd(run)).isNotZero();
    SparkProcesses.kill(worker);
    long kept = rows(out);
    // One core runs one after another, of each repeat the longest first.
    assertThat(table(out).stream().filter(row -> row.matches("\\d+,pow,7,.*")))
        .hasSizeGreaterThanOrEqualTo((int) Math.min(kept, 2));
    assertThat(said(out)).contains("Interrupted. " + kept + " of " + TRIALS + " trials are kept");
    assertThat(said(out).lines())
        .allMatch(line -> line.startsWith("Interrupted.") || line.contains(" trials after "));

    assertEnds(threadsRun(out), out);
    assertThat(said(out)).startsWith(kept + " of " + TRIALS + " trials have a result already");
    assertThat(files(out)).isEqualTo(whole);
  }

  /** CMP-59: rows decide how many repeats there are, so both engines want the same ones. */
  @Test
  void repeatsUntilNarrowAreTheSameOnes() throws Exception {
    String repeats = "repeats: {min: 3, max: 12, until: {latency_p50_ms: 4 %}}";
    Path narrow =
        WorkFixture.write(
            Files.createDirectories(folder.resolve("narrow")),
            SWEEP.replace("repeats: 2", repeats).replace("rate_tps: 100", "rate_tps: 5"));
    Map<String, String> ofThreads = null;
    for (List<String> words :
        List.of(List.of("--threads", "2"), List.of("--engine", "spark", "--master", "local[2]"))) {
      Path out = folder.resolve("narrow" + words.size());
      assertEnds(spark.run(narrow, out, List.of(), words), out);
      Map<String, String> files = files(out);
      assertThat(files).hasSizeBetween(3 * 8 + 2, 12 * 8);
      assertThat(ofThreads == null || ofThreads.equals(files)).isTrue();
      ofThreads = files;
    }
  }

  /** ENG-5: as a trial whose memory no executor has would, again and again. */
  @Test
  void aTrialThatEndsItsExecutorsEndsTheRun() throws Exception {
    Process worker = spark.worker();
    Path out = folder.resolve("lost");
    Process run = sparkRun(out, "-Dspark.task.maxFailures=1");
    await(run, out, () -> rows(out) > 0);
    SparkProcesses.killExecutors(worker);
    assertThat(SparkProcesses.awaitEnd(run)).isEqualTo(2);
    SparkProcesses.kill(worker);
    assertThat(said(out).lines().filter(line -> !line.contains(" trials after ")))
        .singleElement()
        .asString()
        .startsWith("--master " + spark.master() + ": ")
        .contains("failed 1 times")
        .endsWith("; results are kept, and the same command continues");
    assertThat(rows(out)).isPositive();
  }

  /** ENG-3. */
  @Test
  void aWorkerWithOtherCodeEndsTheRun() throws Exception {
    Process worker = spark.workerWithOther(TrialRunner.class.getName());
    Path out = folder.resolve("refused");
    assertThat(SparkProcesses.awaitEnd(sparkRun(out))).isEqualTo(2);
    SparkProcesses.kill(worker);
    assertThat(said(out).lines().filter(line -> !line.contains(" trials after ")))
        .singleElement()
        .asString()
        .contains(": worker 127.0.0.1 refuses it: its code of org.medchain.comparison is not the");
    assertThat(rows(out)).isZero();
  }

  /** ENG-5. */
  @Test
  void aRunWithoutWorkersEnds() throws Exception {
    Path out = folder.resolve("idle");
    Process run = sparkRun(out, "-Dspark.scheduler.maxRegisteredResourcesWaitingTime=3s");
    assertThat(SparkProcesses.awaitEnd(run)).isEqualTo(2);
    assertThat(said(out)).contains("no worker has had the memory and a core for 3 s");
  }

  private static void await(Process run, Path out, BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      assertThat(run.isAlive()).as(said(out)).isTrue();
      Thread.sleep(20);
    }
  }

  private static long rows(Path out) {
    return table(out).size();
  }

  private static List<String> table(Path out) {
    try (Stream<Path> all = Files.walk(out)) {
      List<Path> tables =
          all.filter(each -> each.getFileName().toString().equals("trials.csv")).toList();
      return tables.isEmpty()
          ? List.of()
          : Files.readAllLines(tables.getFirst()).stream().skip(1).toList();
    } catch (IOException e) {
      return List.of(); // a file went away meanwhile
    }
  }

  /** What the trials gave: the table and the histograms. */
  private static Map<String, String> files(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(out.resolve("runs"))) {
      paths.filter(each -> each.toString().matches(".*(trials\\.csv|\\.hlog)")).forEach(all::add);
    }
    for (Path each : all) {
      files.put(
          out.resolve("runs").relativize(each).toString(),
          Files.readString(each, StandardCharsets.ISO_8859_1));
    }
    return files;
  }
}
