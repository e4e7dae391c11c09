package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.node.operations.LatencyPhase;

/** What nodes have written down: in their logs and their metrics. */
final class NodeRecords {
  private NodeRecords() {}

  /** OPS-7: after the primary's death, lines come from a later view and a later height. */
  static void everyLogLineNamesViewAndHeight(Path log) throws IOException {
    assertThat(log)
        .content()
        .containsPattern("\"node\":\"n[0-9]\",\"view\":\"[1-9][0-9]*\",\"height\":\"[1-9]");
  }

  /** OPS-5: how long requests, blocks and forces take. */
  static void allPhasesWereTimed(String page) {
    for (LatencyPhase phase : LatencyPhase.values()) {
      assertThat(page)
          .containsPattern(
              "medchain_node_phase_seconds_count\\{[^}]*phase=\"%s\"[^}]*} [1-9]"
                  .formatted(phase.tag()));
    }
  }

  static long heightIn(String line) {
    return Long.parseLong(line.replaceAll(".*revoked at height (\\d+).*", "$1"));
  }
}
