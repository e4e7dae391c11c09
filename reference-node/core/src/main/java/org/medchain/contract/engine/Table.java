package org.medchain.contract.engine;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Coded;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateKey;

/**
 * A typed slice of the state: all keys that begin with one byte, and their values (CON-25). A
 * module keeps its tables private, so that no other module writes them; others use its public
 * methods.
 *
 * <p>The state orders keys by their hashes, so there is no range but the whole table.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class Table<K, V> {
  /** A record, and its reader or holder. */
  public static final Codec<RecordParty> RECORD_PARTY = Codec.of(RecordParty.class);

  /** Nothing: the key of a table with one entry. */
  public static final Codec<Sole> SOLE =
      Codec.fixed(0, (Encoder out, Sole each) -> {}, in -> Sole.ENTRY);

  /** The presence of the entry is its only content. */
  public static final Codec<Mark> MARK = Codec.of(Mark.class).named("1");

  /** The layers under the contracts keep the first bytes below. */
  public static final int FIRST_PREFIX = 0x20;

  /** The only key of a table with one entry. */
  public enum Sole {
    /** It. */
    ENTRY
  }

  /** The only value of an entry that is there or not. */
  public enum Mark implements Coded {
    /** It is there. */
    SET;

    @Override
    public int code() {
      return 1;
    }
  }

  /**
   * Names the relation between a record and a participant.
   *
   * @param record its id
   * @param party who reads, holds or evaluates it
   */
  public record RecordParty(Hash record, PublicKey party) {}

  private final int prefix;
  private final String name;
  private final Codec<K> keys;
  private final Codec<V> values;

  /**
   * A table of a module.
   *
   * @param prefix first byte of its keys: never reused, 0x20 to 0xFF
   * @param name for people
   */
  public Table(int prefix, String name, Codec<K> keys, Codec<V> values) {
    Argument.refuseIf(
        prefix < FIRST_PREFIX || prefix > 0xFF, "a table's prefix is 0x20 to 0xFF, not %s", prefix);
    this.prefix = prefix;
    this.name = name;
    this.keys = keys;
    this.values = values;
  }

  /** First byte of the keys. */
  public int prefix() {
    return prefix;
  }

  /** The name, for people. */
  public String name() {
    return name;
  }

  /** The codec of the keys behind the prefix. */
  public Codec<K> keys() {
    return keys;
  }

  /** The codec of the values. */
  public Codec<V> values() {
    return values;
  }

  /** Where the state has it. */
  public Bytes key(K key) {
    Encoder out = new Encoder(1 + keys.size(key));
    keys.encode(out.uint8(prefix), key);
    return out.toBytes();
  }

  /** The value at the key. */
  public Optional<V> get(WorldState state, K key) {
    return state.get(key(key)).map(this::read);
  }

  /** The same where the key was hashed before. */
  public Optional<V> get(WorldState state, StateKey key) {
    return state.tree().get(key).map(this::read);
  }

  /** Whether there is a value at the key. */
  public boolean has(WorldState state, K key) {
    return state.get(key(key)).isPresent();
  }

  /** The state with this value at the key. */
  public WorldState put(WorldState state, K key, V value) {
    return state.put(key(key), values.encoded(value));
  }

  WorldState put(WorldState state, StateKey key, V value) {
    return state.put(key, values.encoded(value));
  }

  /** The state without a value at the key. */
  public WorldState remove(WorldState state, K key) {
    return state.remove(key(key));
  }

  /** The entry as it is proved to a client that has only headers (LIGHT-6). */
  public StateEntry<V> entry(K key) {
    return new StateEntry<>(key(key), values::decode);
  }

  /** The state with a mark at the key. */
  public static <K> WorldState mark(Table<K, Mark> table, WorldState state, K key) {
    return table.put(state, key, Mark.SET);
  }

  /** Shows all entries, in the order of the keys' hashes: costs as much as the whole state. */
  public void forEach(WorldState state, BiConsumer<K, V> visitor) {
    state
        .tree()
        .forEach(
            (key, value) -> {
              if ((key.at(0) & 0xFF) == prefix) {
                Bytes rest = key.slice(1, key.size());
                visitor.accept(Decoder.decode(rest, keys::decode), read(value));
              }
            });
  }

  private V read(Bytes value) {
    return Decoder.decode(value, values::decode);
  }
}
