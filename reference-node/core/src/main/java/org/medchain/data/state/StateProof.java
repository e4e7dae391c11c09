package org.medchain.data.state;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * A proof against a state root that a key has a value, or that it has none (DATA-17), which a light
 * client can check: the sibling hashes on the path of the key's hash from the root, and the entry
 * at its end.
 */
public sealed interface StateProof extends Encodable {
  /** A path has at most as many siblings as bits. */
  int MAX_SIBLINGS = 256;

  /** The hashes beside the way, from the root down. */
  List<Hash> siblings();

  /** Whether {@code key} has exactly {@code value} in the state of {@code root}. */
  default boolean showsPresent(Bytes key, Bytes value, Hash root) {
    return false;
  }

  /** Whether {@code key} has no value in the state of {@code root}. */
  default boolean showsAbsent(Bytes key, Hash root) {
    return false;
  }

  private static List<Hash> checked(List<Hash> siblings) {
    Argument.refuseIf(siblings.size() > MAX_SIBLINGS, "no way has %s siblings", siblings.size());
    return List.copyOf(siblings);
  }

  /** The key's own leaf is there. */
  @Code(0)
  record PresenceProof(List<Hash> siblings) implements StateProof {
    public PresenceProof {
      siblings = checked(siblings);
    }

    @Override
    public boolean showsPresent(Bytes key, Bytes value, Hash root) {
      StateHash hash = new StateHash();
      Hash path = Hash.of(key);
      return hash.rootOver(hash.leaf(path, hash.of(value)), path, siblings).equals(root);
    }
  }

  /** Nothing is there. */
  @Code(1)
  record EmptyPathProof(List<Hash> siblings) implements StateProof {
    public EmptyPathProof {
      siblings = checked(siblings);
    }

    @Override
    public boolean showsAbsent(Bytes key, Hash root) {
      return new StateHash().rootOver(StateHash.VACANT, Hash.of(key), siblings).equals(root);
    }
  }

  /**
   * The leaf of another key is there, alone in its subtree; so the requested key is not in it.
   *
   * @param siblings as in every proof
   * @param path the hash of the other key
   * @param value the hash of the other value, while the value itself stays private
   */
  @Code(2)
  record OtherLeafProof(List<Hash> siblings, Hash path, Hash value) implements StateProof {
    public OtherLeafProof {
      siblings = checked(siblings);
    }

    @Override
    public boolean showsAbsent(Bytes key, Hash root) {
      StateHash hash = new StateHash();
      Hash wanted = Hash.of(key);
      return !path.equals(wanted)
          && leadsHere(wanted)
          && hash.rootOver(hash.leaf(path, value), path, siblings).equals(root);
    }

    /** Without this check, any leaf of the tree would prove the absence of any other key. */
    private boolean leadsHere(Hash wanted) {
      for (int depth = 0; depth < siblings.size(); depth++) {
        if (wanted.bit(depth) != path.bit(depth)) {
          return false;
        }
      }
      return true;
    }
  }
}
