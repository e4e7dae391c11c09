package org.medchain.baseline.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
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
      ThirdPartyProof proof = chain.prove("record-1");
      assertThat(chain.verify(proof)).isTrue();
      RecordEntry other =
          new RecordEntry(
              id, "p", "d", "Observation", "visit 1", first.timestampMs(), Bytes.utf8("other"));
      assertThat(chain.verify(new ThirdPartyProof(other, proof.evidence()))).isFalse();
      assertThat(chain.diskBytes()).isPositive();
      assertThat(chain.cpuMs()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLACE_DIGESTS", "EDIT_ON_DISK", "RESTORE_OLD_BACKUP", "BACKDATE"})
  @DisplayName("BASE-4: what a miner cannot do")
  void someCellsAreAsExpected(AttackKind attack) throws Exception {
    check(attack);
  }

  @Tag("statistical")
  @ParameterizedTest
  @EnumSource
  @DisplayName("BASE-4, BASE-5: what attacks do to the chain of proof of work, and who notices")
  void cellsAreAsExpected(AttackKind attack) throws Exception {
    check(attack);
  }

  private static void check(AttackKind attack) throws Exception {
    try (PowRecords chain = PowRecords.start(1)) {
      ChainCells.put(chain);
      ChainCells.check(chain, attack);
    }
  }
}
