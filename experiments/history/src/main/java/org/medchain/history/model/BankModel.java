package org.medchain.history.model;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.SequentialModel;
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
          Transfer.of(operation).isPresent()
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
    boolean map = initial.flatMap(BankModel::balances).isPresent();
    if (options.linearizable() && !map) {
      return Optional.of("a search for a linearization of a bank; allowed: with --initial {a n}");
    }
    boolean fine = initial.isEmpty() || map || initial.get() instanceof Whole;
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
  public SequentialModel<Map<String, BigInteger>> sequential(ModelOptions options) {
    return new SequentialBank(
        options.initial().flatMap(BankModel::balances).orElse(Map.of()),
        options.negativeBalances(),
        options.nilIsUnknown());
  }

  @Override
  public Optional<HistoryChecker> withoutSearch(ModelOptions options) {
    return Optional.of(new BankChecker(options));
  }

  /** What a transfer asks for. */
  private record Transfer(String from, String to, BigInteger amount) {
    static Optional<Transfer> of(HistoryOperation operation) {
      HistoryValue value = operation.argument();
      Optional<HistoryValue> from = value.field("from");
      Optional<HistoryValue> to = value.field("to");
      Optional<BigInteger> amount = value.field("amount").flatMap(HistoryValue::asInteger);
      if (from.isEmpty() || to.isEmpty() || amount.filter(each -> each.signum() >= 0).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Transfer(account(from.get()), account(to.get()), amount.get()));
    }
  }

  /** A bank whose operations come one after another. */
  private record SequentialBank(
      Map<String, BigInteger> initial, boolean negativeBalances, boolean nilIsUnknown)
      implements SequentialModel<Map<String, BigInteger>> {
    @Override
    public Optional<Map<String, BigInteger>> step(
        Map<String, BigInteger> state, HistoryOperation operation) {
      return operation.f().equals("transfer")
          ? transfer(state, Transfer.of(operation).orElseThrow())
          : read(state, operation);
    }

    private Optional<Map<String, BigInteger>> transfer(
        Map<String, BigInteger> state, Transfer transfer) {
      if (!state.containsKey(transfer.from()) || !state.containsKey(transfer.to())) {
        return Optional.empty();
      }
      BigInteger rest = state.get(transfer.from()).subtract(transfer.amount());
      if (rest.signum() < 0 && !negativeBalances) {
        return Optional.empty();
      }
      Map<String, BigInteger> after = new LinkedHashMap<>(state);
      after.put(transfer.from(), rest);
      after.merge(transfer.to(), transfer.amount(), BigInteger::add);
      return Optional.of(after);
    }

    private Optional<Map<String, BigInteger>> read(
        Map<String, BigInteger> state, HistoryOperation operation) {
      if (operation.isOpen() || (nilIsUnknown && operation.result().isNil())) {
        return Optional.of(state);
      }
      return balances(operation.result()).filter(state::equals);
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }
  }
}
