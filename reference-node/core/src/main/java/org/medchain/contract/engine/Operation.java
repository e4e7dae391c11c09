package org.medchain.contract.engine;

import java.util.List;
import org.medchain.data.Encodable;

/**
 * The operation of a transaction (paper §3.2.5, §4): the content of its body (CON-1). Its orderer
 * is the transaction's sender; no operation repeats that.
 *
 * <p>A constructor refuses fields that are invalid in every state, so that such a body is
 * malformed. One file holds an operation: its fields and their encoding, its checks and its effect.
 */
public interface Operation extends Encodable {
  /** Which operation it is, and how it is executed. */
  default OperationType<?> type() {
    return OperationType.of(getClass());
  }

  /**
   * Its effect on a state: a pure function, the same on every node. The sender has a role that the
   * type names; everything else is checked here, and ends it as {@link Outcome#refuseIf} does.
   */
  Result execute(Call call, WorldState state);

  /** The descriptions and types of records in it, which a sealed chain takes sealed (PRIV-7). */
  default List<String> recordTexts() {
    return List.of();
  }
}
