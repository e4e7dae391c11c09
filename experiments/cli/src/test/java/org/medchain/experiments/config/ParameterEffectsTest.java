package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import tools.jackson.databind.JsonNode;

/** EXP-5: each parameter of a config moves some result or the trace of some trial. */
@Tag("statistical")
class ParameterEffectsTest {
  /** What moves no result of a simulated trial, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("name", "of the run's folder"),
          Map.entry("host", "where trials run"),
          Map.entry("calibration", "a file with values of other keys"),
          Map.entry("workload.dataset", "a command reads the records and hands them to the trials"),
          Map.entry("network.regions.name", "of the tables"),
          Map.entry("network.regions.source", "of the reader"),
          Map.entry("network.regions.licence", "of the reader"),
          Map.entry("pbft.clock_tolerance_ms", "the clocks of simulated nodes do not differ"),
          Map.entry("pow.clock_tolerance_ms", "the clocks of simulated nodes do not differ"),
          Map.entry(
              "pbft.network_delay_ms", "bounds longest_view_timeout_ms, and is refused beyond it"),
          Map.entry("processes.jit", "of real processes"),
          Map.entry("processes.links", "of real processes"));

  /** The grid has the most; how many of them run is a matter of their results (CMP-59). */
  private static final String REPEATS = "repeats.max";

  /** Columns that repeat the config. */
  private static final Set<TrialColumn> REPEATED =
      EnumSet.of(
          TrialColumn.TRIAL,
          TrialColumn.SEED,
          TrialColumn.FAULT,
          TrialColumn.FAULT_RATE,
          TrialColumn.ATTACKER_SHARE,
          TrialColumn.EPSILON,
          TrialColumn.BLOCK_INTERVAL_S,
          TrialColumn.DISHONEST_SHARE,
          TrialColumn.LAZY_SHARE,
          TrialColumn.UPLOAD_REWARD,
          TrialColumn.FALSE_PENALTY);

  private static TrialRunner runner;

  @TempDir Path folder;

  /**
   * Two values of a key.
   *
   * @param yaml with a dollar sign for the value
   */
  record ParameterEffect(String key, String yaml, String one, String other) {
    @Override
    public String toString() {
      return key;
    }
  }

  @BeforeAll
  static void readRecords() throws UserInputException {
    runner = new TrialRunner(SyntheticRecords.read(Repository.file("datasets/synthea-sample")));
  }

  static Stream<ParameterEffect> effects() throws IOException {
    Map<String, String> contexts = new HashMap<>();
    List<ParameterEffect> effects = new ArrayList<>();
    try (InputStream in =
        ParameterEffectsTest.class.getResourceAsStream("/parameter-effects.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] parts = line.replace("\\n", "\n").split(" \\| ", -1);
        if (parts.length == 1) {
          int at = line.indexOf(" =");
          contexts.put(line.substring(0, at), parts[0].substring(at + 2).strip() + "\n");
        } else {
          String yaml = contexts.get(parts[1]) + parts[2] + "\n";
          effects.add(new ParameterEffect(parts[0], yaml, parts[3], parts[4]));
        }
      }
    }
    return effects.stream();
  }

  @Test
  void eachKeyOfTheSchemaHasALine() throws IOException {
    Set<String> keys = new TreeSet<>();
    collect(ConfigSchema.experiment().root(), "", keys);
    keys.removeAll(ELSEWHERE.keySet());
    keys.removeIf(key -> key.startsWith("repeats.") && !key.equals(REPEATS));
    keys.removeAll(List.of(ConfigAxes.KEY, ConfigAxes.WHERE)); // they are about other keys
    assertThat(effects().map(ParameterEffect::key)).containsExactlyInAnyOrderElementsOf(keys);
  }

  private static void collect(JsonNode schema, String path, Set<String> keys) {
    for (String name : schema.path("properties").propertyNames()) {
      JsonNode property = schema.get("properties").get(name);
      JsonNode own = property.path("items").has("properties") ? property.get("items") : property;
      // A link's latency has the keys of the network's.
      if (own.has("properties") && !(path + name).endsWith("links.latency")) {
        collect(own, path + name + ".", keys);
      } else {
        keys.add(path + name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("effects")
  void itMovesSomething(ParameterEffect effect) throws Exception {
    assertThat(rows(effect, effect.one()).equals(rows(effect, effect.other())))
        .as("equal results with %s of %s and of %s", effect, effect.one(), effect.other())
        .isFalse();
  }

  /** The results of all trials, without what repeats the config. */
  private List<List<String>> rows(ParameterEffect effect, String value) throws Exception {
    Path file = folder.resolve("config.yaml");
    String repeats = effect.key().equals(REPEATS) ? "" : "repeats: 1\n";
    Files.writeString(file, "name: x\n" + repeats + effect.yaml().replace("$", value));
    List<List<String>> rows = new ArrayList<>();
    for (TrialCell cell : LoadedConfig.read(file, ConfigOverrides.NONE).grid()) {
      TrialResult result = runner.run(cell, TrialHook.NONE);
      List<String> row = new ArrayList<>();
      for (TrialColumn column : TrialColumn.values()) {
        if (!REPEATED.contains(column)) {
          row.add(column.text(result));
        }
      }
      result.saturation().ifPresent(found -> row.add(found.steps().toString()));
      rows.add(row);
    }
    return rows;
  }
}
