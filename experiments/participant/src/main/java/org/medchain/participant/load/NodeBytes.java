package org.medchain.participant.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.cluster.local.ClusterFolder;

/**
 * Bytes on the disks of a cluster's nodes, a node (PROC-27): the mean over all of them.
 *
 * @param parts by the name of a folder in a node's data: {@code store} is the ledger's log and
 *     blocks, {@code index} state and indexes in RocksDB, {@code files} encrypted files, {@code
 *     keys} shares
 */
record NodeBytes(Map<String, Double> parts) {
  /** As they are now. */
  static NodeBytes of(ClusterFolder cluster) throws IOException {
    Map<String, Double> parts = new LinkedHashMap<>();
    List<Integer> nodes = cluster.nodeNumbers();
    for (int node : nodes) {
      Path data = cluster.node(node).resolve("data");
      try (Stream<Path> folders = Files.list(data)) {
        for (Path each : folders.filter(NodeBytes::isData).sorted().toList()) {
          parts.merge(
              each.getFileName().toString(), (double) size(each) / nodes.size(), Double::sum);
        }
      }
    }
    return new NodeBytes(parts);
  }

  /** Native libraries lie there too, which do not grow. */
  private static boolean isData(Path folder) {
    return Files.isDirectory(folder) && !folder.endsWith("native");
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(NodeBytes::sizeOrNothing).sum();
    } catch (UncheckedIOException e) {
      // A file went while it was looked for: count again.
      if (e.getCause() instanceof NoSuchFileException) {
        return size(folder);
      }
      throw e.getCause();
    }
  }

  private static long sizeOrNothing(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0; // It went meanwhile.
    }
  }

  /** What was added since, in the order of names. */
  Map<String, Double> since(NodeBytes before) {
    Map<String, Double> added = new LinkedHashMap<>();
    parts.forEach((part, now) -> added.put(part, now - before.parts().getOrDefault(part, 0.0)));
    return added;
  }
}
