package org.medchain.simulation.model;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * Signatures as symbolic cryptography has them (Dolev and Yao 1983): over the same bytes as real
 * ones, and only the holder of a secret can make them, but a hundred times cheaper to compute
 * (SIM-8).
 *
 * <p>A signature is SHA-256(secret ‖ length ‖ message). To check one, the scheme looks up the
 * secret behind the public key, which is the secret's hash; so a key pair must have been made by
 * this very object, and a public key without a known secret verifies nothing. Virtual time is
 * charged for each signature. One object serves one simulation: not for several threads.
 */
public final class SymbolicSignatures implements SignatureScheme, MacScheme {
  private final Map<PublicKey, Bytes> secrets = new LinkedHashMap<>();
  private final MessageDigest digest = Sha256Digests.sha256();

  /** Secret, length and message, for one call of the digest. */
  private byte[] input = new byte[1024];

  @Override
  public KeyPair keyPair(Bytes seed) {
    SecretKey secret = new SecretKey(seed);
    Bytes named = new Encoder().text("medchain/symbolic key").raw(seed).toBytes();
    PublicKey name = new PublicKey(Hash.of(named).toBytes());
    secrets.put(name, seed);
    return new KeyPair(name, secret);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return new Signature(Bytes.of(Arrays.copyOf(mac(key.value(), message), Signature.SIZE)));
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    Bytes secret = secrets.get(key);
    if (secret == null) {
      return false;
    }
    // The second half is zeros and checked to be: else one message had many signatures.
    byte[] expected = Arrays.copyOf(mac(secret, message), Signature.SIZE);
    return Arrays.equals(expected, signature.value().toArray());
  }

  /** As two secrets that one side each holds, agreed on, would give it. */
  @Override
  public Bytes tag(KeyPair own, PublicKey peer, Bytes message) {
    Bytes mine = own.secretKey().value();
    Bytes theirs = secrets.getOrDefault(peer, Bytes.EMPTY);
    boolean inOrder = mine.compareTo(theirs) < 0;
    Encoder both = new Encoder().text("medchain/symbolic mac");
    both.bytes(inOrder ? mine : theirs).bytes(inOrder ? theirs : mine);
    byte[] whole = mac(both.toBytes(), message);
    return Bytes.of(Arrays.copyOf(whole, MacScheme.SIZE));
  }

  private byte[] mac(Bytes secret, Bytes message) {
    int size = message.size();
    int begin = secret.size() + Integer.BYTES;
    if (input.length < begin + size) {
      input = new byte[2 * (begin + size)];
    }
    secret.copyTo(0, input, 0, secret.size());
    // The length in front keeps a code from being extended into that of a longer message.
    for (int i = 0; i < Integer.BYTES; i++) {
      input[secret.size() + i] = (byte) (size >>> (8 * i));
    }
    message.copyTo(0, input, begin, size);
    digest.update(input, 0, begin + size);
    return digest.digest();
  }
}
