package org.medchain.cluster.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.consensus.trace.TraceJson;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;

/**
 * The traces of a cluster's nodes as one (CLUSTER-3): in the order of this machine's monotonic
 * clock, which a message that was sent is before the same message that came; lines with the same
 * time stay in the order of their node.
 */
public final class TraceMerge {
  private TraceMerge() {}

  private record MergeSource(int node, TracePart part) {
    long ns() {
      return part.peek().orElseThrow().ns();
    }
  }

  /**
   * Writes the trace of a cluster.
   *
   * @return how many lines it has besides the first
   * @throws UserInputException if its nodes wrote none
   * @throws IOException if a part is not as a node writes it; the message names the place
   */
  public static long merge(ClusterFolder folder, Path out) throws UserInputException, IOException {
    Genesis genesis = folder.genesis();
    List<PublicKey> nodes = genesis.terms().nodes();
    List<TracePart> parts = new ArrayList<>();
    try {
      NodeConfig first = NodeConfigFile.read(folder.nodeFile(0));
      for (int i = 0; i < nodes.size(); i++) {
        parts.add(new TracePart(part(folder, i)));
      }
      Path whole = out.toAbsolutePath();
      Files.createDirectories(whole.getParent());
      try (BufferedWriter writer = Files.newBufferedWriter(whole, StandardCharsets.UTF_8)) {
        writer.write(head(genesis, first.consensus()));
        writer.write('\n');
        return write(parts, writer);
      }
    } finally {
      for (TracePart part : parts) {
        part.close();
      }
    }
  }

  private static Path part(ClusterFolder folder, int node) throws UserInputException, IOException {
    Optional<Path> part = NodeConfigFile.read(folder.nodeFile(node)).trace();
    if (part.isEmpty() || !Files.exists(part.get())) {
      throw new UserInputException(
          folder.node(node)
              + ": the node wrote no trace; start the cluster with 'cluster up --trace'");
    }
    return part.get();
  }

  private static String head(Genesis genesis, ConsensusConfig consensus) {
    boolean pbft = consensus.protocol() == ConsensusConfig.ConsensusProtocol.PBFT;
    List<PublicKey> nodes = genesis.terms().nodes();
    return new TraceJson(nodes)
        .head(
            consensus.protocol().key(),
            IntStream.range(0, nodes.size()).boxed().toList(),
            List.of(),
            genesis.terms().window(),
            pbft ? consensus.checkpointInterval() : consensus.confirmations(),
            genesis.chain());
  }

  private static long write(List<TracePart> parts, BufferedWriter writer) throws IOException {
    PriorityQueue<MergeSource> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(MergeSource::ns).thenComparingInt(MergeSource::node));
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).peek().isPresent()) {
        queue.add(new MergeSource(i, parts.get(i)));
      }
    }
    long lines = 0;
    while (!queue.isEmpty()) {
      MergeSource source = queue.poll();
      TracePart.TracePartEntry entry = source.part().peek().orElseThrow();
      writer.write("{\"n\":" + ++lines + "," + entry.rest());
      writer.write('\n');
      source.part().advance();
      if (source.part().peek().isPresent()) {
        queue.add(source);
      }
    }
    return lines;
  }
}
