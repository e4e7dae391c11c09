package org.medchain.node.files.holder;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;

/** How a holder's folder is laid out: pieces by their root, manifests and ways by the file's id. */
final class PieceStoreFolder {
  private static final String DEPOSIT = ".deposit";
  private static final String PATHS = ".paths";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * Hash.SIZE + "}");

  private final Path pieces;
  private final Path files;

  /** Opens or creates it. */
  PieceStoreFolder(Path folder) throws IOException {
    PrivateFiles.createDirectory(folder);
    this.pieces = PrivateFiles.createDirectory(folder.resolve("pieces"));
    this.files = PrivateFiles.createDirectory(folder.resolve("files"));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private Path piecePath(Hash root) {
    String name = root.toHex();
    return pieces.resolve(name.substring(0, 2)).resolve(name);
  }

  private Path manifestPath(Hash id) {
    return files.resolve(id.toHex() + DEPOSIT);
  }

  Path proofTablePath(Hash id) {
    return files.resolve(id.toHex() + PATHS);
  }

  List<Path> manifestFiles() throws IOException {
    return list(files).stream().filter(path -> path.toString().endsWith(DEPOSIT)).toList();
  }

  /** The file whose manifest this is by its name; empty if the store gives no such name. */
  Optional<Hash> fileNamedBy(Path manifest) {
    String name = manifest.getFileName().toString();
    String digits = name.substring(0, name.length() - DEPOSIT.length());
    return ID.matcher(digits).matches() ? Optional.of(Hash.fromHex(digits)) : Optional.empty();
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException with the reason if the disk fails, or the bytes are not what the owner of
   *     this file signed: one that decodes with a flipped bit is another file's
   */
  SignedManifest readManifest(Path path, Hash id) throws IOException {
    SignedManifest read;
    try {
      read = Decoder.decode(Bytes.of(Files.readAllBytes(path)), SignedManifest.CODEC::decode);
    } catch (MalformedInput e) {
      throw new IOException(e.getMessage(), e);
    }
    if (!read.id().equals(id) || !read.hasValidSignature()) {
      throw new IOException("it is not what the owner of the file signed");
    }
    return read;
  }

  /**
   * The pieces here that the paths of a file may name. Without its manifest the length of an entry
   * is unknown; but roots stand at multiples of their size, so that each such word is taken.
   *
   * @throws IOException if the disk fails
   */
  Set<Hash> piecesNamedInTable(Hash id) throws IOException {
    Set<Hash> found = new HashSet<>();
    Path table = proofTablePath(id);
    if (!Files.exists(table)) {
      return found;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(table))) {
      for (byte[] word = in.readNBytes(Hash.SIZE);
          word.length == Hash.SIZE;
          word = in.readNBytes(Hash.SIZE)) {
        Hash root = Hash.fromArray(word, 0);
        if (!root.equals(Hash.ZERO) && hasPiece(root)) { // an entry is padded with zeros
          found.add(root);
        }
      }
    }
    return found;
  }

  /** The size of a piece's file; 0 if it is not here. */
  long pieceBytes(Hash root) {
    return piecePath(root).toFile().length();
  }

  void writeManifest(SignedManifest deposit) throws IOException {
    DurableFile.writeContent(manifestPath(deposit.id()), deposit.encoded());
  }

  /** First the manifest: pieces that an interruption leaves are swept when the folder is opened. */
  void deleteManifest(Hash id) throws IOException {
    Files.deleteIfExists(manifestPath(id));
    Files.deleteIfExists(proofTablePath(id));
  }

  boolean hasPiece(Hash root) {
    return Files.exists(piecePath(root));
  }

  void writePiece(Hash root, Bytes content) throws IOException {
    Path target = piecePath(root);
    Files.createDirectories(target.getParent());
    DurableFile.writeContent(target, content);
  }

  void deletePiece(Hash root) throws IOException {
    Files.deleteIfExists(piecePath(root));
  }

  /** The bytes under a root, if their number and root are right. */
  Optional<Bytes> readPiece(Hash root, int length) throws IOException {
    Path path = piecePath(root);
    try {
      // A larger file is damaged, and need not be read into memory.
      if (Files.size(path) != length) {
        return Optional.empty();
      }
      Bytes content = Bytes.of(Files.readAllBytes(path));
      return Optional.of(content).filter(read -> Piece.rootOf(read).equals(root));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Makes the names of these pieces and of all manifests durable. */
  void force(Collection<Hash> roots) throws IOException {
    Set<Path> folders = new HashSet<>();
    for (Hash root : roots) {
      folders.add(piecePath(root).getParent());
    }
    for (Path folder : folders) {
      PrivateFiles.syncDirectory(folder);
    }
    PrivateFiles.syncDirectory(pieces);
    PrivateFiles.syncDirectory(files);
  }

  /** Deletes all pieces and manifests but those that are wanted, by root and by the file's id. */
  void deleteAllBut(Predicate<Hash> pieceWanted, Predicate<Hash> fileWanted) throws IOException {
    for (Path folder : list(pieces)) {
      deleteAllBut(folder, pieceWanted, "");
    }
    deleteAllBut(files, fileWanted, "(\\.deposit|\\.paths)");
  }

  private static void deleteAllBut(Path folder, Predicate<Hash> wanted, String ending)
      throws IOException {
    Pattern ours = Pattern.compile("(" + ID + ")" + ending);
    for (Path path : list(folder)) {
      Matcher name = ours.matcher(path.getFileName().toString());
      if (!name.matches() || !wanted.test(Hash.fromHex(name.group(1)))) {
        Files.delete(path);
      }
    }
  }
}
