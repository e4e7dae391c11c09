package org.medchain.microbenchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.medchain.checkout.Repository;
import org.medchain.consensus.QuorumSizes;
import org.openjdk.jmh.annotations.Benchmark;

/** CMP-13: each benchmark method runs once, untimed, and computes what it says. */
class BenchmarksRunTest {
  private static final List<Object> BENCHMARKS =
      List.of(
          new HeaderSearchBenchmark(),
          merkle(),
          new EncodingBenchmark(),
          votes(4),
          votes(100),
          new SignatureBenchmark(),
          new GameBenchmark());

  private static MerkleRootBenchmark merkle() {
    MerkleRootBenchmark merkle = new MerkleRootBenchmark();
    merkle.count = 1000;
    merkle.makeLeaves();
    return merkle;
  }

  private static VoteCountingBenchmark votes(int nodes) {
    VoteCountingBenchmark votes = new VoteCountingBenchmark();
    votes.nodes = nodes;
    votes.makeVoters();
    return votes;
  }

  @TestFactory
  Stream<DynamicTest> everyMethodRunsOnce() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Object benchmark : BENCHMARKS) {
      for (Method method : methodsOf(benchmark)) {
        String name = benchmark.getClass().getSimpleName() + "." + method.getName();
        tests.add(
            DynamicTest.dynamicTest(name, () -> assertThat(method.invoke(benchmark)).isNotNull()));
      }
    }
    assertThat(tests).hasSize(16);
    return tests.stream();
  }

  /** A figure that nobody can read is of no use. */
  @Test
  void theReadmeSaysWhatEachMethodMeasures() throws IOException {
    String page = Files.readString(Repository.file("pow-vs-pbft/microbenchmarks/README.md"));
    for (Object benchmark : BENCHMARKS) {
      assertThat(page).contains("`" + benchmark.getClass().getSimpleName() + ".");
      assertThat(methodsOf(benchmark))
          .allSatisfy(method -> assertThat(page).contains("." + method.getName() + "`"));
    }
  }

  private static List<Method> methodsOf(Object benchmark) {
    return Arrays.stream(benchmark.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  @Test
  void theSearchesFindNothingSoThatEveryTryIsCounted() {
    assertThat(new HeaderSearchBenchmark().search()).isEqualTo(Optional.empty());
    assertThat(new HeaderSearchBenchmark().naive()).isZero();
  }

  @Test
  void bothWaysGiveOneRoot() {
    assertThat(merkle().tree()).isEqualTo(merkle().accumulator());
  }

  @Test
  void whatIsDecodedIsWhatWasEncoded() {
    EncodingBenchmark encoding = new EncodingBenchmark();
    assertThat(encoding.decodeBlock().encoded()).isEqualTo(encoding.encodeBlock());
    assertThat(encoding.decodeEnvelope().encoded()).isEqualTo(encoding.encodeEnvelope());
  }

  @Test
  void aPhaseEndsWithACertificate() {
    assertThat(votes(100).phase()).hasSize(new QuorumSizes(100).size());
  }

  @Test
  void theSignatureHolds() {
    assertThat(new SignatureBenchmark().verify()).isTrue();
  }

  @Test
  void theGamesAreSolvedInFull() {
    assertThat(new GameBenchmark().equilibria8().complete()).isTrue();
    assertThat(new GameBenchmark().stationary200().states()).isEqualTo(20_301);
  }
}
