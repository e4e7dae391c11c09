package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.tutorial.JavaTutorial;

/** CON-25: an operation is added in three main files, as the tutorial says. */
class ContractTutorialTest {
  private static final Path ROOT = Repository.ROOT;

  @TempDir Path folder;

  @Test
  void anOperationIsAdded() throws Exception {
    JavaTutorial tutorial =
        new JavaTutorial(ROOT, "reference-node/tutorials/add-an-operation.md", folder);
    assertThat(tutorial.mainFiles()).isEqualTo(3);
    assertThat(tutorial.run("TryStudy")).isEqualTo(tutorial.expected());
  }
}
