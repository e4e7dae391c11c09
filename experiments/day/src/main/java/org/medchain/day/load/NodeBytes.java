package org.medchain.day.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;

/**
 * Bytes on the disks of a cluster's running nodes (PROC-27).
 *
 * @param all how many nodes there are
 * @param nodes by their numbers, those that run
 */
public record NodeBytes(int all, Map<Integer, DiskUse> nodes) {
  /**
   * Of one node.
   *
   * @param process that writes there
   * @param parts by the name of a folder in its data: {@code store} is the ledger's log and blocks,
   *     {@code index} state and indexes in RocksDB, {@code files} encrypted files, {@code keys}
   *     shares
   */
  public record DiskUse(ProcessHandle process, Map<String, Long> parts) {}

  /** As they are now. */
  public static NodeBytes of(ClusterFolder cluster) throws IOException {
    Map<Integer, DiskUse> nodes = new TreeMap<>();
    List<Integer> numbers = cluster.nodeNumbers();
    for (int node : numbers) {
      Optional<ProcessHandle> process =
          RunningProcess.read(cluster.node(node)).flatMap(RunningProcess::process);
      Path data = cluster.node(node).resolve("data");
      if (process.isPresent() && Files.isDirectory(data)) {
        nodes.put(node, new DiskUse(process.get(), parts(data)));
      }
    }
    return new NodeBytes(numbers.size(), nodes);
  }

  private static Map<String, Long> parts(Path data) throws IOException {
    Map<String, Long> parts = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.list(data)) {
      for (Path each : folders.filter(NodeBytes::isData).sorted().toList()) {
        parts.put(each.getFileName().toString(), size(each.toFile()));
      }
    }
    return parts;
  }

  /** Native libraries lie there too, which do not grow. */
  private static boolean isData(Path folder) {
    return Files.isDirectory(folder) && !folder.endsWith("native");
  }

  /** A file that goes while it is looked for has no bytes. */
  public static long size(File place) {
    File[] inside = place.listFiles();
    return inside == null ? place.length() : Stream.of(inside).mapToLong(NodeBytes::size).sum();
  }

  /**
   * What was added since, a node: the mean over those that the same process wrote all the time. One
   * that was away adds nothing, and one that came back adds what it missed before.
   */
  DiskGrowth since(NodeBytes before) {
    Map<String, Double> added = new TreeMap<>();
    int steady = 0;
    for (Map.Entry<Integer, DiskUse> each : nodes.entrySet()) {
      DiskUse then = before.nodes().get(each.getKey());
      DiskUse now = each.getValue();
      if (then != null && then.process().equals(now.process())) {
        steady++;
        now.parts()
            .forEach(
                (part, bytes) ->
                    added.merge(
                        part, (double) bytes - then.parts().getOrDefault(part, 0L), Double::sum));
      }
    }
    double count = steady;
    added.replaceAll((part, bytes) -> bytes / count);
    return new DiskGrowth(added, steady, all);
  }
}
