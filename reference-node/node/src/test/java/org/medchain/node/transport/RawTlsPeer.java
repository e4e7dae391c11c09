package org.medchain.node.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.tls.TlsCredentials;

/** A peer that sends what a test specifies, over the platform's own sockets and TLS. */
final class RawTlsPeer implements AutoCloseable {
  private static final int LIMIT_MS = 300_000;

  private final Socket socket;

  private RawTlsPeer(Socket socket) {
    this.socket = socket;
  }

  /** A socket without TLS. */
  static RawTlsPeer plain(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(LIMIT_MS);
    socket.connect(address, LIMIT_MS);
    return new RawTlsPeer(socket);
  }

  /** Begins TLS; without credentials no certificate is shown. */
  static RawTlsPeer tls(
      InetSocketAddress address,
      TlsCredentials trust,
      Optional<TlsCredentials> shown,
      String protocol)
      throws IOException, GeneralSecurityException {
    SSLSocket socket = (SSLSocket) context(trust, shown).getSocketFactory().createSocket();
    socket.setSoTimeout(LIMIT_MS);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.connect(address, LIMIT_MS);
    RawTlsPeer peer = new RawTlsPeer(socket);
    try {
      socket.startHandshake();
    } catch (IOException e) {
      peer.close();
      throw e;
    }
    return peer;
  }

  /** TLS as it should be. */
  static RawTlsPeer certified(InetSocketAddress address, TlsCredentials credentials)
      throws IOException, GeneralSecurityException {
    return tls(address, credentials, Optional.of(credentials), "TLSv1.3");
  }

  /** TLS and greeting as they should be. */
  static RawTlsPeer greeted(InetSocketAddress address, TlsCredentials credentials, PublicKey key)
      throws IOException, GeneralSecurityException {
    RawTlsPeer peer = certified(address, credentials);
    peer.greet(TransportTestNode.CHAIN, key);
    // The node sends its hello after it has checked the certificate; before that it may not have
    // read
    // anything.
    int length = FrameCodec.encode(new Frame.Hello(1, TransportTestNode.CHAIN.chain(), key)).length;
    if (peer.socket.getInputStream().readNBytes(length).length < length) {
      peer.close();
      throw new IOException("ended instead of a greeting");
    }
    return peer;
  }

  private static SSLContext context(TlsCredentials trust, Optional<TlsCredentials> shown)
      throws IOException, GeneralSecurityException {
    // Not PKCS #12, which hashes its password ten thousand times.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    char[] password = new char[0];
    if (shown.isPresent()) {
      X509Certificate[] chain = shown.get().chain().toArray(X509Certificate[]::new);
      store.setKeyEntry("own", shown.get().key(), password, chain);
    }
    KeyStore anchors = KeyStore.getInstance("JKS");
    anchors.load(null, null);
    anchors.setCertificateEntry("authority", trust.authority());
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
    trusts.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
    return context;
  }

  void greet(ChainIdentity identity, PublicKey key) throws IOException {
    send(FrameCodec.encode(new Frame.Hello(identity.protocolVersion(), identity.chain(), key)));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Says that nothing more comes, and waits for the end. */
  void finish() throws IOException {
    socket.shutdownOutput();
    awaitEnd();
  }

  /** Reads until the other side ends the connection, however it does. */
  void awaitEnd() {
    try {
      InputStream in = socket.getInputStream();
      byte[] room = new byte[4096];
      int read = 0;
      while (read >= 0) {
        read = in.read(room);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the connection was not ended", e);
    } catch (IOException e) {
      // A reset is an end too.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
