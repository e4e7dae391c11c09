package org.medchain.baseline.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordProof;
import org.medchain.data.Bytes;

@Tag("process")
class PbftRecordsTest {
  private static final long VISIT_MS = 1_790_000_000_000L;

  @TempDir Path folder;

  /** Ten records of three patients. */
  static List<RecordEntry> records() {
    List<RecordEntry> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(
          new RecordEntry(
              "record-" + i,
              "patient-" + i % 3,
              "doctor-" + i % 2,
              "Observation",
              "visit " + i,
              VISIT_MS + i,
              Bytes.utf8("content of record " + i)));
    }
    return all;
  }

  @Test
  @DisplayName("BASE-2: PBFT puts, corrects, grants, revokes, reads, tells history, proves")
  void keepsRecords() throws Exception {
    try (PbftRecords chain = PbftRecords.start(folder)) {
      for (RecordEntry each : records()) {
        chain.put(each);
      }
      RecordEntry first = records().getFirst();
      String id = first.id();
      assertThat(chain.read(id, "doctor-9")).isEmpty();
      chain.grant(id, "doctor-9");
      assertThat(chain.read(id, "doctor-9")).contains(first.content());
      Bytes better = Bytes.utf8("corrected");
      chain.correct(id, better);
      assertThat(chain.read(id, "doctor-9")).contains(better);
      assertThat(chain.history(id)).hasSize(2);
      assertThat(chain.history(id).getFirst().content()).isEqualTo(first.content());
      chain.revoke(id, "doctor-9");
      assertThat(chain.read(id, "doctor-9")).isEmpty();
      assertThat(chain.read(id, first.patient())).contains(better);
      RecordProof proof = chain.prove("record-1");
      assertThat(proof.record()).isEqualTo(records().get(1));
      assertThat(chain.verify(proof)).isTrue();
      RecordEntry other =
          new RecordEntry(
              id, "p", "d", "Observation", "visit 1", VISIT_MS + 1, Bytes.utf8("other"));
      assertThat(chain.verify(new RecordProof(other, proof.evidence()))).isFalse();
      assertThat(chain.diskBytes()).isPositive();
      assertThat(chain.cpuMs()).isPositive();
    }
  }
}
