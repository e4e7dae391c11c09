package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;

/** CA-14, OPS-21: what {@code center revoke} and {@code authorise} say of a key. */
class CenterAnswerTest {
  private static final PublicKey KEY = new PublicKey(Hash.of(Bytes.utf8("synthetic")).toBytes());

  private static List<Receipt> receipts(Outcome... outcomes) {
    return Stream.of(outcomes)
        .map(each -> new Receipt(new RequestId(KEY, 7), each.code(), Bytes.EMPTY))
        .toList();
  }

  private static CenterAnswer revoked(boolean replaced, Outcome... outcomes) {
    return CenterAnswer.revoked(receipts(outcomes), KEY, replaced);
  }

  @Test
  void aKeyThatWasNoMemberIsRevokedAllTheSame() {
    CenterAnswer member = revoked(false, Outcome.OK, Outcome.OK);
    assertThat(member.done()).isTrue();
    assertThat(member.lines()).last().isEqualTo(KEY.brief() + " is revoked");
    CenterAnswer stranger = revoked(false, Outcome.UNKNOWN_NODE, Outcome.OK);
    assertThat(stranger.done()).isTrue();
    assertThat(stranger.lines())
        .containsExactly("request 7: OK", KEY.brief() + " is revoked; it was no member");
    assertThat(revoked(true, Outcome.UNKNOWN_NODE, Outcome.OK).done())
        .as("another key was to take its place")
        .isFalse();
    assertThat(revoked(false, Outcome.TOO_FEW_NODES, Outcome.OK).done()).isFalse();
  }

  @Test
  void anAuthorisedKeyIsOneLine() {
    CertificateSubject subject = new CertificateSubject(KEY, PeerRole.AGENCY, "ward");
    String line = KEY.brief() + " is authorised as ward";
    assertThat(CenterAnswer.authorised(subject, receipts(Outcome.OK)))
        .isEqualTo(CenterAnswer.well(line));
    assertThat(CenterAnswer.authorised(subject, receipts(Outcome.ALREADY_REGISTERED)))
        .isEqualTo(CenterAnswer.well(line + "; the ledger has it registered already"));
  }
}
