package org.medchain.data;

/**
 * How signatures are made and checked. Signing is deterministic: the same key and bytes give the
 * same signature, so that a simulation repeats bit by bit.
 */
public interface SignatureScheme {
  /** The key pair of a seed of 32 bytes. */
  KeyPair keyPair(Bytes seed);

  /** The signature of {@code message} by the holder of {@code key}. */
  Signature sign(SecretKey key, Bytes message);

  /** Whether {@code signature} was made over {@code message} by the holder of {@code key}. */
  boolean verify(PublicKey key, Bytes message, Signature signature);
}
