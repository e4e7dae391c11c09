package org.medchain.consensus.golden;

import java.math.BigInteger;
import java.util.List;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.RequestForm;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;

/** A small chain to test consensus on: genesis, keys, and a search that needs a few hashes. */
public final class ConsensusTestChain {
  /** When the genesis block was made, in ms of Unix time; clocks of tests start here. */
  public static final long GENESIS_MS = 1_700_000_000_000L;

  private ConsensusTestChain() {}

  /** Parameters of a chain with an empty genesis block. */
  public static ChainParameters parameters(int window, Difficulty difficulty) {
    return parameters(window, difficulty, new OrderingRight.Anyone());
  }

  /** The same, where not everybody may order. */
  public static ChainParameters parameters(int window, Difficulty difficulty, OrderingRight right) {
    return parameters(window, difficulty, right, RequestForm.ANY);
  }

  public static ChainParameters parameters(
      int window, Difficulty difficulty, OrderingRight right, RequestForm form) {
    return new ChainParameters(
        genesis(difficulty),
        window,
        difficulty,
        10_000,
        right,
        form,
        ChainParameters.RecoveryTrust.NONE);
  }

  private static Block genesis(Difficulty difficulty) {
    Header header =
        HeaderFields.at(0)
            .timeMs(GENESIS_MS)
            .stateRoot(Hash.of(Bytes.utf8("genesis state")))
            .receiptsRoot(MerkleTree.EMPTY_ROOT)
            .difficulty(difficulty)
            .made();
    return Block.of(header, List.of());
  }

  public static KeyPair keys(SignatureScheme scheme, String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  /** Tries random strings from the header's own on, until the hash is under the target. */
  public static Header search(Header header) {
    BigInteger tries = header.difficulty().work();
    if (tries.bitLength() > 20) {
      throw new IllegalArgumentException("too difficult for a test: " + tries);
    }
    Header sealed = header;
    while (!header.difficulty().isMetBy(sealed.hash())) {
      RandomString last = sealed.randomString();
      sealed = sealed.with(new RandomString(last.salt(), last.counter() + 1));
    }
    return sealed;
  }

  /** The same header with a random string that leaves its hash above the target. */
  public static Header unsealed(Header header) {
    Header lazy = header;
    for (long i = 0; header.difficulty().isMetBy(lazy.hash()); i++) {
      lazy = header.with(new RandomString(50, i));
    }
    return lazy;
  }
}
