package org.medchain.node.files.holder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.medchain.data.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a store whose manifests cannot be read (FILE-11), and the pieces that may be theirs:
 * a lost page of a hundred bytes must not cost the gigabytes that it describes. Guarded by the
 * store's lock.
 */
final class UnreadableManifests {
  private static final Logger log = LoggerFactory.getLogger(UnreadableManifests.class);
  private static final long BLOCK = 4096;

  private final PieceStoreFolder folder;

  /** Metrics read it without a lock. */
  private final Map<Hash, KeptPieces> files = new ConcurrentSkipListMap<>();

  /**
   * What is kept for one file.
   *
   * @param roots of the pieces that may be its own; empty if all may be
   * @param bytes that the known ones take on disk, in blocks as a manifest would count them
   */
  private record KeptPieces(Optional<Set<Hash>> roots, long bytes) {}

  UnreadableManifests(PieceStoreFolder folder) {
    this.folder = folder;
  }

  /** What the manifest refers to cannot be told: nothing that may be its own is deleted. */
  void keep(Hash id, String reason) {
    log.atWarn()
        .addKeyValue("file", id.toHex())
        .addKeyValue("reason", reason)
        .log("unreadable manifest, pieces are kept until a holder or the owner sends it again");
    Optional<Set<Hash>> roots = Optional.empty();
    try {
      roots = Optional.of(folder.piecesNamedInTable(id));
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", id.toHex())
          .addKeyValue("reason", e.getMessage())
          .log("unreadable table of paths too, pieces of all files are kept");
    }
    long bytes = 0;
    for (Hash root : roots.orElse(Set.of())) {
      bytes += Math.ceilDiv(folder.pieceBytes(root), BLOCK) * BLOCK;
    }
    files.put(id, new KeptPieces(roots, bytes));
  }

  void forget(Hash id) {
    files.remove(id);
  }

  boolean contains(Hash id) {
    return files.containsKey(id);
  }

  List<Hash> ids() {
    return List.copyOf(files.keySet());
  }

  /** Whether a piece may be one of these files'. */
  boolean mayContain(Hash root) {
    return files.values().stream()
        .anyMatch(kept -> kept.roots().map(roots -> roots.contains(root)).orElse(true));
  }

  /** What their pieces take on disk. */
  long bytes() {
    return files.values().stream().mapToLong(KeptPieces::bytes).sum();
  }
}
