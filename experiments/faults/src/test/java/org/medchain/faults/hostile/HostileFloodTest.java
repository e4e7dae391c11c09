package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.node.identity.Identity;

/** Hostile peers that know only what they hear, as commands start them (THR-6). */
class HostileFloodTest {
  @TempDir private Path folder;

  @Test
  void peersSendHearAndStopNobody() throws Exception {
    HostileChain chain = new HostileChain(folder);
    HostileTable table = new HostileTable();
    try (CorrectNodes nodes = new CorrectNodes(chain, new RecordedTraffic(), table);
        HostileFlood flood =
            new HostileFlood(chain.genesis, identities(chain), nodes.addresses(), 27)) {
      CorrectNodes.await(
          "each peer sent something",
          () -> {
            send(flood);
            return flood.counts().stream().allMatch(each -> each.of(Counted.SENT) > 0);
          });
      send(flood);
      List<HostileCounts> counts = flood.counts();
      assertThat(HostileCounts.decode(HostileCounts.encode(counts))).isEqualTo(counts);
      assertThat(nodes.failure()).isEmpty();
      assertThat(table.total(HostileOutcome.TAKEN)).isPositive();
    }
  }

  private static Map<HostileRole, Identity> identities(HostileChain chain) {
    return Map.of(
        HostileRole.MEMBER,
        chain.hostile.get(HostileRole.MEMBER),
        HostileRole.LIGHT_CLIENT,
        chain.hostile.get(HostileRole.LIGHT_CLIENT));
  }

  private static void send(HostileFlood flood) {
    try {
      flood.send(500);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
