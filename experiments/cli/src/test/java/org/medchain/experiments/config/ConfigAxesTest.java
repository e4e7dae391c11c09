package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;

/** CMP-58: any key is an axis, a point is a config of its own, and what is wrong has its place. */
class ConfigAxesTest {
  static final Path FILE = Path.of("target", "config-axes-test", "config.yaml");
  static final String GOOD = "name: q\nprotocols: [pbft, pow]\nnodes: [4]\nrepeats: 2\n";

  /** Keys of all kinds, with values that go together. */
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("workload.rate_tps", List.of("5", "20.5", "1e2")),
          Map.entry("network.latency.median_ms", List.of("1", "15", "200")),
          Map.entry(
              "network.latency", List.of("{median_ms: 3}", "{distribution: constant, ms: 9}")),
          Map.entry("network.loss", List.of("0", "0.1")),
          Map.entry("pbft.window", List.of("1", "4", "16")),
          Map.entry("pbft.requests", List.of("signed", "macs")),
          Map.entry("pow.difficulty", List.of("16", "200")),
          Map.entry("pow.block_interval_s", List.of("1", "10.0")),
          Map.entry("pow.retarget.rule", List.of("windowed", "constant")),
          Map.entry("signatures", List.of("symbolic", "ed25519")),
          Map.entry("metadata", List.of("clear", "sealed")),
          Map.entry("nodes", List.of("4", "7", "13")),
          Map.entry("fault_rates", List.of("0", "0.1", "0.3")),
          Map.entry("faults", List.of("crash", "delay")),
          Map.entry("protocols", List.of("pbft", "pow", "sealed")),
          Map.entry("finality.attacker_share", List.of("0.1", "0.2")),
          Map.entry("fault_plan", List.of("[]", "[{fault: crash, nodes: [1]}]")));

  static LoadedConfig read(String text, ConfigOverrides replaced) throws Exception {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
    return LoadedConfig.read(FILE, replaced);
  }

  private static LoadedConfig read(String text) throws Exception {
    return read(text, ConfigOverrides.NONE);
  }

  @Provide
  Arbitrary<Map<String, List<String>>> axes() {
    return Arbitraries.of(KEYS.keySet())
        .set()
        .ofMinSize(1)
        .ofMaxSize(3)
        .filter(paths -> paths.stream().noneMatch(path -> paths.contains(path + ".median_ms")))
        .flatMap(
            paths ->
                Arbitraries.integers()
                    .between(1, 3)
                    .map(
                        most -> {
                          Map<String, List<String>> axes = new LinkedHashMap<>();
                          for (String path : paths) {
                            List<String> all = KEYS.get(path);
                            axes.put(path, all.subList(0, Math.min(most, all.size())));
                          }
                          return axes;
                        }));
  }

  /** All that makes a trial what it is, except for its number and its place on the axes. */
  private static Object trial(TrialCell cell) {
    return List.of(
        cell.protocol(),
        cell.nodes(),
        cell.fault(),
        cell.faulty(),
        cell.finality(),
        cell.repeat(),
        cell.seed(),
        cell.pairSeed());
  }

  @Property(tries = 30, seed = "68")
  void gridIsTheUnionOfTheSingleConfigs(@ForAll("axes") Map<String, List<String>> axes)
      throws Exception {
    // A key is one axis at most.
    String one = axes.containsKey("protocols") ? GOOD.replace("[pbft, pow]", "[pbft]") : GOOD;
    StringBuilder text = new StringBuilder(one + "axes:\n");
    axes.forEach((path, values) -> text.append("  %s: %s\n".formatted(path, values)));
    LoadedConfig all = read(text.toString());
    List<Map<String, String>> points = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> point : points) {
        for (String value : axis.getValue()) {
          Map<String, String> next = new LinkedHashMap<>(point);
          boolean list =
              Set.of("nodes", "faults", "fault_rates", "protocols").contains(axis.getKey());
          next.put(axis.getKey(), list ? "[" + value + "]" : value);
          longer.add(next);
        }
      }
      points = longer;
    }
    List<TrialCell> union = new ArrayList<>();
    for (Map<String, String> point : points) {
      union.addAll(read(GOOD, ConfigOverrides.NONE.withValues(point)).grid());
    }
    List<TrialCell> grid = all.grid();
    // A protocol that does not read a key has one cell where the single configs have several.
    assertThat(grid.stream().map(ConfigAxesTest::trial).collect(Collectors.toSet()))
        .isEqualTo(union.stream().map(ConfigAxesTest::trial).collect(Collectors.toSet()));
    assertThat(grid.stream().map(c -> List.of(trial(c), c.config())).collect(Collectors.toSet()))
        .isSubsetOf(
            union.stream().map(c -> List.of(trial(c), c.config())).collect(Collectors.toSet()));
    assertThat(grid.stream().map(TrialCell::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, grid.size()).boxed().toList());
    LoadedConfig again = read(all.yaml());
    assertThat(again.hash()).isEqualTo(all.hash());
    assertThat(again.grid()).isEqualTo(grid);
    assertThat(LoadedConfig.told(all.effective()).grid()).isEqualTo(grid);
  }

  private static List<String> column(LoadedConfig config, ProtocolKind protocol, String... names) {
    Set<String> found = new LinkedHashSet<>();
    for (TrialCell cell : config.grid()) {
      if (cell.protocol() == protocol) {
        found.add(
            List.of(names).stream()
                .map(name -> cell.coordinate(name).orElse("-"))
                .collect(Collectors.joining(" ")));
      }
    }
    return List.copyOf(found);
  }

  @Test
  void keysOfOneMappingStepTogether() throws Exception {
    LoadedConfig config =
        read(
            GOOD
                + """
                axes:
                  - {nodes: [4, 7], workload.rate_tps: [10, 20]}
                  - pbft.window: {from: 1, to: 64, log: 4}
                """);
    assertThat(column(config, ProtocolKind.PBFT, "nodes", "workload.rate_tps", "pbft.window"))
        .containsExactly(
            "4 10 1", "4 10 4", "4 10 16", "4 10 64", "7 20 1", "7 20 4", "7 20 16", "7 20 64");
    assertThat(column(config, ProtocolKind.POW, "nodes", "workload.rate_tps", "pbft.window"))
        .containsExactly("4 10 -", "7 20 -");
    assertThat(config.notRun())
        .containsExactly("not run: pow at each pbft.window: it has no such key, and is run once");
    assertThat(config.axes()).isEqualTo(Map.of("nodes and workload.rate_tps", 2, "pbft.window", 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workload.rate_tps | {from: 1, to: 200, log: 8} | 1, 2.13, 4.54, 9.69, 20.6, 44, 93.8, 200",
        "workload.rate_tps | {from: 0.25, to: 1, steps: 4} | 0.25, 0.5, 0.75, 1",
        "pbft.window | {from: 1, to: 10, log: 10} | 1, 2, 3, 4, 5, 6, 8, 10",
        "network.loss | {from: 0, to: 0.3, steps: 4} | 0, 0.1, 0.2, 0.3"
      })
  void endsAndANumberMeanAList(String path, String range, String values) throws Exception {
    LoadedConfig config = read(GOOD + "axes: {" + path + ": " + range + "}\n");
    assertThat(String.join(", ", column(config, ProtocolKind.PBFT, path))).isEqualTo(values);
    assertThat(config.hash())
        .isEqualTo(read(GOOD + "axes: [{" + path + ": [" + values + "]}]\n").hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes >= 7 | 7 1/7 9/13 1/13 9",
        "[nodes > 4, workload.clients <= 1] | 7 1/13 1",
        "workload.clients < nodes | 4 1/7 1/13 1/13 9",
        "nodes == 13 | 13 1/13 9",
        "protocol != pow | 4 1/4 9/7 1/7 9/13 1/13 9",
        "[pow.difficulty < 9] | 4 1/4 9/7 1/7 9/13 1/13 9"
      })
  void conditionsLeaveCells(String where, String left) throws Exception {
    LoadedConfig config =
        read(
            GOOD
                + "axes: {nodes: [4, 7, 13], workload.clients: [1, 9], pow.difficulty: [16, 20]}\n"
                + "where: "
                + where
                + "\n");
    assertThat(String.join("/", column(config, ProtocolKind.PBFT, "nodes", "workload.clients")))
        .isEqualTo(left);
    assertThat(config.grid().stream().anyMatch(each -> each.protocol() == ProtocolKind.POW))
        .isEqualTo(!where.contains("pow"));
  }

  /** A plan beyond the nodes is a point that is not run; with no other point it is an error. */
  @Test
  void whatCannotBeIsToldAndNotRun() throws Exception {
    String plan = GOOD + "fault_plan: [{fault: crash, nodes: [5]}]\n";
    LoadedConfig config =
        read(plan + "axes: {nodes: [4, 7], workload.rate_tps: [5, 6]}\nwhere: protocol == pbft\n");
    assertThat(column(config, ProtocolKind.PBFT, "nodes", "workload.rate_tps"))
        .containsExactly("7 5", "7 6");
    assertThat(config.notRun())
        .containsExactly(
            "not run: nodes 4 (2 points): "
                + FILE
                + ":5: fault_plan[0].nodes is 5; allowed: under 4, the smallest of nodes");
    assertThat(read(config.yaml()).notRun()).hasSize(1);
    assertThat(problems(plan + "axes: {workload.rate_tps: [5, 6]}\n"))
        .containsExactly(
            FILE + ":5: fault_plan[0].nodes is 5; allowed: under 4, the smallest of nodes");
    assertThat(read(plan + "axes: {nodes: [4, 7]}\nwhere: nodes > 4\n").notRun()).isEmpty();
  }

  @Test
  void optionsReplaceValuesAndAxes() throws Exception {
    String text = GOOD + "axes:\n  - {nodes: [4, 7], workload.rate_tps: [10, 20]}\n";
    ConfigOverrides options =
        RecordCopy.with(
            ConfigOverrides.NONE.withValues(
                Map.of("workload.rate_tps", "3", "network.loss", "0.1")),
            "axes",
            Map.of("pbft.window", "1..4/steps4"));
    LoadedConfig config = read(text, options);
    assertThat(column(config, ProtocolKind.PBFT, "nodes", "workload.rate_tps", "pbft.window"))
        .hasSize(8)
        .allMatch(each -> each.contains(" 3 "));
    assertThat(config.experiment().network().loss()).isEqualTo(0.1);
    assertThat(config.experiment().workload().rateTps()).isEqualTo(3);
    assertThat(read(config.yaml()).hash()).isEqualTo(config.hash());
  }

  /** The example's own words: how many cells there are, and that all of them can be. */
  @Test
  void exampleIsWhatItSays() throws Exception {
    LoadedConfig example =
        LoadedConfig.read(Repository.file("experiments/configs/axes.yaml"), ConfigOverrides.NONE);
    assertThat(example.grid()).hasSize(36);
    assertThat(example.notRun()).isEmpty();
    assertThat(example.axes().values()).containsExactly(3, 3, 3);
    assertThat(column(example, ProtocolKind.PBFT, "workload.rate_tps"))
        .containsExactly("10", "40", "160");
  }

  /** Links without a latency of their own take the network's, so the canonical form has none. */
  @Test
  void whatTakesItsValueFromAnAxisIsRefused() {
    assertThat(
            problems(
                GOOD
                    + "network: {links: [{from: 0, to: 1}]}\n"
                    + "axes: {network.latency.median_ms: [5, 50]}\n"))
        .containsExactly(
            FILE
                + ":6: network.links takes values from an axis; its own values are wanted, or its"
                + " own axis");
  }

  static List<String> problems(String text, String... options) {
    Map<String, String> axes = new LinkedHashMap<>();
    for (String option : options) {
      axes.put(option.split("=", 2)[0], option.split("=", 2)[1]);
    }
    return catchThrowableOfType(
            UserInputException.class,
            () -> read(text, RecordCopy.with(ConfigOverrides.NONE, "axes", axes)))
        .lines();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "workload.rate_tps=5,-1 | workload.rate_tps is -1; allowed: a number",
        "workload.rate_tps= | axes.workload.rate_tps is an empty list; allowed: a list of 1 to",
        "workload.rate_tps=[1 | axes.workload.rate_tps is \"[[1]\"; allowed: a list of 1 to",
        "workload.rate_tps=5..x/log3 | axes.workload.rate_tps.to is \"x\"; allowed: a number",
        "pbft.window=1..64/log1 | axes.pbft.window.log is 1; allowed: an integer from 2 to 256",
        "pbft.window=64..1/steps3 | pbft.window goes from 64 to 1; allowed: upwards",
        "seed=1,2 | axes has seed, which is one for all trials",
        "work.rate=1 | unknown key \"work\"",
        "nodes=4,7,2 | nodes[0] is 2; allowed: an integer from 4"
      })
  void wrongOptionsNameThemselves(String option, String line) {
    assertThat(problems(GOOD, option))
        .singleElement()
        .asString()
        .startsWith("--axis " + option.split("=", 2)[0] + ": " + line);
  }

  /** All at once, in the order of the file. */
  @Test
  void allWrongValuesAreToldTogether() {
    assertThat(
            problems(
                GOOD + "axes:\n  pbft.window: [0, 1]\n  network.loss: [0, 2, 3]\nsignatures: x\n"))
        .hasSize(4)
        .extracting(line -> line.substring(FILE.toString().length(), FILE.toString().length() + 3))
        .containsExactly(":6:", ":7:", ":7:", ":8:");
  }
}
