package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.tls.TlsCredentials;

/** CA-1: the center's certificates serve in TLS 1.3 on both sides. */
class CertificateHandshakeTest {
  private static final char[] NONE = new char[0];
  private static final int MOST_STEPS = 1_000;

  @TempDir private Path folder;

  private Identity identity(CertificateAuthority authority, String name, List<String> addresses)
      throws Exception {
    try (Registrar registrar =
        new Registrar(
            folder.resolve(name),
            authority,
            ValidityPeriods.DEFAULT,
            InstantSource.system(),
            TestCenter.RANDOM)) {
      return new LocalCertificateIssuer(registrar, InstantSource.system(), TestCenter.RANDOM)
          .identity(TestCenter.ledger(name), PeerRole.CONSENSUS_NODE, name, addresses);
    }
  }

  private static CertificateAuthority authority() {
    return CertificateAuthority.create(
        "synthetic", InstantSource.system().instant(), Duration.ofDays(1), TestCenter.RANDOM);
  }

  private static SSLEngine engine(
      TlsCredentials credentials, X509Certificate trusted, boolean client) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, NONE);
    keys.setKeyEntry(
        "own", credentials.key(), NONE, credentials.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, NONE);
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, NONE);
    anchors.setCertificateEntry("center", trusted);
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(anchors);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(own.getKeyManagers(), others.getTrustManagers(), TestCenter.RANDOM);
    SSLEngine engine = context.createSSLEngine("localhost", 1);
    engine.setUseClientMode(client);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    if (client) {
      // The name in the certificate counts as well.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    } else {
      parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Lets two engines talk until both are done. */
  private static void shake(SSLEngine client, SSLEngine server) throws SSLException {
    int size = client.getSession().getPacketBufferSize() * 4;
    Map<SSLEngine, ByteBuffer> inbox =
        Map.of(client, ByteBuffer.allocate(size), server, ByteBuffer.allocate(size));
    ByteBuffer none = ByteBuffer.allocate(0);
    ByteBuffer sink = ByteBuffer.allocate(size);
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; i < MOST_STEPS && !(done(client) && done(server)); i++) {
      SSLEngine turn = i % 2 == 0 ? client : server;
      SSLEngine other = i % 2 == 0 ? server : client;
      ByteBuffer in = inbox.get(turn);
      switch (turn.getHandshakeStatus()) {
        case NEED_TASK -> turn.getDelegatedTask().run();
        case NEED_WRAP -> turn.wrap(none, inbox.get(other));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
          in.flip();
          turn.unwrap(in, sink);
          in.compact();
        }
      }
    }
    // Where the server finds fault with the client, the client hears of it last.
    assertThat(done(client) && done(server)).isTrue();
  }

  private static boolean done(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && engine.getSession().getCipherSuite().startsWith("TLS_");
  }

  @Test
  void issuedCertificatesServeBothSides() throws Exception {
    CertificateAuthority authority = authority();
    Identity client = identity(authority, "client", List.of());
    Identity server = identity(authority, "server", List.of("localhost", "127.0.0.1", "::1"));
    SSLEngine one = engine(client.credentials(), authority.certificate(), true);
    SSLEngine other = engine(server.credentials(), authority.certificate(), false);
    shake(one, other);
    assertThat(one.getSession().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(one.getSession().getPeerCertificates()[0])
        .isEqualTo(server.credentials().chain().get(0));
    assertThat(other.getSession().getPeerCertificates()[0])
        .isEqualTo(client.credentials().chain().get(0));
  }

  @Test
  void aForeignAuthorityAndAWrongAddressEndTheHandshake() throws Exception {
    CertificateAuthority authority = authority();
    Identity server = identity(authority, "server", List.of("localhost"));
    Identity elsewhere = identity(authority, "elsewhere", List.of("example.invalid"));
    Identity foreign = identity(authority(), "foreign", List.of("localhost"));
    X509Certificate ours = authority.certificate();
    for (Identity wrong : List.of(foreign, elsewhere)) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(
              () ->
                  shake(
                      engine(server.credentials(), ours, true),
                      engine(wrong.credentials(), ours, false)));
    }
    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(
            () ->
                shake(
                    engine(foreign.credentials(), ours, true),
                    engine(server.credentials(), ours, false)));
  }
}
