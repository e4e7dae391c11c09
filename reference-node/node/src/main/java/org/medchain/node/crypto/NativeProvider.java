package org.medchain.node.crypto;

import java.security.Provider;
import java.util.Optional;

/**
 * The platform's provider of cryptography in native code, where its library is there for the
 * platform. It is handed over where it is wanted and never made the JVM's first choice, since other
 * things are faster without it.
 */
public final class NativeProvider {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** Without it the provider signs, but makes no keys, and then translates them again each time. */
  private static final String WITH_KEYS =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  /** Loaded once, since that takes long. */
  private static final Optional<Provider> FOUND = look();

  private NativeProvider() {}

  /** The provider; nothing where it cannot be loaded. */
  public static Optional<Provider> find() {
    return FOUND;
  }

  private static Optional<Provider> look() {
    System.setProperty(WITH_KEYS, "true");
    try {
      return Optional.of((Provider) Class.forName(PROVIDER).getField("INSTANCE").get(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }
}
