package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

class SignedExportTest {
  @Test
  @DisplayName("BASE-5: an export proves that its operator said it: the truth and a lie alike")
  void provesWhoSaidItOnly() {
    KeyPair operator = SignedExport.newKey();
    RecordEntry record = TestDatabases.record(1);
    RecordEntry lie = HospitalAttacks.withContent(record, Insider.altered(record.content()));
    ThirdPartyProof honest = export(record, operator);
    assertThat(SignedExport.accepts(honest, operator.getPublic())).isTrue();
    assertThat(SignedExport.accepts(export(lie, operator), operator.getPublic())).isTrue();
    assertThat(SignedExport.accepts(honest, SignedExport.newKey().getPublic())).isFalse();
    ThirdPartyProof changed = new ThirdPartyProof(lie, honest.evidence());
    assertThat(SignedExport.accepts(changed, operator.getPublic())).isFalse();
    for (Bytes each : List.of(Bytes.EMPTY, Bytes.utf8("no export"))) {
      ThirdPartyProof malformed = new ThirdPartyProof(record, each);
      assertThat(SignedExport.accepts(malformed, operator.getPublic())).isFalse();
    }
  }

  private static ThirdPartyProof export(RecordEntry record, KeyPair operator) {
    return SignedExport.of(record, List.of(new RecordVersion(1, record.content())), operator);
  }
}
