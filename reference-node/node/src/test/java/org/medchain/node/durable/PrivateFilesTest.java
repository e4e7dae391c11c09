package org.medchain.node.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPS-22: only the owner may read a file that is made here. */
class PrivateFilesTest {
  @TempDir private Path temp;

  @BeforeEach
  void ownersAreKnown() {
    assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void filesAndFoldersAreTheOwners() throws IOException {
    Path folder = PrivateFiles.createDirectory(temp.resolve("a").resolve("b"));
    DurableFile.write(folder.resolve("text"), "synthetic");
    PrivateFiles.createForAppending(folder.resolve("appended"));

    assertThat(permissions(folder)).isEqualTo("rwx------");
    for (String name : new String[] {"text", "appended"}) {
      assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rw-------");
    }
    assertThat(folder.resolve("text")).hasContent("synthetic");
  }

  @Test
  void whatOthersMayReadIsReplaced() throws IOException {
    Path file = Files.writeString(temp.resolve("old"), "old and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    DurableFile.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  /** An operator may name any folder, also one that others use. */
  @Test
  void aFolderThatExistsIsLeftAsItIs() throws IOException {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

    PrivateFiles.createDirectory(temp);

    assertThat(permissions(temp)).isEqualTo("rwxr-xr-x");
  }

  /** STO-9: to close a second channel to the file would end the lock, so there is none. */
  @Test
  void whatThisProcessHasLockedIsNotOpenedAgain() throws IOException {
    Path lock = PrivateFiles.createDirectory(temp.resolve("locked")).resolve("LOCK");
    Path link = Files.createSymbolicLink(temp.resolve("link"), lock.getParent());
    try (FileChannel held = PrivateFiles.lock(lock).orElseThrow()) {
      assertThat(held.isOpen()).isTrue();
      Files.delete(lock); // an opening process would make it again
      for (Path folder : List.of(lock.getParent(), link, link.resolve("../locked"))) {
        assertThat(PrivateFiles.lock(folder.resolve("LOCK"))).as("%s", folder).isEmpty();
      }
      assertThat(lock).doesNotExist();
    }
    PrivateFiles.lock(link.resolve("LOCK")).orElseThrow().close();
    PrivateFiles.lock(lock).orElseThrow().close();
  }

  /** STO-9: under another name too, and while another thread closes it. */
  @Test
  void aLockStaysUntilItsOwnEnd() throws Exception {
    Path lock = PrivateFiles.createDirectory(temp.resolve("locked")).resolve("LOCK");
    Path twin = temp.resolve("twin");
    try (FileChannel held = PrivateFiles.lock(lock).orElseThrow()) {
      Files.createLink(twin, lock);
      assertThat(PrivateFiles.lock(twin)).isEmpty();
      assertThat(held.isOpen()).isTrue();
      assertThat(isLockedForOthers(lock)).isTrue();
    }
    for (int round = 0; round < 2_000; round++) {
      FileChannel before = PrivateFiles.lock(lock).orElseThrow();
      Thread closing = Thread.ofVirtual().start(() -> close(before));
      Optional<FileChannel> next = Optional.empty();
      while (next.isEmpty()) {
        next = PrivateFiles.lock(round % 2 == 0 ? lock : twin);
      }
      closing.join();
      assertThat(isLockedForOthers(lock)).as("in round %d", round).isTrue();
      next.get().close();
    }
  }

  /** By Linux' list of all processes' locks. */
  private static boolean isLockedForOthers(Path file) throws IOException {
    Path all = Path.of("/proc/locks");
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    return !Files.isReadable(all) || Files.readString(all).contains(inode);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsAppendedToStays() throws IOException {
    Path log = Files.writeString(temp.resolve("log"), "line");

    PrivateFiles.createForAppending(log);

    assertThat(log).hasContent("line");
  }
}
