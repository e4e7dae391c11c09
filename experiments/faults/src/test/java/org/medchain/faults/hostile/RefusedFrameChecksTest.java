package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.node.admission.CallKind;

/**
 * THR-6, in counted checks: of a hostile frame that is refused at most one signature was checked in
 * vain. That a frame which is unsound costs none at all stands in the core's HostileFramesTest.
 */
@Tag("process")
class RefusedFrameChecksTest {
  private static final int OF_A_KIND = 150;

  private final CountingScheme scheme = new CountingScheme();

  @TempDir private Path folder;

  /** Counts what does not hold. */
  private static final class CountingScheme implements SignatureScheme {
    private final Ed25519 own = new Ed25519();
    private int failed;

    @Override
    public KeyPair keyPair(Bytes seed) {
      return own.keyPair(seed);
    }

    @Override
    public Signature sign(SecretKey key, Bytes message) {
      return own.sign(key, message);
    }

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      boolean holds = own.verify(key, message, signature);
      failed += holds ? 0 : 1;
      return holds;
    }
  }

  @Test
  void atMostOneSignatureIsCheckedInVain() throws Exception {
    HostileChain chain = new HostileChain(folder);
    KeyPair member = chain.hostile.get(HostileRole.MEMBER).ledger();
    HostileMessageSource source = source(chain, member);
    Authenticator authenticator =
        new Authenticator(chain.genesis.chain(), scheme, new MessageRegistry(PbftMessages.all()));
    // THR-4: no kind of message or call is left out.
    assertThat(source.kinds())
        .containsAll(PbftMessages.all().stream().map(MessageType::name).toList());
    assertThat(source.kinds())
        .containsAll(names(CallKind.CHUNK, CallKind.RELEASE))
        .containsAll(names(CallKind.HEADERS, CallKind.QUERY));
    int bySignature = 0;
    for (String kind : source.kinds()) {
      for (int i = 0; i < OF_A_KIND; i++) {
        if (!(source.next(kind, member) instanceof HostileMessage.EnvelopeMessage made)) {
          continue;
        }
        scheme.failed = 0;
        var result = authenticator.authenticate(made.envelope());
        assertThat(scheme.failed).as("%s: %s", kind, result).isLessThanOrEqualTo(1);
        if (result instanceof AuthenticationResult.Verified) {
          assertThat(scheme.failed).as("%s: %s", kind, result).isZero();
        }
        bySignature += scheme.failed;
      }
    }
    assertThat(bySignature).as("frames with a false signature").isGreaterThan(OF_A_KIND);
  }

  private static List<String> names(CallKind from, CallKind to) {
    return EnumSet.range(from, to).stream().map(each -> each.method().name()).toList();
  }

  private HostileMessageSource source(HostileChain chain, KeyPair member) {
    RecordedTraffic traffic = new RecordedTraffic();
    traffic.learn(chain.genesis.block().header());
    traffic.add(Envelope.seal(scheme, chain.genesis.chain(), member, new Status(0, false, 0, 0)));
    List<PublicKey> honest = new ArrayList<>(chain.genesis.membership().keys());
    return new HostileMessageSource(
        new SplittableRandom(27),
        scheme,
        chain.genesis.chain(),
        traffic.corpus(0),
        List.of(member),
        honest,
        20);
  }
}
