package org.medchain.contract.registration;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/**
 * The key that signs for each name (CON-32, REG-6; decision 0242): a participant's name is its
 * first key, for good, and the state has all its entries under this name. Where nobody replaced a
 * key the state has nothing about it.
 */
public final class KeyNames {
  /** Of a name whose key was replaced, the key that signs for it now. */
  static final Table<PublicKey, PublicKey> CURRENT =
      new Table<>(0x44, "replacing keys", PublicKey.CODEC, PublicKey.CODEC);

  /** Of a key that replaced another, whose it is: one step, however often a key was replaced. */
  static final Table<PublicKey, PublicKey> NAMES =
      new Table<>(0x45, "names of replacing keys", PublicKey.CODEC, PublicKey.CODEC);

  private KeyNames() {}

  /** Whose key it is or was: itself, if it replaced none. */
  public static PublicKey name(WorldState state, PublicKey key) {
    return NAMES.get(state, key).orElse(key);
  }

  /** The key that signs for the participant with this name: itself, if it was not replaced. */
  public static PublicKey current(WorldState state, PublicKey name) {
    return CURRENT.get(state, name).orElse(name);
  }

  static WorldState link(WorldState state, PublicKey name, PublicKey successor) {
    return NAMES.put(CURRENT.put(state, name, successor), successor, name);
  }

  /** The entry with the key that signs for a name; absence means the name itself. */
  public static StateEntry<PublicKey> currentEntry(PublicKey name) {
    return CURRENT.entry(name);
  }

  /** The entry with the name of a key; absence means that it replaced none. */
  public static StateEntry<PublicKey> nameEntry(PublicKey key) {
    return NAMES.entry(key);
  }
}
