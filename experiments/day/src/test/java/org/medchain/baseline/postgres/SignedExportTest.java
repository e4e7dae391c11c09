package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;

class SignedExportTest {
  @Test
  @DisplayName("BASE-5: an export proves that its operator said it: the truth and a lie alike")
  void provesWhoSaidItOnly() {
    KeyPair operator = SignedExport.newKey();
    RecordEntry record = TestDatabases.record(1);
    RecordEntry lie = AttackScene.withContent(record, AttackScene.altered(record.content()));
    ThirdPartyProof honest = export(record, operator);
    assertThat(SignedExport.accepts(honest, operator.publicKey())).isTrue();
    assertThat(SignedExport.accepts(export(lie, operator), operator.publicKey())).isTrue();
    assertThat(SignedExport.accepts(honest, SignedExport.newKey().publicKey())).isFalse();
    ThirdPartyProof changed = new ThirdPartyProof(lie, honest.evidence());
    assertThat(SignedExport.accepts(changed, operator.publicKey())).isFalse();
    for (Bytes each : List.of(Bytes.EMPTY, Bytes.utf8("no export"))) {
      ThirdPartyProof malformed = new ThirdPartyProof(record, each);
      assertThat(SignedExport.accepts(malformed, operator.publicKey())).isFalse();
    }
  }

  private static ThirdPartyProof export(RecordEntry record, KeyPair operator) {
    return SignedExport.of(record, List.of(new RecordVersion(1, record.content())), operator);
  }
}
