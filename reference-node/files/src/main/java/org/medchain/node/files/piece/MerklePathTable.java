package org.medchain.node.files.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;

/**
 * On disk, for each piece of one file that has come: its root and its way up to the file's root.
 *
 * <p>Each entry is checked against the manifest, so that what a crash leaves here is either right
 * or counts as missing (FILE-6); no flag claims a piece's presence.
 */
public final class MerklePathTable {
  private final Path path;
  private final FileManifest file;
  private final int entrySize;

  public MerklePathTable(Path path, FileManifest file) {
    this.path = path;
    this.file = file;
    this.entrySize = Hash.SIZE * (1 + InclusionProof.siblings(0, file.pieceCount()));
  }

  /**
   * An entry.
   *
   * @param root of the piece
   * @param proof its way up
   */
  public record MerklePathEntry(Hash root, InclusionProof proof) {}

  public void write(Piece piece, Hash root) throws IOException {
    Encoder entry = new Encoder(entrySize).hash(root);
    piece.proof().path().forEach(entry::hash);
    put(piece.index(), Arrays.copyOf(entry.toArray(), entrySize));
  }

  public void clear(int index) throws IOException {
    put(index, new byte[entrySize]);
  }

  private void put(int index, byte[] entry) throws IOException {
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer from = ByteBuffer.wrap(entry);
      while (from.hasRemaining()) {
        out.write(from, (long) index * entrySize + from.position());
      }
    }
  }

  /** The entry of a piece; empty if no valid path to the file's root is there. */
  public Optional<MerklePathEntry> read(int index) throws IOException {
    if (!path.toFile().exists()) {
      return Optional.empty();
    }
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(in, index);
    }
  }

  /** What stands in that place of a file; empty if the file ends before. */
  public static Optional<byte[]> read(FileChannel in, long from, int length) throws IOException {
    ByteBuffer to = ByteBuffer.allocate(length);
    while (to.hasRemaining() && in.read(to, from + to.position()) >= 0) {
      // Until it is whole or the file ends.
    }
    return to.hasRemaining() ? Optional.empty() : Optional.of(to.array());
  }

  /** The roots of all entries, by their index. */
  public Map<Integer, Hash> roots() throws IOException {
    Map<Integer, Hash> roots = new TreeMap<>();
    if (path.toFile().exists()) {
      try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
        for (int i = 0; i < file.pieceCount(); i++) {
          int index = i;
          read(in, index).ifPresent(entry -> roots.put(index, entry.root()));
        }
      }
    }
    return roots;
  }

  private Optional<MerklePathEntry> read(FileChannel in, int index) throws IOException {
    Optional<byte[]> found = read(in, (long) index * entrySize, entrySize);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] entry = found.get();
    Hash root = Hash.fromArray(entry, 0);
    List<Hash> siblings = new ArrayList<>();
    for (int i = 1; i <= InclusionProof.siblings(index, file.pieceCount()); i++) {
      siblings.add(Hash.fromArray(entry, i * Hash.SIZE));
    }
    InclusionProof place = new InclusionProof(index, file.pieceCount(), siblings);
    return place.rootOver(root).equals(file.root())
        ? Optional.of(new MerklePathEntry(root, place))
        : Optional.empty();
  }

  public void force() throws IOException {
    try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      out.force(true);
    }
  }
}
