package org.medchain.baseline.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medchain.baseline.Attack;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordProof;
import org.medchain.data.Bytes;

class PowRecordsTest {
  @Test
  @DisplayName(
      "BASE-2: proof of work puts, corrects, grants, revokes, reads, tells history, proves")
  void keepsRecords() throws Exception {
    try (PowRecords chain = PowRecords.start(1)) {
      ChainCells.put(chain);
      RecordEntry first = ChainCells.records().getFirst();
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
      assertThat(chain.verify(proof)).isTrue();
      RecordEntry other =
          new RecordEntry(
              id, "p", "d", "Observation", "visit 1", first.timestampMs(), Bytes.utf8("other"));
      assertThat(chain.verify(new RecordProof(other, proof.evidence()))).isFalse();
      assertThat(chain.diskBytes()).isPositive();
      assertThat(chain.cpuMs()).isPositive();
    }
  }

  @Test
  void run() throws Exception {
    for (Attack attack : Attack.values()) {
      long t = System.nanoTime();
      System.err.println("== " + attack);
      try (PowRecords chain = PowRecords.start(1)) {
        ChainCells.put(chain);
        System.err.println("   put " + (System.nanoTime() - t) / 1_000_000 + " ms");
        System.err.println(
            "=> "
                + chain.suffer(
                    attack, ChainCells.records(), line -> System.err.println("   " + line)));
      } catch (Exception e) {
        System.err.println("!! " + e);
        e.printStackTrace();
      }
      System.err.println("   took " + (System.nanoTime() - t) / 1_000_000 + " ms");
    }
  }
}
