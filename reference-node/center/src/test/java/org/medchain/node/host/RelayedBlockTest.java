package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;
import org.medchain.network.Screening;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;

/** NODE-25: a block travels from neighbour to neighbour, over connections between real nodes. */
@Tag("process")
class RelayedBlockTest {
  private static final int BITS = 17;

  /** Of three miners alike one finds none of these with a chance of less than 10^-17. */
  private static final int MOST_BLOCKS = 100;

  @TempDir private Path folder;

  private final Set<Header> foundByFirst = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Header> committedByLast = new LinkedBlockingQueue<>();
  private final Map<Integer, Supplier<List<PublicKey>>> hearers = new ConcurrentHashMap<>();

  private static ConsensusConfig linked(List<List<Integer>> links) {
    ConsensusConfig usual = ConsensusConfig.defaults();
    return new ConsensusConfig(
        ProofOfWork.PROTOCOL,
        usual.requests(),
        usual.batchTransactions(),
        usual.batchBytes(),
        usual.batchDelayMs(),
        usual.viewTimeoutMs(),
        // Nothing is found by announcements.
        3_600_000,
        usual.poolCapacity(),
        usual.checkpointInterval(),
        usual.confirmations(),
        usual.longestViewTimeoutMs(),
        usual.networkDelayMs(),
        links);
  }

  /** The correct replica, of which the test sees what it finds and commits. */
  private record WatchedReplica(Replica own, Set<Header> found, BlockingQueue<Header> committed)
      implements Replica {
    @Override
    public List<Output> step(Input input) {
      if (input instanceof Input.NonceFound its) {
        found.add(its.sealed());
      }
      List<Output> outputs = own.step(input);
      for (Output output : outputs) {
        if (output instanceof Output.Commit commit) {
          committed.add(commit.block().header());
        }
      }
      return outputs;
    }

    @Override
    public Screening screen(PublicKey sender, Message message) {
      return own.screen(sender, message);
    }
  }

  private NodePorts ports(int number) {
    return new NodePorts() {
      @Override
      public Replica replica(HostedReplica correct) {
        return new WatchedReplica(
            correct.replica(),
            number == 0 ? foundByFirst : ConcurrentHashMap.newKeySet(),
            number == 2 ? committedByLast : new LinkedBlockingQueue<>());
      }

      @Override
      public ReplicaNetwork network(HostedNetwork own) {
        hearers.put(number, own.nodes());
        return own.network();
      }
    };
  }

  @Test
  void aBlockReachesWhoIsLinkedToNeitherItsMiner() throws Exception {
    ConsensusConfig line = linked(List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)));
    List<FullNode> nodes = new ArrayList<>();
    try (LoneNode members = new LoneNode(folder, Difficulty.ofCoefficient(1L << BITS))) {
      List<NodeConfig.PeerAddress> before = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        FullNode node = members.startMember(number, line, List.copyOf(before), ports(number));
        nodes.add(node);
        PublicKey key = members.keys.get(number).publicKey();
        before.add(new NodeConfig.PeerAddress(key, node.address()));
      }
      Optional<Header> relayed = Optional.empty();
      for (int i = 0; i < MOST_BLOCKS && relayed.isEmpty(); i++) {
        relayed =
            Optional.ofNullable(committedByLast.poll(60, TimeUnit.SECONDS))
                .filter(foundByFirst::contains);
      }
      assertThat(relayed).as("a block of the first node at the last one").isPresent();
      // All three are connected, but the ends do not hear each other.
      assertThat(hearers.get(0).get()).containsExactly(members.keys.get(1).publicKey());
      assertThat(hearers.get(2).get()).containsExactly(members.keys.get(1).publicKey());
    } finally {
      for (FullNode node : nodes) {
        node.close();
      }
    }
  }

  @Test
  void linksThatDoNotConnectTheNodesAreRefused() throws Exception {
    try (LoneNode members = new LoneNode(folder, Difficulty.ofCoefficient(2))) {
      assertThatThrownBy(
              () ->
                  members.startMember(
                      0, linked(List.of(List.of(0, 1), List.of(2, 3))), List.of(), ports(0)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "consensus.neighbours must be links over which all 4 nodes reach each other, not some"
                  + " without a way from node 0 to 2");
    }
  }
}
