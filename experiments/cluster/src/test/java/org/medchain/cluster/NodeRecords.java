package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.node.operations.LatencyPhase;

/** What nodes have written down: in their logs and their metrics. */
final class NodeRecords {
  private NodeRecords() {}

  /** OPS-7, OPS-23: after the primary's death, lines come from a later view and a later height. */
  static void everyLogLineNamesViewAndHeight(Path log) throws IOException {
    assertThat(log)
        .content()
        .containsPattern("\"node\":\"n[0-9]\",\"view\":\"[1-9][0-9]*\",\"height\":\"[1-9]")
        .containsPattern("\"version\":\"[^\"]+\"}.*\"formattedMessage\":\"starts\"")
        .contains("\"formattedMessage\":\"started without blocks\"")
        .contains("\"formattedMessage\":\"ready\"");
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

  /** OPS-22: nothing that the processes and the commands made is anybody else's to read. */
  static void allIsTheOwners(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).allMatch(NodeRecords::isTheOwners);
    }
  }

  /**
   * OPS-22: under a umask that keeps nobody out, folders and what medchain itself writes are the
   * owner's alone; libraries write into such folders as they like.
   */
  static void nothingIsOpenToOthers(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(each -> Files.isDirectory(each) || !isOfLibrary(each)))
          .anyMatch(each -> each.toString().endsWith("/data/store/LOCK"))
          .anyMatch(each -> each.toString().endsWith("/data/index"))
          .allMatch(NodeRecords::isTheOwners);
    }
  }

  private static boolean isOfLibrary(Path file) {
    String folder = file.getParent().getFileName().toString();
    return List.of("index", "log").contains(folder);
  }

  private static boolean isTheOwners(Path path) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return true;
    }
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).endsWith("------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
