package org.medchain.contract.center;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Quorum;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * A change of the list of consensus nodes by one node (CON-18; decision 0090). Several make a
 * larger one: consensus begins to use a list long after the block that changed it.
 */
public sealed interface MemberChange extends Encodable {
  /** The key of which the list must not hold another; nothing if no key joins. */
  Optional<PublicKey> joining();

  /** The key that the list must hold; nothing if none leaves. */
  Optional<PublicKey> leaving();

  /** The changed list, of one in which every key stands that leaves and none that joins. */
  List<PublicKey> of(List<PublicKey> nodes);

  /** Reads what {@link #encode} wrote. */
  static MemberChange decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 1 -> new Add(PublicKey.decode(in), Role.decode(in));
      case 2 -> new Remove(PublicKey.decode(in));
      case 3 -> new Replace(PublicKey.decode(in), PublicKey.decode(in));
      default -> throw in.malformed("no change of members has the code " + code);
    };
  }

  /**
   * Why this change cannot be made to the list; nothing if it can. A list that is too short
   * already, as one for proof of work may be, can only be changed into one that is not.
   */
  default Optional<Outcome> objection(List<PublicKey> nodes) {
    if (joining().filter(nodes::contains).isPresent()) {
      return Optional.of(Outcome.NODE_EXISTS);
    }
    if (leaving().filter(key -> !nodes.contains(key)).isPresent()) {
      return Optional.of(Outcome.UNKNOWN_NODE);
    }
    return of(nodes).size() < Quorum.MIN_NODES
        ? Optional.of(Outcome.TOO_FEW_NODES)
        : Optional.empty();
  }

  /**
   * A node joins, with the highest number.
   *
   * @param node its key
   * @param operator what it is run for
   */
  record Add(PublicKey node, Role operator) implements MemberChange {
    @Override
    public Optional<PublicKey> joining() {
      return Optional.of(node);
    }

    @Override
    public Optional<PublicKey> leaving() {
      return Optional.empty();
    }

    @Override
    public List<PublicKey> of(List<PublicKey> nodes) {
      List<PublicKey> more = new ArrayList<>(nodes);
      more.add(node);
      return more;
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(1).value(node).uint8(operator.code());
    }
  }

  /**
   * A node leaves; those behind it move up.
   *
   * @param node its key
   */
  record Remove(PublicKey node) implements MemberChange {
    @Override
    public Optional<PublicKey> joining() {
      return Optional.empty();
    }

    @Override
    public Optional<PublicKey> leaving() {
      return Optional.of(node);
    }

    @Override
    public List<PublicKey> of(List<PublicKey> nodes) {
      List<PublicKey> fewer = new ArrayList<>(nodes);
      fewer.remove(node);
      return fewer;
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(2).value(node);
    }
  }

  /**
   * A node takes the place, the number and the operator of another; also how a node changes its
   * key.
   *
   * @param node the key that leaves
   * @param successor the key that joins; another
   */
  record Replace(PublicKey node, PublicKey successor) implements MemberChange {
    /** Refuses a change that changes nothing. */
    public Replace {
      if (node.equals(successor)) {
        throw new IllegalArgumentException("a node does not replace itself: " + node);
      }
    }

    @Override
    public Optional<PublicKey> joining() {
      return Optional.of(successor);
    }

    @Override
    public Optional<PublicKey> leaving() {
      return Optional.of(node);
    }

    @Override
    public List<PublicKey> of(List<PublicKey> nodes) {
      return nodes.stream().map(key -> key.equals(node) ? successor : key).toList();
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(3).value(node).value(successor);
    }
  }
}
