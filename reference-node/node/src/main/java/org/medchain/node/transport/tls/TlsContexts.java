package org.medchain.node.transport.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.3 with a certificate on either side, and nothing else (CONN-4). Certificates lead to the
 * center's; host names do not matter, since the certified key identifies the other end.
 */
public final class TlsContexts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);
  private static final String PROTOCOL = "TLSv1.3";
  private static final long CLOSE_NOTIFY_MS = 500;

  /** The default one encrypts the key at length: a tenth of the time in which a node starts. */
  private static final String KEY_STORE = "JKS";

  private SslProvider provider;
  private final Executor certificateExecutor;
  private Optional<Contexts> shown = Optional.empty();

  private record Contexts(SslContext listening, SslContext connecting) {}

  /**
   * @param nativeCode whether to use BoringSSL where it is there
   * @param checks where certificates are checked, so that it costs other connections no time
   */
  public TlsContexts(TlsCredentials credentials, boolean nativeCode, Executor checks) {
    boolean boring = nativeCode && OpenSsl.isAvailable();
    this.provider = boring ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    this.certificateExecutor = checks;
    renew(credentials);
    if (boring && !beginsHandshakes()) {
      provider = SslProvider.JDK;
      renew(credentials);
    }
  }

  /** Loading native code proves little: it may lack what the library above it calls. */
  private synchronized boolean beginsHandshakes() {
    SSLEngine trial = shown.orElseThrow().connecting().newEngine(UnpooledByteBufAllocator.DEFAULT);
    try {
      trial.beginHandshake();
      return true;
    } catch (SSLException | LinkageError e) {
      LOG.atWarn().setCause(e).log("the native TLS code does not fit; the platform's is used");
      return false;
    } finally {
      ReferenceCountUtil.release(trial);
    }
  }

  public boolean isNative() {
    return provider != SslProvider.JDK;
  }

  /** New connections show these. */
  public synchronized void renew(TlsCredentials credentials) {
    Contexts fresh;
    try {
      fresh =
          new Contexts(
              built(
                  SslContextBuilder.forServer(credentials.key(), credentials.chain())
                      .clientAuth(ClientAuth.REQUIRE),
                  credentials),
              built(
                  SslContextBuilder.forClient()
                      .keyManager(credentials.key(), credentials.chain())
                      .endpointIdentificationAlgorithm(null),
                  credentials));
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS refuses the credentials: " + e.getMessage(), e);
    }
    close();
    shown = Optional.of(fresh);
  }

  private SslContext built(SslContextBuilder builder, TlsCredentials credentials)
      throws SSLException {
    return builder
        .sslProvider(provider)
        .protocols(PROTOCOL)
        .keyStoreType(KEY_STORE)
        .trustManager(credentials.authority())
        .build();
  }

  /**
   * For one more connection.
   *
   * @throws NoSuchElementException after the end
   */
  public synchronized SslHandler handler(boolean outgoing, ByteBufAllocator allocator) {
    Contexts contexts = shown.orElseThrow();
    SslContext context = outgoing ? contexts.connecting() : contexts.listening();
    SslHandler handler =
        new QuietSslHandler(
            context.newHandler(allocator, certificateExecutor), certificateExecutor);
    // The connection's own limit holds for TLS and greeting together.
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeout(CLOSE_NOTIFY_MS, TimeUnit.MILLISECONDS);
    handler.setWrapDataSize(0);
    return handler;
  }

  /** The certificates that the peer showed, its own first. */
  public static List<X509Certificate> peerChain(SslHandler tls) throws SSLPeerUnverifiedException {
    return Stream.of(tls.engine().getSession().getPeerCertificates())
        .map(X509Certificate.class::cast)
        .toList();
  }

  @Override
  public synchronized void close() {
    shown.ifPresent(
        each -> {
          ReferenceCountUtil.release(each.listening());
          ReferenceCountUtil.release(each.connecting());
        });
    shown = Optional.empty();
  }
}
