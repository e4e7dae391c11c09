package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * CONN-17: strangers that hold more connections than there are places, and open each again when it
 * ends, do not keep a member or clients from connecting, from the same address.
 */
final class UncertifiedFloodTest {
  private static final int PLACES = 32;
  private static final int STRANGERS = 2 * PLACES;
  private static final int CLIENTS = 3;

  /** Of all strangers; a node under attack must have taken the others long before. */
  private static final int ROUNDS = 100;

  private final TestAuthority authority = new TestAuthority();

  /** How far a stranger takes its connections. */
  enum StrangerConduct {
    SILENT,
    ONE_BYTE,
    SLOW,
    CLIENT_HELLO,
    FOREIGN_CERTIFICATE
  }

  private TransportTestNode.TransportTestPlan plan(int number) {
    return new TransportTestNode.TransportTestPlan(authority, number);
  }

  private Strangers strangers(StrangerConduct conduct, TransportTestNode node) throws Exception {
    InetSocketAddress to = node.address;
    byte[] hello = clientHello();
    return switch (conduct) {
      case SILENT -> Strangers.sending(to, STRANGERS, new byte[0], false);
      case ONE_BYTE -> Strangers.sending(to, STRANGERS, new byte[] {22}, false);
      case SLOW -> Strangers.sending(to, STRANGERS, hello, true);
      case CLIENT_HELLO -> Strangers.sending(to, STRANGERS, hello, false);
      case FOREIGN_CERTIFICATE -> Strangers.certifiedElsewhere(to, 8, node.credentials);
    };
  }

  /** The first flight of the platform's TLS, as often as wanted. */
  static byte[] clientHello() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine engine = context.createSSLEngine("localhost", 1);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {"TLSv1.3"});
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    byte[] hello = new byte[out.flip().remaining()];
    out.get(hello);
    return hello;
  }

  @ParameterizedTest
  @EnumSource
  void membersAndClientsConnectNevertheless(StrangerConduct conduct) throws Exception {
    List<TransportTestNode> honest = new ArrayList<>();
    try (TransportTestNode a =
            plan(1).options(TestTransportOptions.few().unauthenticated(PLACES)).start();
        Strangers strangers = strangers(conduct, a)) {
      Eventually.until("the strangers are there", () -> strangers.rounds() >= 2);
      honest.add(plan(2).start());
      for (int i = 0; i < CLIENTS; i++) {
        honest.add(plan(3 + i).role(PeerRole.ENTITY).start());
      }
      honest.forEach(each -> each.connect(a));
      while (a.transport.links().size() < honest.size()) {
        assertThat(strangers.rounds())
            .as(() -> a.transport.links().size() + " connected; ended " + a.ends())
            .isLessThan(ROUNDS);
        TimeUnit.MILLISECONDS.sleep(2);
      }
      for (TransportTestNode each : honest) {
        assertThat(a.linkTo(each).send(a.message(1, 100))).isTrue();
        Eventually.until("it came", () -> each.received.size() == 1);
      }
    } finally {
      honest.forEach(TransportTestNode::close);
    }
  }
}
