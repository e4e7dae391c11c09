package org.medchain.data;

/**
 * Message authentication codes between two holders of keys: each of the two can make them and check
 * them, and no third party can; so they convince the other one and no third party.
 */
public interface MacScheme {
  /** Length of a code in bytes. */
  int SIZE = 16;

  /** The code of {@code message} between the holder of {@code own} and {@code peer}. */
  Bytes tag(KeyPair own, PublicKey peer, Bytes message);
}
