package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Reading a config ends for all bytes: with a config, or with lines for people (EXP-4). */
class ConfigFuzzTest {
  private static final String SAMPLE =
      """
      # A comment
      name: sample
      protocols: [pbft, pow]
      nodes: [4, 7, 16]
      fault_rates:
        - 0
        - 0.3
      network:
        latency: {distribution: exponential, min_ms: 1, mean_ms: 2e1}
        links:
          - {from: 0, to: 3, loss: 0.5}
          - {from: 3, to: 0, latency: {median_ms: 9}}
      workload:
        kind: "closed"
        duration_s: 5
      pow: {confirmations: {floor: 4, cap: 12}}
      """;

  /** Pieces with a meaning in YAML or for numbers. */
  private static final List<String> PIECES =
      Stream.of(
              "&a *a !! !<x> | >- ?\\s :\\s -\\s \\t \\n"
                  + " ---\\n"
                  + " ...\\n"
                  + " { } [ ] , ' \" # %YAML\\s1.1\\n"
                  + " <<:\\s .nan -.inf 1e999 0x -0 \\0 \u2028 \uFEFF \\\\x é 😀 ~ null @ ` \\r")
          .flatMap(pieces -> Stream.of(pieces.split(" ")))
          .map(String::translateEscapes)
          .toList();

  /** Where `mvn clean` removes it; jqwik knows no temporary folders. */
  private static final Path FILE = Path.of("target", "config-fuzz-test", "fuzz.yaml");

  @BeforeContainer
  static void makeFolder() throws IOException {
    Files.createDirectories(FILE.getParent());
  }

  @Property(tries = 200, seed = "602")
  void anyBytes(@ForAll byte[] bytes) throws IOException {
    endsWell(bytes);
  }

  @Property(tries = 500, seed = "603")
  void changedSample(@ForAll("mutants") byte[] bytes) throws IOException {
    endsWell(bytes);
  }

  @Provide
  Arbitrary<byte[]> mutants() {
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                Arbitraries.integers().between(0, SAMPLE.length()),
                Arbitraries.integers().between(0, 12),
                Arbitraries.of(PIECES),
                Arbitraries.integers().between(0, 3))
            .as(Mutation::new);
    return mutation
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            mutations -> {
              String text = SAMPLE;
              for (Mutation one : mutations) {
                text = one.apply(text);
              }
              return text.getBytes(StandardCharsets.UTF_8);
            });
  }

  /** Puts a piece in the place of some characters, some times over. */
  private record Mutation(int at, int removed, String piece, int times) {
    String apply(String text) {
      int from = Math.min(at, text.length());
      int to = Math.min(from + removed, text.length());
      return text.substring(0, from) + piece.repeat(times) + text.substring(to);
    }
  }

  private static void endsWell(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try {
      LoadedConfig.read(FILE, ConfigOverrides.NONE);
    } catch (UserInputException refusal) {
      assertThat(refusal.lines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith(FILE + ":"))
          .noneMatch(line -> line.contains("Exception"))
          .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }
  }
}
