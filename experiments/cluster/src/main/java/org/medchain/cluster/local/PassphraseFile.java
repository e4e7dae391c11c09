package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.durable.DurableFile;

/**
 * The passphrase of the center's key (CA-11): the first line of a file that its owner alone may
 * read. It lies elsewhere than the key, so that a copy of the center's folder is no copy of both;
 * the folder has its path only, for the commands that start the center again.
 *
 * @param path of it
 */
public record PassphraseFile(Path path) {
  private static final String NOTE = "passphrase.path";
  private static final int MAX_SIZE = 4096;
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** The file that a center's folder names. */
  public static Optional<PassphraseFile> noted(Path center) throws IOException {
    Path note = center.resolve(NOTE);
    return Files.exists(note)
        ? Optional.of(new PassphraseFile(Path.of(Files.readString(note).strip())))
        : Optional.empty();
  }

  /**
   * The passphrase of a center's key; none of one that needs none.
   *
   * @param given instead of the file that the center's folder names
   */
  public static char[] read(Path center, Optional<PassphraseFile> given) throws IOException {
    Optional<PassphraseFile> file = given.isPresent() ? given : noted(center);
    if (file.isPresent()) {
      return file.get().read();
    }
    if (CertificateAuthorityFiles.isEncrypted(center)) {
      throw new IOException(
          "the center's key is under a passphrase, whose file --passphrase-file names");
    }
    return new char[0];
  }

  /** Whether others may use a file; of none where the system does not say. */
  public static boolean isOpen(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
  }

  /** Notes the path in a center's folder. */
  public void note(Path center) throws IOException {
    DurableFile.write(center.resolve(NOTE), path.toAbsolutePath().normalize() + "\n");
  }

  /**
   * Reads the passphrase.
   *
   * @throws IOException with the fault in one line
   */
  public char[] read() throws IOException {
    try {
      if (isOpen(path)) {
        throw new IOException(path + ": others may use it; allowed is a file of mode 0600");
      }
      if (Files.size(path) > MAX_SIZE) {
        throw new IOException(path + ": a passphrase file has at most " + MAX_SIZE + " bytes");
      }
      String first = Files.readString(path).lines().findFirst().orElse("");
      if (first.isEmpty()) {
        throw new IOException(path + ": its first line is the passphrase, and is empty");
      }
      return first.toCharArray();
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": this passphrase file is not there", e);
    } catch (CharacterCodingException e) {
      throw new IOException(path + ": a passphrase is text in UTF-8", e);
    }
  }
}
