package org.medchain.cluster.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.transition.TraceJson;

/**
 * The traces of a cluster's nodes as one (CLUSTER-3): in the order of this machine's monotonic
 * clock, which a message that was sent is before the same message that came; lines with the same
 * time stay in the order of their node; a line that a kill tore off is left out.
 */
public final class TraceMerge {
  /** The clock, and the line whose number is still to come. */
  private static final Pattern LINE = Pattern.compile("(\\d{1,19}) \\{\"n\":0,(\"node\":.*\\})");

  private TraceMerge() {}

  private record TraceLine(long ns, String rest) {}

  /**
   * Writes the trace of a cluster.
   *
   * @return how many lines it has besides the first
   * @throws UserInputException if its nodes wrote none
   * @throws IOException if a part is not as a node writes it; the message names the place
   */
  public static long merge(ClusterFolder folder, Path out) throws UserInputException, IOException {
    Genesis genesis = folder.genesis();
    NodeConfig first = NodeConfigFile.read(folder.nodeFile(0));
    List<TraceLine> lines = new ArrayList<>();
    for (int i = 0; i < genesis.terms().nodes().size(); i++) {
      read(part(folder, i), lines);
    }
    lines.sort(Comparator.comparingLong(TraceLine::ns));
    Path whole = out.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    try (BufferedWriter writer = Files.newBufferedWriter(whole)) {
      writer.write(head(genesis, first.consensus()) + "\n");
      long number = 0;
      for (TraceLine each : lines) {
        writer.write("{\"n\":" + ++number + "," + each.rest() + "\n");
      }
    }
    return lines.size();
  }

  private static void read(Path part, List<TraceLine> lines) throws IOException {
    List<String> all = Files.readAllLines(part);
    for (int i = 0; i < all.size(); i++) {
      Matcher matcher = LINE.matcher(all.get(i));
      if (matcher.matches()) {
        lines.add(new TraceLine(Long.parseLong(matcher.group(1)), matcher.group(2)));
      } else if (i < all.size() - 1) { // a kill tears off the last one
        throw new IOException(part + ":" + (i + 1) + ": this is no line of a node's trace");
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
    List<PublicKey> nodes = genesis.terms().nodes();
    return new TraceJson(nodes)
        .head(
            consensus.protocol().key(),
            IntStream.range(0, nodes.size()).boxed().toList(),
            List.of(),
            genesis.terms().window(),
            consensus.protocol().isFinal()
                ? consensus.checkpointInterval()
                : consensus.confirmations(),
            genesis.chain());
  }
}
