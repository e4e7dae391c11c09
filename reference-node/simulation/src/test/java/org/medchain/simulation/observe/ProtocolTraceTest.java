package org.medchain.simulation.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.pbft.PbftTransitionReader;
import org.medchain.consensus.trace.TraceJson;
import org.medchain.consensus.trace.TransitionReader;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.simulation.GoldenTraces;
import org.medchain.simulation.host.Cluster;

/** SIM-31, TRACE-2: the transitions of a run's correct nodes, the same for the same seed. */
class ProtocolTraceTest {
  /** A run of PBFT, as all odd ones are. */
  private static final long SEED = 3;

  private static List<String> trace(List<Integer> faulty) {
    Cluster cluster = GoldenTraces.cluster(SEED);
    Block genesis = cluster.chain().genesis();
    List<PublicKey> keys = cluster.nodes().stream().map(KeyPair::publicKey).toList();
    Function<PublicKey, TransitionReader> readers = key -> new PbftTransitionReader(key, genesis);
    List<String> lines = new ArrayList<>();
    GoldenTraces.run(SEED, new ProtocolTrace(new TraceJson(keys), faulty, readers, lines::add));
    return lines;
  }

  private static boolean isOf(String line, int node) {
    return line.contains(",\"node\":" + node + ",");
  }

  @Test
  void aRunIsWrittenDownFromFirstToLast() {
    List<String> lines = trace(List.of());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("{\"n\":" + (i + 1) + ",\"node\":");
    }
    for (String action : List.of("SendPrePrepare", "SendPrepare", "SendCommit", "Decide")) {
      assertThat(lines).anyMatch(line -> line.contains("\"action\":\"" + action + "\""));
    }
    assertThat(lines)
        .anyMatch(line -> isOf(line, 1))
        // As a word: a hash may hold the same letters.
        .noneMatch(line -> line.matches(".*\\bc0\\b.*"));
  }

  @Test
  void oneSeedIsOneTrace() {
    assertThat(trace(List.of())).isEqualTo(trace(List.of()));
  }

  @Test
  void byzantineNodesHaveNoLines() {
    List<String> all = trace(List.of());
    List<String> without = trace(List.of(2));
    assertThat(without).noneMatch(line -> isOf(line, 2));
    assertThat(without).hasSize((int) all.stream().filter(line -> !isOf(line, 2)).count());
  }
}
