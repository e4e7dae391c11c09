package org.medchain.faults.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the nodes of a cluster said, beside the results: {@code nodes/n0.log} and the like. */
public final class NodeLogs {
  private static final String FOLDER = "nodes";

  private NodeLogs() {}

  /**
   * Copies them.
   *
   * @param results where to
   * @param cluster the cluster's folder; if there is none, nothing is copied
   */
  public static void copy(Path results, Path cluster) throws IOException {
    Path nodes = cluster.resolve("nodes");
    if (!Files.isDirectory(nodes)) {
      return;
    }
    Path to = Files.createDirectories(results.resolve(FOLDER));
    for (Path node : list(nodes)) {
      String name = node.getFileName().toString();
      copyIfThere(node.resolve("process.log"), to.resolve(name + ".log"));
      if (Files.isDirectory(node.resolve("log"))) {
        for (Path log : list(node.resolve("log"))) {
          copyIfThere(log, to.resolve(name + "-" + log.getFileName()));
        }
      }
    }
  }

  private static void copyIfThere(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Those beside some results, as a link from there has them. */
  static List<String> names(Path results) throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(results.resolve(FOLDER))) {
      list(results.resolve(FOLDER)).forEach(each -> names.add(FOLDER + "/" + each.getFileName()));
    }
    return names;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
