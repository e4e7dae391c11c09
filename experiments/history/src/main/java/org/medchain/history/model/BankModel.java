package org.medchain.history.model;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Whole;

/** Accounts between which amounts are transferred. */
final class BankModel implements WorkloadModel {
  @Override
  public String name() {
    return "bank";
  }

  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    return switch (operation.f()) {
      case "transfer" ->
          isTransfer(operation.argument())
              ? Optional.empty()
              : Optional.of(
                  "transfer with "
                      + operation.argument()
                      + "; allowed: {:from a :to b :amount n} with an integer n from 0");
      case "read" ->
          operation.isOk()
                  && !(operation.result() instanceof Entries)
                  && !operation.result().isNil()
              ? Optional.of("read returns " + operation.result() + "; allowed: {a n, b m ...}")
              : Optional.empty();
      default -> Optional.of("f is " + operation.f() + "; allowed: transfer, read");
    };
  }

  @Override
  public Optional<String> refuses(ModelOptions options) {
    Optional<HistoryValue> initial = options.initial();
    boolean fine =
        initial.isEmpty()
            || initial.flatMap(BankModel::balances).isPresent()
            || initial.get() instanceof Whole;
    return fine
        ? Optional.empty()
        : Optional.of("the initial value of a bank; allowed: a total, or {a n, b m ...}");
  }

  /** Balances by the accounts' names; none where an account has no integer. */
  static Optional<Map<String, BigInteger>> balances(HistoryValue value) {
    if (!(value instanceof Entries entries)) {
      return Optional.empty();
    }
    Map<String, BigInteger> balances = new LinkedHashMap<>();
    for (Map.Entry<HistoryValue, HistoryValue> each : entries.items().entrySet()) {
      Optional<BigInteger> balance = each.getValue().asInteger();
      if (balance.isEmpty()) {
        return Optional.empty();
      }
      balances.put(account(each.getKey()), balance.get());
    }
    return Optional.of(balances);
  }

  /** JSON has names only, where EDN has numbers too. */
  static String account(HistoryValue key) {
    return key.asName().orElse(key.toString());
  }

  @Override
  public HistoryChecker checker(ModelOptions options) {
    return new BankChecker(options);
  }

  private static boolean isTransfer(HistoryValue value) {
    return value.field("from").isPresent()
        && value.field("to").isPresent()
        && value
            .field("amount")
            .flatMap(HistoryValue::asInteger)
            .filter(each -> each.signum() >= 0)
            .isPresent();
  }
}
