package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every module deletes folders with. */
class WholeFolderTest {
  @TempDir private Path temp;

  @Test
  void allInItGoesAndWhatLinksNameStays() throws IOException {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "kept");
    Path folder = temp.resolve("folder");
    Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "c");
    Files.createSymbolicLink(folder.resolve("to-folder"), outside);
    Files.createSymbolicLink(folder.resolve("to-nothing"), temp.resolve("nothing"));

    WholeFolder.delete(folder);

    assertThat(folder).doesNotExist();
    assertThat(outside.resolve("kept")).exists();
  }

  @Test
  void aFileIsDeletedAndNothingIsNoError() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    WholeFolder.delete(file);
    WholeFolder.delete(file);

    assertThat(temp).isEmptyDirectory();
  }
}
