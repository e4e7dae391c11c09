package org.medchain.baseline.witnessed;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.baseline.log.LogCheckpoint;
import org.medchain.baseline.log.LogTrust;
import org.medchain.baseline.log.SignedNote;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.witnessed.LoggedRow.LoggedVersion;
import org.medchain.data.Bytes;
import org.medchain.data.MerkleTree;

/**
 * The auditor's monitor: each hour it takes the whole log and the whole database, and looks whether
 * the log continues what it saw last, each version is logged, and each logged version is there or
 * erased. It knows what the operator shows it.
 *
 * @param seen the checkpoint that it saw last
 */
record LogMonitor(LogTrust trust, LogCheckpoint seen) {
  static final double PERIOD_S = 3_600;

  /** What is wrong; empty if nothing is. */
  Optional<String> compare(TileLog log, SignedNote note, List<LoggedRow> rows) {
    Optional<LogCheckpoint> accepted = trust.accept(note.toString());
    if (accepted.isEmpty()) {
      return Optional.of("the checkpoint is not cosigned");
    }
    LogCheckpoint head = accepted.get();
    List<Bytes> entries = log.entries().subList(0, Math.min(head.size(), log.size()));
    if (!MerkleTree.rootOf(entries.stream().map(TileLog::leaf).toList()).equals(head.root())) {
      return Optional.of("the entries are not the checkpoint's");
    }
    if (seen.size() > head.size()
        || !log.consistency(seen.size(), head.size()).proves(seen.root(), head.root())) {
      return Optional.of("the log does not continue what was seen last");
    }
    Set<Bytes> logged = new HashSet<>(entries);
    for (LoggedRow row : rows) {
      for (LoggedVersion each : row.versions()) {
        if (!logged.remove(each.entry(row.tag()))) {
          return Optional.of("a version in the database that was never logged");
        }
      }
    }
    Set<String> erased =
        entries.stream().map(each -> tag(LoggedRow.ERASED, each)).collect(Collectors.toSet());
    return logged.stream()
            .map(each -> tag(LoggedRow.RECORD, each))
            .anyMatch(tag -> !tag.isEmpty() && !erased.contains(tag))
        ? Optional.of("a logged version that is not in the database")
        : Optional.empty();
  }

  /** The tag of an entry of a kind; empty for another kind. */
  static String tag(String kind, Bytes entry) {
    String text = new String(entry.toArray(), StandardCharsets.UTF_8);
    return text.startsWith(kind) ? text.substring(kind.length()).split(" ", 2)[0] : "";
  }
}
