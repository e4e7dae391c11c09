package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.UserInputException;

class PostgresBinariesTest {
  @Test
  @DisplayName("BASE-10: without PostgreSQL one line says which packages to install")
  void tellsWhatToInstall(@TempDir Path empty) {
    assertThatThrownBy(() -> PostgresBinaries.find(List.of(empty)))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("the server is missing")
        .hasMessageContaining("apt-get install postgresql-15 postgresql-15-pgaudit")
        .hasMessageNotContaining("\n");
  }
}
