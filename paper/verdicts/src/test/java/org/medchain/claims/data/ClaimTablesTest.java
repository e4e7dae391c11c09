package org.medchain.claims.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.checkout.Repository;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;

/** CLAIM-13: claims that are decided by tables of configs and expressions over them. */
class ClaimTablesTest {

  /** The delays of nearest-agency are the published ones. */
  @Test
  void delaysBetweenRegionsAreTheDatasets() throws Exception {
    Path file = Repository.ROOT.resolve("datasets/inter-region-latency/azure-2026-07.csv");
    Map<String, Double> roundTripMs = new HashMap<>();
    PaperSources.csv("regions", Files.readString(file))
        .rows()
        .forEach(
            row ->
                roundTripMs.put(
                    row.get("from") + "," + row.get("to"),
                    Double.parseDouble(row.get("rtt_p95_ms"))));
    List<String> nodes = List.of("East US", "West Europe", "Brazil South", "Japan East");
    List<String> clients = List.of("West US 2", "France Central");
    NetworkConfig network = config("nearest-agency.yaml").network();

    assertThat(network.links()).hasSize(12);
    for (LinkConfig each : network.links()) {
      assertThat(2 * each.latency().medianDelayMs())
          .isEqualTo(roundTripMs(roundTripMs, nodes.get(each.from()), nodes.get(each.to())));
    }
    assertThat(network.clients().orElseThrow().links()).hasSize(8);
    for (ClientLinkConfig each : network.clients().orElseThrow().links()) {
      assertThat(2 * each.latency().medianDelayMs())
          .isEqualTo(roundTripMs(roundTripMs, clients.get(each.client()), nodes.get(each.node())));
    }
  }

  private static double roundTripMs(Map<String, Double> known, String from, String to) {
    Double other = known.get(to + "," + from);
    return other == null ? known.get(from + "," + to) : known.getOrDefault(from + "," + to, other);
  }

  @Test
  void whatATableOrFigureLacksIsNamed() {
    String entry =
        """
        claims:
          - {id: c, kind: verdict, source: s, section: '1', quote: q, hypothesis: h,
             experiment: e, metric: m, threshold: t, expected: x, %s}
        """;
    assertThatThrownBy(() -> ClaimsFile.read("c.yaml", entry.formatted("tables: [{name: a}]")))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("'config' is wanted in a");
    assertThatThrownBy(() -> ClaimsFile.read("c.yaml", entry.formatted("figures: [{value: 3}]")))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("metric");
    assertThatThrownBy(
            () ->
                ClaimsFile.read(
                    "c.yaml", entry.formatted("figures: [{metric: m, of: o, says: s, value: 3}]")))
        .hasMessageContaining("m: {value=3}; allowed: in, less, over, per, plus, samples");
  }

  /** The claim withstands-attacks shows each behaviour that a member of PBFT can have. */
  @Test
  void everyBehaviourOfPbftIsShown() throws Exception {
    Set<Class<?>> shown =
        config("majority-attacks.yaml").adversaries().stream()
            .map(each -> each.behaviour().getClass())
            .collect(Collectors.toSet());
    assertThat(
            ByzantineBehaviour.defaults().stream()
                .filter(each -> each.appliesTo(ProtocolKind.PBFT.votes()))
                .map(Object::getClass))
        .isSubsetOf(shown);
  }

  private static ExperimentConfig config(String file) throws Exception {
    return LoadedConfig.read(
            Repository.ROOT.resolve("paper/configs").resolve(file),
            ConfigOverrides.of(Optional.empty(), OptionalLong.of(1)))
        .experiment();
  }
}
