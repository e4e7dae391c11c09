package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPS-20: a folder that takes no files is named before anything is started in it. */
class FolderOperationsTest {
  @TempDir private Path temp;

  @Test
  void whatIsNoFolderIsNamed() throws IOException {
    FolderOperations.requireWritable(temp);
    assertThat(temp).isEmptyDirectory();
    Path file = Files.createFile(temp.resolve("n0"));

    assertThatThrownBy(() -> FolderOperations.requireWritable(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is no folder");
  }

  @Test
  void aReadOnlyFolderIsNamed() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("n0"));
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(folder), "the administrator may write anywhere");

    assertThatThrownBy(() -> FolderOperations.requireWritable(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " cannot be written to: AccessDeniedException");
  }
}
