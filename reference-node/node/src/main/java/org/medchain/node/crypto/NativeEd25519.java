package org.medchain.node.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * Ed25519 (RFC 8032) by native code: two to four times as fast as {@link Ed25519}, where the
 * platform has the library (CRYPTO-1). May be used by any number of threads.
 *
 * <p>Whether a signature holds is part of consensus, so both must decide equally on every one; a
 * signature that only one of them would accept is refused by both ({@link Ed25519PointRules},
 * CRYPTO-2; decision 0073).
 */
public final class NativeEd25519 extends StrictEd25519 {
  private static final Bytes PUBLIC_PREFIX = Bytes.fromHex("302a300506032b6570032100");
  private static final Bytes SECRET_PREFIX = Bytes.fromHex("302e020100300506032b657004220420");

  /** So that strangers' keys cannot fill memory. */
  private static final int MAX_KEYS = 16_384;

  /** The library collects a message before it signs or checks it, and throws beyond this. */
  private static final int MAX_NATIVE_BYTES = 1 << 20;

  private final KeyFactory keys;
  private final ThreadLocal<java.security.Signature> engines;
  private final Map<PublicKey, Optional<java.security.PublicKey>> publicKeys =
      new ConcurrentHashMap<>();
  private final Map<SecretKey, PrivateKey> secretKeys = new ConcurrentHashMap<>();

  private NativeEd25519(Provider provider) throws GeneralSecurityException {
    keys = KeyFactory.getInstance("Ed25519", provider);
    java.security.Signature.getInstance("Ed25519", provider);
    engines = ThreadLocal.withInitial(() -> engine(provider));
  }

  private static java.security.Signature engine(Provider provider) {
    try {
      return java.security.Signature.getInstance("Ed25519", provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider had Ed25519 before", e);
    }
  }

  /** The native implementation; empty where its library is not there for the platform. */
  public static Optional<SignatureScheme> find() {
    Optional<Provider> provider = NativeProvider.find();
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    try {
      NativeEd25519 scheme = new NativeEd25519(provider.get());
      return scheme.works() ? Optional.of(scheme) : Optional.empty();
    } catch (GeneralSecurityException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** The native implementation where it is there, else the portable one; both decide alike. */
  public static SignatureScheme orPortable() {
    return find().orElseGet(StrictEd25519::new);
  }

  /** A library that loads and computes something else must not vote. */
  private boolean works() {
    KeyPair pair = keyPair(Bytes.of(new byte[SecretKey.SIZE]));
    Bytes message = Bytes.utf8("medchain");
    Signature signature = sign(pair.secretKey(), message);
    return signature.equals(super.sign(pair.secretKey(), message))
        && verify(pair.publicKey(), message, signature);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    if (message.size() > MAX_NATIVE_BYTES) {
      return super.sign(key, message);
    }
    try {
      java.security.Signature engine = engines.get();
      engine.initSign(secretKeys.computeIfAbsent(key, this::nativeKey));
      engine.update(message.toArray());
      return new Signature(Bytes.of(engine.sign()));
    } catch (InvalidKeyException | SignatureException e) {
      throw new IllegalStateException("a key of 32 bytes signs anything", e);
    }
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    if (message.size() > MAX_NATIVE_BYTES) {
      return super.verify(key, message, signature);
    }
    if (!Ed25519PointRules.areCanonical(key, signature)) {
      return false;
    }
    Optional<java.security.PublicKey> known = publicKey(key);
    if (known.isEmpty()) {
      return false;
    }
    try {
      java.security.Signature engine = engines.get();
      engine.initVerify(known.get());
      engine.update(message.toArray());
      return engine.verify(signature.value().toArray());
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    }
  }

  private Optional<java.security.PublicKey> publicKey(PublicKey key) {
    if (publicKeys.size() > MAX_KEYS) {
      publicKeys.clear();
    }
    return publicKeys.computeIfAbsent(key, this::nativeKey);
  }

  private Optional<java.security.PublicKey> nativeKey(PublicKey key) {
    if (!Ed25519PointRules.isInPrimeOrderGroup(key.value())) {
      return Optional.empty();
    }
    Bytes encoded = new Encoder().raw(PUBLIC_PREFIX).raw(key.value()).toBytes();
    try {
      return Optional.of(keys.generatePublic(new X509EncodedKeySpec(encoded.toArray())));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // a name that is not a point of the curve signs nothing
    }
  }

  private PrivateKey nativeKey(SecretKey key) {
    Bytes encoded = new Encoder().raw(SECRET_PREFIX).raw(key.value()).toBytes();
    try {
      return keys.generatePrivate(new PKCS8EncodedKeySpec(encoded.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("any 32 bytes are a secret key", e);
    }
  }
}
