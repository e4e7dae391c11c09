package org.medchain.node.files.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;

/**
 * The pieces of an encrypted file that have come (FILE-6, FILE-8): each at its place in a file, and
 * beside that a table with each one's root and its way up to the file's root. A piece counts only
 * if it proves itself, so that after a crash each is right or missing.
 */
public final class PieceFile implements PieceSink {
  private final FileManifest file;
  private final Path data;
  private final Path table;
  private final boolean forced;
  private final int entrySize;
  private final BitSet present = new BitSet();

  private PieceFile(FileManifest file, Path data, Path table, boolean forced) {
    this.file = file;
    this.data = data;
    this.table = table;
    this.forced = forced;
    this.entrySize = Hash.SIZE * (1 + InclusionProof.siblings(0, file.pieceCount()));
  }

  /** Opens what an interrupted fetch left in a folder; all of it is read. */
  public static PieceFile partial(FileManifest file, Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = file.id().toHex();
    PieceFile opened =
        new PieceFile(
            file, folder.resolve(name + ".partial"), folder.resolve(name + ".paths"), false);
    for (int index = 0; index < file.pieceCount(); index++) {
      opened.present.set(index, opened.read(index).isPresent());
    }
    return opened;
  }

  /**
   * Opens a holder's pieces, only by their table, since it proves each piece before it serves it. A
   * piece is forced before the table names it.
   */
  public static PieceFile held(FileManifest file, Path data, Path table) throws IOException {
    PieceFile opened = new PieceFile(file, data, table, true);
    if (Files.exists(table)) {
      long size = data.toFile().length();
      try (FileChannel in = FileChannel.open(table, StandardOpenOption.READ)) {
        for (int index = 0; index < file.pieceCount(); index++) {
          boolean whole = opened.start(index) + file.pieceLength(index) <= size;
          Optional<byte[]> entry = opened.entry(in, index);
          opened.present.set(
              index, whole && entry.isPresent() && opened.isNamed(index, entry.get()));
        }
      }
    }
    return opened;
  }

  private long start(int index) {
    return (long) index * file.pieceSize();
  }

  private Optional<byte[]> entry(FileChannel in, int index) throws IOException {
    return read(in, (long) index * entrySize, entrySize);
  }

  private boolean isNamed(int index, byte[] entry) {
    return way(index, entry).rootOver(Hash.fromArray(entry, 0)).equals(file.root());
  }

  private InclusionProof way(int index, byte[] entry) {
    List<Hash> siblings =
        IntStream.rangeClosed(1, InclusionProof.siblings(index, file.pieceCount()))
            .mapToObj(i -> Hash.fromArray(entry, i * Hash.SIZE))
            .toList();
    return new InclusionProof(index, file.pieceCount(), siblings);
  }

  /** The bytes at that place of a file; empty if the file ends before. */
  public static Optional<byte[]> read(FileChannel in, long from, int length) throws IOException {
    ByteBuffer to = ByteBuffer.allocate(length);
    while (to.hasRemaining() && in.read(to, from + to.position()) >= 0) {
      // Until it is whole or the file ends.
    }
    return to.hasRemaining() ? Optional.empty() : Optional.of(to.array());
  }

  /** A piece, if the bytes at its place are the file's. */
  public Optional<Piece> read(int index) throws IOException {
    try (FileChannel bytes = FileChannel.open(data, StandardOpenOption.READ);
        FileChannel entries = FileChannel.open(table, StandardOpenOption.READ)) {
      Optional<byte[]> content = read(bytes, start(index), file.pieceLength(index));
      return entry(entries, index)
          .flatMap(it -> content.map(read -> new Piece(way(index, it), Bytes.of(read))))
          .filter(piece -> piece.belongsTo(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public BitSet presentPieces() {
    return (BitSet) present.clone();
  }

  /** Whether all pieces are here. */
  public boolean isWhole() {
    return present.cardinality() == file.pieceCount();
  }

  /** Whether a piece is here; false for one that the file does not have. */
  public boolean has(int index) {
    return index >= 0 && present.get(index);
  }

  @Override
  public void write(Piece piece) throws IOException {
    put(data, start(piece.index()), piece.content().toArray(), forced);
    Encoder entry = new Encoder(entrySize).hash(piece.root());
    piece.proof().path().forEach(entry::hash);
    putEntry(piece.index(), Arrays.copyOf(entry.toArray(), entrySize));
    present.set(piece.index());
  }

  /** Forgets a piece, which was found damaged. */
  public void clear(int index) throws IOException {
    present.clear(index);
    putEntry(index, new byte[entrySize]);
  }

  private void putEntry(int index, byte[] entry) throws IOException {
    put(table, (long) index * entrySize, entry, false);
  }

  private static void put(Path path, long at, byte[] content, boolean forced) throws IOException {
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer from = ByteBuffer.wrap(content);
      while (from.hasRemaining()) {
        out.write(from, at + from.position());
      }
      if (forced) {
        out.force(false);
      }
    }
  }

  /** Makes the table durable; the bytes are. */
  public void force() throws IOException {
    try (FileChannel out = FileChannel.open(table, StandardOpenOption.WRITE)) {
      out.force(true);
    }
  }

  /** The file of the encrypted bytes. */
  public Path data() {
    return data;
  }

  /** Removes it. */
  public void delete() throws IOException {
    Files.deleteIfExists(data);
    Files.deleteIfExists(table);
  }
}
