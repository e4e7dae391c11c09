package org.medchain.faults.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;

/**
 * Accounts of credit points: {@code pay [from to]} takes the price of a query from one and gives
 * the owner's part to another; what fails had too few points. {@code read [account points]}.
 *
 * @param initial points of each account
 * @param price of a query
 * @param share the owner's part of it
 */
record PointsModel(List<Long> initial, long price, long share)
    implements SequentialModel<List<Long>> {
  @Override
  public Optional<List<Long>> step(List<Long> state, HistoryOperation operation) {
    List<HistoryValue> argument = operation.argument().asItems().orElseThrow();
    int account = number(argument.get(0));
    if (operation.f().equals("read")) {
      return !operation.isOk() || told(operation).equals(HistoryValue.whole(state.get(account)))
          ? Optional.of(state)
          : Optional.empty();
    }
    if (state.get(account) < price) {
      // An open one may have been refused, which changes nothing.
      return operation.isOk() ? Optional.empty() : Optional.of(state);
    }
    List<Long> after = new ArrayList<>(state);
    after.set(account, after.get(account) - price);
    int owner = number(argument.get(1));
    after.set(owner, after.get(owner) + share);
    return Optional.of(List.copyOf(after));
  }

  private static HistoryValue told(HistoryOperation operation) {
    return operation.result().asItems().orElseThrow().get(1);
  }

  private static int number(HistoryValue value) {
    return value.asInteger().orElseThrow().intValueExact();
  }

  @Override
  public boolean readOnly(HistoryOperation operation) {
    return operation.f().equals("read");
  }
}
