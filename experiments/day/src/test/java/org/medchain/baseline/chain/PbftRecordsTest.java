package org.medchain.baseline.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

@Tag("process")
class PbftRecordsTest {
  @TempDir Path folder;

  @Test
  @DisplayName("BASE-2, BASE-4: PBFT keeps records, and six attacks end as expected")
  void keepsRecords() throws Exception {
    try (PbftRecords chain = PbftRecords.start(folder)) {
      ChainCells.put(chain);
      RecordEntry last = ChainCells.records().getLast();
      String id = last.id();
      assertThat(chain.read(id, "doctor-9")).isEmpty();
      chain.grant(id, "doctor-9");
      assertThat(chain.read(id, "doctor-9")).contains(last.content());
      Bytes better = Bytes.utf8("corrected");
      chain.correct(id, better);
      assertThat(chain.read(id, "doctor-9")).contains(better);
      assertThat(chain.history(id))
          .extracting(each -> each.content())
          .containsExactly(last.content(), better);
      chain.revoke(id, "doctor-9");
      assertThat(chain.read(id, "doctor-9")).isEmpty();
      assertThat(chain.read(id, last.patient())).contains(better);
      provesOffline(chain);
      assertThat(chain.diskBytes()).isPositive();
      assertThat(chain.cpuMs()).isPositive();
      for (AttackKind each :
          List.of(
              AttackKind.READ_WITHOUT_GRANT,
              AttackKind.BACKDATE,
              AttackKind.FALSE_ENTRY,
              AttackKind.AUDIT_OFF,
              AttackKind.F_PLUS_ONE_COLLUDE,
              AttackKind.MAJORITY_COLLUDES)) {
        ChainCells.check(chain, each);
      }
    }
  }

  private static void provesOffline(PbftRecords chain) throws Exception {
    RecordEntry record = ChainCells.records().get(1);
    ThirdPartyProof proof = chain.prove(record.id());
    assertThat(proof.record()).isEqualTo(record);
    assertThat(chain.verify(proof)).isTrue();
    RecordEntry other =
        new RecordEntry(
            record.id(),
            record.patient(),
            record.author(),
            record.type(),
            record.description(),
            record.timestampMs(),
            Bytes.utf8("other"));
    assertThat(chain.verify(new ThirdPartyProof(other, proof.evidence()))).isFalse();
    byte[] bent = proof.evidence().toArray();
    bent[bent.length / 3] ^= 1;
    assertThat(chain.verify(new ThirdPartyProof(record, Bytes.of(bent)))).isFalse();
  }
}
