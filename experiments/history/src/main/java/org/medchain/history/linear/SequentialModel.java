package org.medchain.history.linear;

import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/**
 * What an object does when one operation after another is applied to it.
 *
 * <p>The hints {@link #readOnly}, {@link #needs} and {@link #gives} make the search shorter and
 * never change its verdict, if they are true.
 *
 * @param <S> states; immutable, with equals and hashCode
 */
public interface SequentialModel<S> {
  /** The state before all operations. */
  S initial();

  /**
   * The state after an operation; none where the operation cannot return what it returned. The
   * result of an open operation is unknown.
   */
  Optional<S> step(S state, HistoryOperation operation);

  /** Whether the operation changes no state at all, whichever it finds. */
  default boolean readOnly(HistoryOperation operation) {
    return false;
  }

  /** The only state in which the operation can take effect, where there is only one. */
  default Optional<S> needs(HistoryOperation operation) {
    return Optional.empty();
  }

  /**
   * The state after the operation, where it is the same in each state. An operation that gives a
   * state and needs none can take effect in every state.
   */
  default Optional<S> gives(HistoryOperation operation) {
    return Optional.empty();
  }

  /** The object that the operation is on, where a history has several independent ones. */
  default Optional<HistoryValue> partition(HistoryOperation operation) {
    return Optional.empty();
  }

  /** A state for people. */
  default String describe(S state) {
    return state.toString();
  }
}
