package org.medchain.cluster.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.LogSettings;
import org.medchain.node.operations.ShellContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NODE-7: a node's config as a file. */
class NodeConfigFileTest {
  private static final String DIGITS =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  private static final String LEAST =
      """
      name: n1
      listen: "127.0.0.1:7100"
      genesis: genesis.bin
      credentials: credentials
      data: data
      """;

  @TempDir private Path folder;

  private NodeConfig read(String text) throws IOException, UserInputException {
    return NodeConfigFile.read(Files.writeString(folder.resolve("node.yaml"), text));
  }

  @Test
  @SuppressWarnings("AddressSelection") // addresses in digits, not names
  void whatIsWrittenReadsBack() throws Exception {
    PublicKey key = new PublicKey(Bytes.fromHex(DIGITS));
    NodeConfig config =
        new NodeConfig(
            "n7",
            new InetSocketAddress("127.0.0.1", 7107),
            folder.resolve("genesis.bin"),
            folder.resolve("keys"),
            folder.resolve("data"),
            List.of(new NodeConfig.PeerAddress(key, new InetSocketAddress("127.0.0.1", 7101))),
            Optional.of(key),
            ConsensusConfig.defaults(ConsensusConfig.RequestAuthenticationSetting.SESSION_MACS, 64),
            false,
            new AdminEndpoint.AdminAddress("127.0.0.1", 9000, false),
            Optional.of(new ShellContext.ShellSettings(8080, List.of("chaos-monkey"))),
            LogSettings.defaults(folder.resolve("log")),
            Optional.of(folder.resolve("trace.part")));
    assertThat(read(NodeConfigFile.text(config, folder))).isEqualTo(config);
  }

  /** PBFT-41: no view could end well within a timeout that is shorter than its messages take. */
  @Test
  void aLongestViewTimeoutBelowTenNetworkDelaysIsRefused() throws Exception {
    String timeouts = "consensus:\n  longest_view_timeout_ms: 8000\n  network_delay_ms: ";
    ConsensusConfig allowed = read(LEAST + timeouts + "800\n").consensus();
    assertThat(allowed.timeouts().longestNs()).isEqualTo(8_000_000_000L);
    assertThatThrownBy(() -> read(LEAST + timeouts + "801\n"))
        .hasMessageContaining("node.yaml:7: consensus.longest_view_timeout_ms")
        .hasMessageContaining("10 times network_delay_ms");
  }

  /** NODE-25: a number of links, or pairs. */
  @Test
  void neighboursReadBack() throws Exception {
    for (String links : List.of("3", "[[0, 1], [1, 2]]")) {
      NodeConfig config = read(LEAST + "consensus: {protocol: pow, neighbours: " + links + "}\n");
      assertThat(config.consensus().neighbours()).hasSize(links.equals("3") ? 1 : 2);
      assertThat(read(NodeConfigFile.text(config, folder))).isEqualTo(config);
    }
  }

  /** What the schema tells readers is what a node does. */
  @Test
  void theDefaultsOfTheSchemaAreTheNodes() throws Exception {
    StringBuilder told = new StringBuilder(LEAST).append("consensus:\n");
    try (InputStream in = NodeConfigFile.class.getResourceAsStream("node-schema.json")) {
      JsonNode keys = JsonMapper.shared().readTree(in).at("/properties/consensus/properties");
      for (Map.Entry<String, JsonNode> key : keys.properties()) {
        if (key.getValue().has("default")) {
          told.append("  " + key.getKey() + ": " + key.getValue().get("default") + "\n");
        }
      }
    }
    assertThat(read(told.toString()).consensus()).isEqualTo(ConsensusConfig.defaults());
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    NodeConfig config = read(LEAST);
    assertThat(config.consensus()).isEqualTo(ConsensusConfig.defaults());
    assertThat(config.force()).isTrue();
    assertThat(config.peers()).isEmpty();
    assertThat(config.shell()).isEmpty();
    assertThat(config.operator()).isEqualTo(AdminEndpoint.AdminAddress.local(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consensus: {batch_transactions: 0} | node.yaml:6",
        "consensus: {requests: none} | node.yaml:6",
        "consensus: {window: 4} | node.yaml:6",
        "consensus: {neighbours: 3} | node.yaml:6",
        "consensus: {protocol: pow, neighbours: [[0]]} | node.yaml:6",
        "peers: [{key: abc, address: 'a:1'}] | node.yaml:6",
        "force: perhaps | node.yaml:6",
        "shell: {port: 70000} | node.yaml:6",
        "log: {level: LOUD} | node.yaml:6",
        "colour: red | node.yaml:6",
      })
  void errorsAreReportedAtTheirLine(String line, String place) {
    assertThatThrownBy(() -> read(LEAST + line.strip() + "\n"))
        .isInstanceOfSatisfying(
            UserInputException.class,
            refusal -> {
              assertThat(refusal.lines()).hasSize(1);
              assertThat(refusal.lines().getFirst()).contains(place.strip());
            });
  }

  @Test
  void invalidPortIsReportedAtItsLine() {
    assertThatThrownBy(() -> read(LEAST.replace("7100", "71000")))
        .isInstanceOfSatisfying(
            UserInputException.class,
            refusal -> assertThat(refusal.lines().getFirst()).contains("node.yaml:2", "65535"));
  }
}
