package org.medchain.node.files.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * An encrypted file of which some pieces have come (FILE-8). Beside it are their Merkle paths; when
 * it is opened again, a piece counts only if its bytes and its path pass the check again.
 */
public final class PartialDownload implements PieceSink, AutoCloseable {
  private final FileManifest file;
  private final Path data;
  private final Path pathsPath;
  private final MerklePathTable paths;
  private final FileChannel channel;
  private final BitSet have = new BitSet();

  private PartialDownload(FileManifest file, Path folder) throws IOException {
    String name = file.id().toHex();
    this.file = file;
    this.data = folder.resolve(name + ".partial");
    this.pathsPath = folder.resolve(name + ".paths");
    this.paths = new MerklePathTable(pathsPath, file);
    this.channel =
        FileChannel.open(
            data, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Opens what there is of a file in a folder. */
  public static PartialDownload open(FileManifest file, Path folder) throws IOException {
    PartialDownload made = new PartialDownload(file, Files.createDirectories(folder));
    try {
      for (Map.Entry<Integer, Hash> each : made.paths.roots().entrySet()) {
        Optional<Hash> found = made.read(each.getKey()).map(Piece::rootOf);
        made.have.set(each.getKey(), found.equals(Optional.of(each.getValue())));
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private Optional<Bytes> read(int index) throws IOException {
    long from = (long) index * file.pieceSize();
    return MerklePathTable.read(channel, from, file.pieceLength(index)).map(Bytes::of);
  }

  @Override
  public BitSet presentPieces() {
    return (BitSet) have.clone();
  }

  @Override
  public void write(Piece piece) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(piece.content().toArray());
    long at = (long) piece.index() * file.pieceSize();
    while (from.hasRemaining()) {
      channel.write(from, at + from.position());
    }
    paths.write(piece, piece.root());
    have.set(piece.index());
  }

  /** The file of the encrypted bytes. */
  public Path data() {
    return data;
  }

  /** Removes it, when the file was taken out of it. */
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(data);
    Files.deleteIfExists(pathsPath);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
