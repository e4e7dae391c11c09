package org.medchain.cluster.byzantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.cluster.Awaited.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Input;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.NodePorts.HostedReplica;

/** FN-7: the simulation's adversaries in real nodes. */
class ByzantineProcessTest {
  private static final int REQUESTS = 10;

  /** Heights, and the blocks that were proposed for them under a signature that held. */
  private final Map<Long, Set<Hash>> proposed = new ConcurrentHashMap<>();

  private final NodePorts listening =
      new NodePorts() {
        @Override
        public Replica replica(HostedReplica correct) {
          return input -> {
            if (input instanceof Input.MessageReceived received
                && received.verified().message() instanceof PrePrepare proposal) {
              proposed
                  .computeIfAbsent(
                      proposal.block().height(), height -> ConcurrentHashMap.newKeySet())
                  .add(proposal.block().hash());
            }
            return correct.replica().step(input);
          };
        }
      };

  /** The primary tells two groups two blocks, signed with its own key; the others agree on one. */
  @Test
  void threeCorrectNodesAgreeBesideOneThatEquivocates(@TempDir Path temp) throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    ByzantineProcess equivocation = ByzantineProcess.parse("equivocation", 1);
    try (InProcessNodes nodes = new InProcessNodes(files)) {
      for (int i = 0; i < 4; i++) {
        var unused = nodes.start(i, i == 0 ? equivocation : listening);
      }
      long height = nodes.order(REQUESTS);

      assertThat(proposed.values()).anyMatch(blocks -> blocks.size() > 1);
      for (long each = 1; each <= height; each++) {
        Set<Hash> decided = new HashSet<>();
        for (int i = 1; i < 4; i++) {
          decided.add(awaitBlock(nodes.get(i), each));
        }
        assertThat(decided).as("height " + each).hasSize(1);
      }
    }
  }

  private static Hash awaitBlock(FullNode node, long height) throws Exception {
    await("height " + height, () -> node.ledger().height() >= height);
    return node.ledger().blockAt(height).orElseThrow().block().hash();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "silence",
        "silence,slowness",
        "silence(receivers: [1, 2], phases: [commit]), erratic(probability: 0.5)",
        "corruption(phase: pre_prepare, field: digest)",
        "twins(first: [0, 1], second: [2, 3])",
        "sharing(nodes: [0, 1], from_s: 10)"
      })
  void behavioursAreNamedAsInAConfig(String text) throws Exception {
    assertThat(ByzantineProcess.parse(text, 0)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equivocate | silence",
        "silence(phases: [votes]) | pre_prepare",
        "tampering(probability: 2) | probability",
        "silence; slowness | allowed is BEHAVIOUR[,BEHAVIOUR...]",
        "silence(receivers: [ | allowed is BEHAVIOUR[,BEHAVIOUR...]",
        "'' | allowed is BEHAVIOUR[,BEHAVIOUR...]"
      })
  void aWrongNameIsAnsweredWithThoseThatThereAre(String text, String answer) {
    assertThatThrownBy(() -> ByzantineProcess.parse(text, 0))
        .isInstanceOfSatisfying(
            UserInputException.class,
            e -> assertThat(String.join("\n", e.lines())).contains(answer));
  }

  /** What cannot be on this chain is one line, before the node does anything. */
  @ParameterizedTest
  @CsvSource({
    "selfish_mining, selfish_mining does nothing under pbft",
    "'silence(receivers: [4])', no node 4; there are 0 to 3"
  })
  // What a refused node had begun to write it may still write while a folder is deleted.
  void whatDoesNothingHereIsRefused(
      String text, String answer, @TempDir(cleanup = CleanupMode.NEVER) Path temp)
      throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    NodePorts ports = ByzantineProcess.parse(text, 0);
    assertThatThrownBy(
            () ->
                FullNode.start(NodeConfigFile.read(files.nodeFile(0)), ports, (view, height) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(answer);
  }
}
