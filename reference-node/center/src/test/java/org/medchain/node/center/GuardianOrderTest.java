package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/** CON-31: the center appoints who acts for a patient that cannot, and ends that. */
class GuardianOrderTest {
  @TempDir private Path folder;

  @Test
  void aGuardianIsAppointedAndEnded() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    TestCenter files = TestCenter.in(folder.resolve("center"));
    try {
      RegulatoryCenter center =
          new RegulatoryCenter(
              files.registrar,
              ledger,
              files.keys(TestCenter.NO_PASSPHRASE),
              new SimpleMeterRegistry());
      PublicKey child = TestCenter.ledger("child").publicKey();
      PublicKey guardian = TestCenter.ledger("guardian").publicKey();
      for (PublicKey each : List.of(child, guardian)) {
        CertificateSubject subject = new CertificateSubject(each, PeerRole.ENTITY, "it");
        List<Receipt> joined =
            center.authorise(
                new CenterRequest.AuthoriseKeyRequest(
                    subject, Optional.of(new Participant(each, Role.PATIENT))));
        assertThat(joined).extracting(Outcome::of).containsExactly(Outcome.OK);
      }
      Receipt appointed = center.order(new AppointDelegate(child, guardian, Long.MAX_VALUE));
      assertThat(Outcome.of(appointed)).isEqualTo(Outcome.OK);
      assertThat(Delegates.of(ledger.contract.state(), child))
          .singleElement()
          .matches(each -> each.delegate().equals(guardian) && each.byCenter());
      assertThat(Outcome.of(center.order(new EndDelegation(child, guardian))))
          .isEqualTo(Outcome.OK);
      assertThat(Outcome.of(center.order(new EndDelegation(child, guardian))))
          .isEqualTo(Outcome.NOT_GRANTED);
    } finally {
      files.close();
    }
  }
}
