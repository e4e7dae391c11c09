package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.node.transport.tls.TlsContexts;
import org.medchain.node.transport.tls.TlsCredentials;

/** NODE-13: native code for TLS that loads, and lacks what a library of another version calls. */
final class UnfitNativeTlsTest {
  private static final String CALLER = "io.netty.handler.ssl.ReferenceCountedOpenSslEngine";

  /** Has all classes a second time; one calls a method that there is not, unless it fits. */
  private static final class SecondClasses extends ClassLoader {
    private final ClassLoader first = UnfitNativeTlsTest.class.getClassLoader();
    private final boolean fits;

    SecondClasses(boolean fits) {
      super(ClassLoader.getPlatformClassLoader());
      this.fits = fits;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (InputStream in = first.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        String code = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        if (name.equals(CALLER) && !fits) {
          assertThat(code).contains("doHandshake");
          code = code.replace("doHandshake", "noHandshake");
        }
        byte[] bytes = code.getBytes(StandardCharsets.ISO_8859_1);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    protected URL findResource(String name) {
      return first.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return first.getResources(name);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nativeCodeIsUsedIfItFits(boolean fits) throws Exception {
    assumeTrue(OpenSsl.isAvailable());
    TlsCredentials own =
        new TestAuthority().issue(TransportTestNode.key(1), PeerRole.CONSENSUS_NODE);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new SecondClasses(fits);
    thread.setContextClassLoader(loader); // for the services of libraries
    try {
      Class<?> credentials = loader.loadClass(TlsCredentials.class.getName());
      Class<?> contexts = loader.loadClass(TlsContexts.class.getName());
      Object made =
          contexts
              .getConstructor(credentials, boolean.class, Executor.class)
              .newInstance(
                  credentials
                      .getConstructor(PrivateKey.class, List.class, X509Certificate.class)
                      .newInstance(own.key(), own.chain(), own.authority()),
                  true,
                  (Executor) Runnable::run);
      assertThat(contexts.getMethod("isNative").invoke(made)).isEqualTo(fits);
      contexts.getMethod("close").invoke(made);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
