package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.HostedKey;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ProtocolKind;
import tools.jackson.databind.JsonNode;

/** EXP-17, CLUSTER-28: what node processes take of a config, key by key and cell by cell. */
class HostedKeyTest {
  private static final Path FILE = Path.of("target", "hosted-key-test", "config.yaml");
  private static final String HEAD =
      "name: q\nhost: cluster\nnodes: [4]\nrepeats: 2\nprotocols: [pbft]\n";

  private static LoadedConfig read(String text) throws Exception {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
    return LoadedConfig.read(FILE, ConfigOverrides.NONE);
  }

  private static void paths(JsonNode schema, String path, List<String> found) {
    JsonNode keys = schema.has("items") ? schema.path("items").path("properties") : null;
    for (var each : (keys == null ? schema.path("properties") : keys).properties()) {
      String own = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
      found.add(own);
      paths(each.getValue(), own, found);
    }
  }

  @Test
  void eachKeyHasARow() {
    List<String> keys = new ArrayList<>();
    paths(ConfigSchema.experiment().root(), "", keys);
    assertThat(keys).contains("network.clients.agencies").hasSizeGreaterThan(100);
    assertThat(keys).filteredOn(key -> HostedKey.of(key).isEmpty()).as("no row").isEmpty();
    List<String> rows = HostedKey.ALL.stream().flatMap(row -> row.paths().stream()).toList();
    assertThat(keys).as("rows of keys that there are").containsAll(rows);
    assertThat(rows).doesNotHaveDuplicates();
    assertThat(HostedKey.of("network.links.latency")).isEqualTo(HostedKey.of("network"));
    assertThat(HostedKey.of("network.loss")).isNotEqualTo(HostedKey.of("network"));
  }

  @Test
  void documentationIsTheTable() throws Exception {
    String rows =
        HostedKey.ALL.stream()
            .map(
                row ->
                    "| %s | %s | %s |"
                        .formatted(
                            row.paths().stream()
                                .map(path -> "`" + path + "`")
                                .collect(Collectors.joining(", ")),
                            row.allowed().isEmpty() ? "says nothing" : row.allowed(),
                            row.reason()))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Repository.file("experiments/README.md"))).contains(rows);
  }

  @Test
  void otherCellsRun() throws Exception {
    LoadedConfig config =
        read(
            HEAD.replace("[pbft]", "[pbft, pow]")
                + "faults: [crash, loss]\nfault_rates: [0, 0.3]\n"
                + "axes: {pbft.requests: [signed, macs], nodes: [4, 7]}\n");
    assertThat(config.grid())
        .hasSize(2 * 3 * 2)
        .allMatch(cell -> cell.protocol() == ProtocolKind.PBFT && cell.faulty() <= 2)
        .extracting(TrialCell::number)
        .startsWith(1, 2, 3)
        .endsWith(11, 12);
    assertThat(config.notRun())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("not run: " + FILE + ":8: pbft.requests is"))
        .anyMatch(line -> line.contains(FILE + ":5: protocols is pow; allowed: pbft on a cluster"))
        .anyMatch(line -> line.contains(FILE + ":6: faults is loss; allowed: crash or restart"));
    assertThat(read(config.yaml()).grid()).isEqualTo(config.grid());
    assertThat(LoadedConfig.told(config.effective()).grid()).isEqualTo(config.grid());
    String simulated = HEAD.replace("cluster", "simulation") + "pbft: {requests: macs}\n";
    assertThat(read(simulated).grid()).hasSize(2);
  }

  @Test
  void anAxisThatSaysNothingIsRunOnce() throws Exception {
    LoadedConfig config = read(HEAD + "axes: {cpu.sign_us: [1, 9], workload.rate_tps: [5, 6]}\n");
    assertThat(config.grid()).hasSize(2 * 2);
    assertThat(config.notRun())
        .containsExactly(
            "not run: cluster at each cpu.sign_us: real machines have their own, so each cell is"
                + " run once");
    String bare = "processes: {links: loopback}\naxes: {network.loss: [0, 0.1]}\n";
    assertThat(read(HEAD + bare).grid()).hasSize(2);
  }

  /** Links are those of the config's network only where it says something of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pbft: {} | false",
        "network: {latency: {median_ms: 15}, loss: 0} | false",
        "network: {latency: {median_ms: 16}} | true",
        "network: {bandwidth_mbps: 10} | true",
        "processes: {links: proxied} | true",
        "processes: {links: loopback} | false",
        "axes: {network.latency.median_ms: [15, 16]} | true",
        "axes: [{network.latency: [{median_ms: 15}]}] | true",
      })
  void whereTheNetworkIsSaidProxiesAreBetween(String line, boolean proxied) throws Exception {
    LoadedConfig config = read(HEAD + line + "\n");
    assertThat(config.grid())
        .isNotEmpty()
        .allMatch(cell -> cell.config().processes().isProxied() == proxied);
    assertThat(config.effective().path("processes").path("links").asString("none"))
        .isEqualTo(line.contains("loopback") ? "loopback" : proxied ? "proxied" : "none");
    LoadedConfig again = read(config.yaml());
    assertThat(again.hash()).isEqualTo(config.hash());
    assertThat(again.grid()).isEqualTo(config.grid());
    String simulated = HEAD.replace("cluster", "simulation") + "network: {bandwidth_mbps: 10}\n";
    assertThat(read(simulated).effective().has("processes")).isFalse();
  }
}
