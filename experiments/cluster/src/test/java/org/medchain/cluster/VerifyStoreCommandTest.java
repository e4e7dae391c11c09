package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CLUSTER-7: what is neither a node's folder nor a copy is refused in one line. */
class VerifyStoreCommandTest {
  @TempDir private Path folder;

  @Test
  void whatCannotBeVerifiedIsSaid() throws Exception {
    CommandRunner.CommandResult none = CommandRunner.node("verify-store", folder.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no node's folder", "nor a copy");
    Files.createDirectories(folder.resolve("store"));
    CommandRunner.CommandResult unnamed = CommandRunner.node("verify-store", folder.toString());
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err()).contains("--genesis: there is no " + folder.resolve("genesis.bin"));
  }
}
