package org.medchain.microbenchmarks.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.medchain.checkout.Repository;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** CMP-13: each benchmark of games runs once, untimed, and computes what it says. */
class GameBenchmarkTest {
  @TestFactory
  Stream<DynamicTest> everyMethodRunsOnce() {
    GameBenchmark benchmark = new GameBenchmark();
    assertThat(methods()).hasSize(4);
    return methods().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getName(), () -> assertThat(each.invoke(benchmark)).isNotNull()));
  }

  private static List<Method> methods() {
    return Arrays.stream(GameBenchmark.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** A figure that nobody can read is of no use. */
  @Test
  void theReadmeSaysWhatEachMethodMeasures() throws IOException {
    String page = Files.readString(Repository.file("incentive-model/microbenchmarks/README.md"));
    assertThat(methods())
        .allSatisfy(method -> assertThat(page).contains("." + method.getName() + "`"));
  }

  @Test
  void theGamesAreSolvedInFull() {
    assertThat(new GameBenchmark().equilibria8().complete()).isTrue();
    assertThat(new GameBenchmark().stationary200().states()).isEqualTo(20_301);
  }

  /** {@code medchain bench} has this module's class path: all benchmarks are on it. */
  @Test
  void theListHoldsTheBenchmarksOfAllModules() {
    var out = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
    Set<String> classes =
        BenchmarkList.defaultList().getAll(out, List.of()).stream()
            .map(BenchmarkListEntry::getUserClassQName)
            .collect(Collectors.toSet());
    assertThat(classes)
        .contains(GameBenchmark.class.getName(), "org.medchain.microbenchmarks.SignatureBenchmark");
  }
}
