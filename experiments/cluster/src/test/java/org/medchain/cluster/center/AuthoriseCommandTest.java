package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/** OPS-21: what {@code center authorise} says, of which its exit code is not the opposite. */
class AuthoriseCommandTest {
  private static final PublicKey KEY =
      new Ed25519().keyPair(Hash.of(Bytes.utf8("synthetic")).toBytes()).publicKey();

  @Test
  void oneLineForAnyKey() {
    CertificateSubject subject = new CertificateSubject(KEY, PeerRole.AGENCY, "ward");

    assertThat(AuthoriseCommand.line(subject, false))
        .isEqualTo(KEY.brief() + " is authorised as ward");
    assertThat(AuthoriseCommand.line(subject, true))
        .isEqualTo(KEY.brief() + " is authorised as ward; the ledger has it registered already");
  }
}
