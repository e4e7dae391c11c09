package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The most expensive samples with fewer repeats: the same commands on the same games, in less time.
 */
final class ReducedSampleStudies {
  /** By sample: what stands there, and what a quick test has instead. */
  private static final Map<String, List<List<String>>> SHORTER =
      Map.of(
          "credit-ledger.yaml", List.of(List.of("replicates: 6", "replicates: 2")),
          "credit-strategies.yaml",
              List.of(
                  List.of("basins: {starts: 40}", "basins: {starts: 10}"),
                  List.of("across: {steps: 6}", "across: {steps: 4}"),
                  List.of("up: {steps: 6}", "up: {steps: 4}")));

  private ReducedSampleStudies() {}

  static boolean isShortened(String sample) {
    return SHORTER.containsKey(sample);
  }

  /** The sample itself, or a shorter copy of it in this folder. */
  static Path file(String sample, Path folder) {
    Path whole = GameRunner.sample(sample);
    if (!isShortened(sample)) {
      return whole;
    }
    try {
      String text = Files.readString(whole);
      for (List<String> each : SHORTER.get(sample)) {
        assertThat(text).contains(each.get(0));
        text = text.replace(each.get(0), each.get(1));
      }
      return Files.writeString(folder.resolve(sample), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
