package org.medchain.consensus.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** Short names for keys and blocks, so that a golden file speaks of {@code a1}, not of hashes. */
public final class GoldenNames {
  private final Map<PublicKey, String> keys = new LinkedHashMap<>();
  private final Map<Hash, String> blocks = new LinkedHashMap<>();

  public void give(PublicKey key, String name) {
    keys.put(key, name);
  }

  public void give(Hash block, String name) {
    blocks.put(block, name);
  }

  /** The name of a key, or its first digits. */
  public String of(PublicKey key) {
    return keys.getOrDefault(key, key.brief());
  }

  public String of(Hash block) {
    return blocks.getOrDefault(block, block.brief());
  }

  public String of(RequestId request) {
    return of(request.sender()) + "#" + request.sequence();
  }
}
