package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.network.NetworkArbitraries;

/** NET-2, NET-3: the kinds of message of all protocols together. */
class MessageKindsTest {
  /** Any node may send the request. */
  private static final List<MessageType> ALL =
      Stream.of(PbftMessages.all(), PowMessages.all()).flatMap(List::stream).distinct().toList();

  private final Authenticator authenticator =
      new Authenticator(Hash.ZERO, new Ed25519(), new MessageRegistry(ALL));

  /** The name is the signing domain; a read may be ordered, so it is signed as one (PBFT-22). */
  @Example
  void noTwoKindsShareACodeOrAName() {
    assertThat(ALL.stream().map(MessageType::code)).doesNotHaveDuplicates();
    assertThat(ALL.stream().filter(type -> !type.equals(ReadRequest.TYPE)).map(MessageType::name))
        .doesNotHaveDuplicates();
    assertThat(ReadRequest.TYPE.name()).isEqualTo(Request.TYPE.name());
    assertThat(new MessageRegistry(ALL).all()).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Provide
  Arbitrary<Envelope> envelopes() {
    return NetworkArbitraries.envelopes();
  }

  /** With real keys: neither body, key nor signature of any form makes the check fail. */
  @Property(seed = "20291", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noEnvelopeMakesTheAuthenticatorThrow(@ForAll("envelopes") Envelope envelope) {
    for (MessageType type : ALL) {
      Envelope each =
          new Envelope(type.code(), envelope.sender(), envelope.body(), envelope.signature());
      assertThat(authenticator.authenticate(each))
          .isInstanceOf(AuthenticationResult.Rejected.class);
    }
  }
}
