package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.RegionsConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** CMP-62: networks in files, whose values stand in the config in place of their names. */
class NetworkFileTest {
  private static final Path OWN = Repository.file("experiments/configs/networks");
  private static final String MINE =
      """
      name: mine
      source: measured
      licence: CC0
      names: [a, b]
      median_ms:
        - [1, 20]
        - [20, 1]
      sigma:
        - [0.1, 0.1]
        - [0.1, 0.1]
      bandwidth_mbps:
        - [1000, 100]
        - [100, 1000]
      """;

  /** A line of a header: region, city, latitude, longitude, km within. */
  private static final Pattern PLACE =
      Pattern.compile("# +(\\S+) +.+? +(-?[0-9.]+) +(-?[0-9.]+) +([0-9]+)");

  @TempDir Path folder;

  private LoadedConfig read(String lines) throws Exception {
    Path file = Files.writeString(folder.resolve("c.yaml"), ConfigProblems.GOOD + lines);
    return LoadedConfig.read(file, ConfigOverrides.NONE);
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("n.yaml"), text);
  }

  private record Place(String name, double latitude, double longitude, double withinKm) {
    /** The great circle's length, by the haversine formula. */
    double km(Place other) {
      double dLatitude = Math.toRadians(other.latitude - latitude);
      double dLongitude = Math.toRadians(other.longitude - longitude);
      double haversine =
          Math.pow(Math.sin(dLatitude / 2), 2)
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(other.latitude))
                  * Math.pow(Math.sin(dLongitude / 2), 2);
      return equals(other) ? withinKm : 2 * 6371 * Math.asin(Math.sqrt(haversine));
    }
  }

  private static List<Place> places(String name) throws Exception {
    List<Place> places = new ArrayList<>();
    for (String line : Files.readAllLines(OWN.resolve(name + ".yaml"))) {
      Matcher parts = PLACE.matcher(line);
      if (parts.matches()) {
        places.add(
            new Place(
                parts.group(1),
                Double.parseDouble(parts.group(2)),
                Double.parseDouble(parts.group(3)),
                Double.parseDouble(parts.group(4))));
      }
    }
    return places;
  }

  /** The formulas are those of the files' source. */
  @ParameterizedTest
  @CsvSource({"metro, 3, 1000", "nation, 5, 500", "continents, 3, 200"})
  void ownNetworksFollowFromPlaces(String name, int count, double betweenMbps) throws Exception {
    RegionsConfig found =
        read("network: {regions: %s}\n".formatted(name)).experiment().network().regions().get();
    List<Place> places = places(name);
    assertThat(places).hasSize(count);
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.names()).isEqualTo(places.stream().map(Place::name).toList());
    assertThat(found.source()).contains("median_ms = 1 + 1.5 * km / 200");
    assertThat(found.licence()).contains("Apache-2.0");
    for (int from = 0; from < count; from++) {
      for (int to = 0; to < count; to++) {
        double ms = 1 + 1.5 * places.get(from).km(places.get(to)) / 200;
        assertThat(found.medianMs().get(from).get(to)).isCloseTo(ms, within(0.00501));
        assertThat(found.sigma().get(from).get(to)).isCloseTo(0.05 + 0.25 / ms, within(0.0061));
        assertThat(found.bandwidthMbps().get(from).get(to))
            .isEqualTo(from == to ? 1000 : betweenMbps);
      }
    }
  }

  /** Those that a command finds are those beside the configs. */
  @ParameterizedTest
  @ValueSource(strings = {"metro", "nation", "continents"})
  void ownNetworksAreThePublishedFiles(String name) throws Exception {
    String copy = folder.relativize(OWN.resolve(name + ".yaml")).toString();
    assertThat(read("network: {regions: '%s'}\n".formatted(copy)).hash())
        .isEqualTo(read("network: {regions: %s}\n".formatted(name)).hash());
  }

  @Test
  void valuesAreHashedAndNotTheFile() throws Exception {
    write(MINE);
    LoadedConfig named = read("network: {regions: n.yaml, loss: 0.1}\n");
    JsonNode network = named.effective().get("network");
    assertThat(network.at("/regions/median_ms/0/1").asInt()).isEqualTo(20);
    assertThat(network.at("/regions/source").asString()).isEqualTo("measured");
    // They are those of the regions.
    assertThat(network.has("latency") || network.has("bandwidth_mbps")).isFalse();
    assertThat(read("network:\n  loss: 0.1\n  regions:\n" + MINE.indent(4)).hash())
        .isEqualTo(named.hash());
    assertThat(LoadedConfig.told(named.effective()).hash()).isEqualTo(named.hash());
    Path printed = Files.writeString(folder.resolve("printed.yaml"), named.yaml());
    assertThat(LoadedConfig.read(printed, ConfigOverrides.NONE).hash()).isEqualTo(named.hash());
    write(MINE.replace("[20, 1]", "[21, 1]"));
    assertThat(read("network: {regions: n.yaml, loss: 0.1}\n").hash()).isNotEqualTo(named.hash());
  }

  /** A cell has the name of its network, and the effective config the values of each. */
  @Test
  void networksAreAnAxis() throws Exception {
    write(MINE);
    LoadedConfig loaded =
        read("axes: {network.regions: [metro, n.yaml, continents]}\nrepeats: 1\n");
    assertThat(loaded.grid().stream().flatMap(cell -> cell.coordinate("network.regions").stream()))
        .hasSize(2 * 2 * 3)
        .containsOnly("metro", "mine", "continents");
    for (TrialCell cell : loaded.grid()) {
      assertThat(cell.config().network().regions().orElseThrow().name())
          .isEqualTo(cell.axes().get("network.regions"));
    }
    assertThat(loaded.effective().at("/axes/0/network.regions/1/median_ms/0/1").asInt())
        .isEqualTo(20);
    LoadedConfig again = LoadedConfig.told(loaded.effective());
    assertThat(again.hash()).isEqualTo(loaded.hash());
    assertThat(again.grid()).isEqualTo(loaded.grid());
  }

  /** Beside a network of equal links, as values of the whole key, and from the command line. */
  @Test
  void otherWaysToSayIt() throws Exception {
    write(MINE);
    LoadedConfig whole = read("axes: {network: [{regions: n.yaml}, {loss: 0.1}]}\nrepeats: 1\n");
    assertThat(whole.grid().stream().map(cell -> cell.axes().get("network")).distinct())
        .containsExactly("{\"regions\":\"mine\"}", "{\"loss\":0.1}");
    assertThat(LoadedConfig.told(whole.effective()).grid()).isEqualTo(whole.grid());
    ConfigOverrides options = ConfigOverrides.NONE.withValues(Map.of("network.regions", "nation"));
    LoadedConfig set =
        LoadedConfig.read(
            Files.writeString(folder.resolve("c.yaml"), ConfigProblems.GOOD), options);
    assertThat(set.hash()).isEqualTo(read("network: {regions: nation}\n").hash());
  }

  /** Of a calibration, everything else is taken (CMP-48). */
  @Test
  void calibrationGivesRegionsNoLatency() throws Exception {
    Files.writeString(
        folder.resolve("m.yaml"),
        "cpu: {sign_us: 3}\nnetwork: {latency: {distribution: constant, ms: 1}}\n");
    LoadedConfig loaded = read("calibration: m.yaml\nnetwork: {regions: metro}\n");
    assertThat(loaded.experiment().cpu().signUs()).isEqualTo(3);
    assertThat(loaded.experiment().network().delayOf(0, 3).medianDelayMs()).isEqualTo(1.04);
  }

  /** A link that says no latency has that of its regions (CMP-14). */
  @Test
  void ownLinkTakesTheLatencyOfItsRegions() throws Exception {
    write(MINE);
    LoadedConfig loaded =
        read("network: {regions: n.yaml, links: [{from: 2, to: 3, loss: 0.5}]}\n");
    assertThat(loaded.experiment().network().links().getFirst().latency().medianDelayMs())
        .isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[20, 1] | [20] | 7: network.regions.median_ms[1] is of 1: none to b; allowed: of 2 values",
        "[20, 1] | [20, 1, 3] | 7: network.regions.median_ms[1] is of 3; allowed: of 2 values, one",
        "'  - [20, 1]\n' | '' | 5: network.regions.median_ms is of 1: none from b; allowed: of 2",
        "[20, 1] | [-20, 1] | 7: network.regions.median_ms[1][0] is -20; allowed: a number above 0",
        "[20, 1] | [~, 1] | 7: network.regions.median_ms[1][0] has no value; allowed: a number",
        "'[100, 1000]' | '[0, 1000]' | 13: network.regions.bandwidth_mbps[1][0] is 0; allowed: a",
        "[a, b] | [a, a] | 4: network.regions.names names a twice; each value may stand once",
        "'licence: CC0\n' | '' | 1: the key \"network.regions.licence\" is missing; it is required",
        "licence: CC0 | 'licence: CC0\n"
            + "loss: 1' | 4: unknown key \"loss\" in network.regions; allowed",
        "name: mine | 'name: [mine]' | 1: network.regions.name is a list; allowed: a text",
        "name: mine | 'name: mine\nname: x' | 2: the key \"name\" is here a second time",
      })
  void problemsOfAFileHaveItsLines(String from, String to, String message) throws Exception {
    write(MINE.replace(from, to));
    assertProblem("network: {regions: n.yaml}", folder.resolve("n.yaml") + ":" + message);
    // An axis has the same.
    assertProblem("axes: {network.regions: [metro, n.yaml]}", folder.resolve("n.yaml") + ":");
  }

  @Test
  void problemsOfAConfigHaveItsLines() throws Exception {
    write(MINE);
    String placed = "network:\n  regions: n.yaml\n  placement:\n    - {region: a, clients: 3}\n";
    String config = folder.resolve("c.yaml") + ":";
    assertProblem(
        placed + "    - {region: c}", config + "8: network.placement[1].region is c; allowed: one");
    assertProblem(
        placed,
        config + "6: network.placement is of 3; allowed: of 8 clients in all, as workload.");
    assertThat(assertProblem("network:\n  regions: x.yaml", config + "5: network.regions: "))
        .contains("x.yaml: there is no such", "metro, nation, con");
  }

  @Test
  void otherFilesAreToldWhatTheyAre() throws Exception {
    Path quickstart = Repository.file("experiments/configs/quickstart.yaml");
    assertProblem(
        "network: {regions: '%s'}".formatted(quickstart),
        quickstart + ":1: this is the config of an experiment: 'medchain run' takes it");
    write("hello\n");
    String text = folder.resolve("n.yaml") + ":1: this is no network of regions; a mapping is";
    assertProblem("network: {regions: n.yaml}", text);
  }

  /** The only line. */
  private String assertProblem(String lines, String message) throws Exception {
    List<String> told = new ConfigProblems(folder).of(ConfigProblems.GOOD + lines + "\n");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).startsWith(message);
    return told.getFirst();
  }

  /** A placement and a network that do not go together are a point that is not run. */
  @Test
  void networkWithoutAPlacedRegionIsNamed() throws Exception {
    LoadedConfig loaded =
        read(
            """
            network: {placement: [{region: europe, clients: 8}]}
            axes: {network.regions: [metro, continents]}
            """);
    assertThat(loaded.notRun()).hasSize(1);
    assertThat(loaded.notRun().getFirst())
        .contains("network.regions metro", "network.placement[0].region is europe");
    ObjectNode effective = loaded.effective();
    assertThat(LoadedConfig.told(effective).grid()).isEqualTo(loaded.grid());
  }
}
