package org.medchain.node.files.holder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.files.piece.PieceMerkleTree;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.operations.PrivateFiles;

/** How a holder's folder is laid out: pieces by their root, manifests and ways by the file's id. */
final class PieceStoreFolder {
  private static final String DEPOSIT = ".deposit";
  private static final String PATHS = ".paths";

  private final Path pieces;
  private final Path files;
  private final Path temp;

  /** Opens or creates it, and removes partial writes. */
  PieceStoreFolder(Path folder) throws IOException {
    PrivateFiles.createDirectory(folder);
    this.pieces = PrivateFiles.createDirectory(folder.resolve("pieces"));
    this.files = PrivateFiles.createDirectory(folder.resolve("files"));
    this.temp = PrivateFiles.createDirectory(folder.resolve("temp"));
    for (Path left : list(temp)) {
      Files.delete(left);
    }
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

  void writeManifest(SignedManifest deposit) throws IOException {
    DurableFiles.writeAtomically(temp, manifestPath(deposit.id()), deposit.encoded());
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
    DurableFiles.writeAtomically(temp, target, content);
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
      return Optional.of(content).filter(read -> PieceMerkleTree.rootOf(read).equals(root));
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
      DurableFiles.syncDirectory(folder);
    }
    DurableFiles.syncDirectory(pieces);
    DurableFiles.syncDirectory(files);
  }

  /** Deletes all pieces and manifests but these. */
  void deleteAllBut(Collection<Hash> roots, Collection<Hash> ids) throws IOException {
    Set<String> wanted = roots.stream().map(Hash::toHex).collect(Collectors.toSet());
    for (Path folder : list(pieces)) {
      for (Path piece : list(folder)) {
        if (!wanted.contains(piece.getFileName().toString())) {
          Files.delete(piece);
        }
      }
    }
    Set<String> known = new HashSet<>();
    for (Hash id : ids) {
      known.add(id.toHex() + DEPOSIT);
      known.add(id.toHex() + PATHS);
    }
    for (Path path : list(files)) {
      if (!known.contains(path.getFileName().toString())) {
        Files.delete(path);
      }
    }
  }
}
