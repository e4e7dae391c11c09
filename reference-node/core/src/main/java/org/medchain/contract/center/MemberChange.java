package org.medchain.contract.center;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.engine.Lists;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Argument;
import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A change of the list of consensus nodes by one node (CON-18; decision 0072). Several make a
 * larger one: consensus begins to use a list long after the block that changed it.
 */
public sealed interface MemberChange extends Encodable {
  /** The key of which the list must not hold another; nothing if no key joins. */
  Optional<PublicKey> joining();

  /** The key that the list must hold; nothing if none leaves. */
  Optional<PublicKey> leaving();

  /** The changed list, made from one that has every leaving key and no joining one. */
  List<PublicKey> of(List<PublicKey> nodes);

  /**
   * Why this change cannot be made to the list; nothing if it can. A list that is too short
   * already, as one for proof of work may be, can only be changed into one that is not.
   */
  default void check(List<PublicKey> nodes) {
    Outcome.NODE_EXISTS.refuseIf(joining().filter(nodes::contains).isPresent());
    Outcome.UNKNOWN_NODE.refuseIf(leaving().filter(key -> !nodes.contains(key)).isPresent());
    Outcome.TOO_FEW_NODES.refuseIf(of(nodes).size() < QuorumSizes.MIN_NODES);
  }

  /**
   * A node joins, with the highest number.
   *
   * @param node its key
   * @param operator the role of its operator
   */
  @Code(1)
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
      return Lists.plus(nodes, node);
    }
  }

  /**
   * A node leaves; those behind it move up.
   *
   * @param node its key
   */
  @Code(2)
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
      return Lists.minus(nodes, node);
    }
  }

  /**
   * A node takes the place, the number and the operator of another; also how a node changes its
   * key.
   *
   * @param node the key that leaves
   * @param successor the key that joins; another
   */
  @Code(3)
  record Replace(PublicKey node, PublicKey successor) implements MemberChange {
    /** Refuses a change that changes nothing. */
    public Replace {
      Argument.refuseIf(node.equals(successor), "a node does not replace itself: %s", node);
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
  }
}
