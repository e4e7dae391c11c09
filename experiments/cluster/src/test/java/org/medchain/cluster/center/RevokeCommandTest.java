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

/** CA-14: what {@code center revoke} says of a consensus node's key. */
class RevokeCommandTest {
  private static final PublicKey KEY = new PublicKey(Hash.of(Bytes.utf8("synthetic")).toBytes());

  private static CenterAnswer told(boolean replaced, Outcome... outcomes) {
    List<Receipt> receipts =
        Stream.of(outcomes)
            .map(each -> new Receipt(new RequestId(KEY, 7), each.code(), Bytes.EMPTY))
            .toList();
    return RevokeCommand.told(receipts, KEY, replaced);
  }

  @Test
  void aKeyThatWasNoMemberIsRevokedAllTheSame() {
    CenterAnswer member = told(false, Outcome.OK, Outcome.OK);
    assertThat(member.done()).isTrue();
    assertThat(member.lines()).last().isEqualTo(KEY.brief() + " is revoked");
    CenterAnswer stranger = told(false, Outcome.UNKNOWN_NODE, Outcome.OK);
    assertThat(stranger.done()).isTrue();
    assertThat(stranger.lines())
        .containsExactly("request 7: OK", KEY.brief() + " is revoked; it was no member");
    assertThat(told(true, Outcome.UNKNOWN_NODE, Outcome.OK).done())
        .as("another key was to take its place")
        .isFalse();
    assertThat(told(false, Outcome.TOO_FEW_NODES, Outcome.OK).done()).isFalse();
  }
}
