package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

@Tag("process")
class FederatedSystemTest {
  @Test
  @DisplayName("BASE-2: a read is compared with the index, which only its hospital adds to")
  void comparesWithTheIndex(@TempDir Path folder) throws IOException, InterruptedException {
    PostgresTemplate template = TestDatabases.template(folder);
    try (FederatedSystem system = FederatedSystem.start(template, folder.resolve("all"), 2)) {
      RecordEntry record = TestDatabases.record(1);
      system.put(record);
      assertThat(system.read(record.id(), record.author())).contains(record.content());
      assertThat(system.read(record.id(), "other")).isEmpty();
      system.grant(record.id(), "other");
      assertThat(system.read(record.id(), "other")).contains(record.content());
      assertThat(system.read("no such", "other")).isEmpty();
      ThirdPartyProof first = system.prove(record.id());
      system.correct(record.id(), Bytes.utf8("corrected"));
      assertThat(system.history(record.id())).hasSize(2);
      assertThat(system.verify(first)).isTrue();
      assertThat(system.verify(system.prove(record.id()))).isTrue();
      int home = system.home(record.author());
      assertThatThrownBy(() -> system.note(1 - home, record))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("conflicting key value");
      List<Boolean> rows =
          system
              .hospitals
              .get(home)
              .server()
              .administer(
                  HospitalScene.QUIETLY,
                  "UPDATE record SET content = 'a lie' WHERE id = :id",
                  row -> true,
                  name -> record.id());
      assertThat(rows).isEmpty();
      assertThatThrownBy(() -> system.read(record.id(), record.author()))
          .hasMessageContaining("not the hash");
      assertThat(system.verify(system.prove(record.id()))).isFalse();
    }
  }
}
