package org.medchain.history.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.History;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.value.HistoryValue;

/**
 * Whether each read finds the same accounts with the same total, and none below zero (HIST-11).
 * Where nobody says what the total is, it is that of the first read.
 */
record BankChecker(ModelOptions options) implements HistoryChecker {
  @Override
  public CheckResult check(History history) {
    Optional<Map<String, BigInteger>> known = options.initial().flatMap(BankModel::balances);
    Optional<BigInteger> total =
        options.initial().flatMap(HistoryValue::asInteger).or(() -> known.map(BankChecker::sum));
    Optional<Set<String>> accounts = known.map(Map::keySet);
    List<Finding> findings = new ArrayList<>();
    long reads = 0;
    for (HistoryOperation each : history.operations("read")) {
      if (!each.isOk() || (options.nilIsUnknown() && each.result().isNil())) {
        continue;
      }
      reads++;
      Optional<Map<String, BigInteger>> balances = BankModel.balances(each.result());
      if (balances.isEmpty()) {
        findings.add(finding("not a balance", "an account without an integer", each));
        continue;
      }
      BigInteger sum = sum(balances.get());
      total = total.or(() -> Optional.of(sum));
      accounts = accounts.or(() -> balances.map(Map::keySet));
      if (!sum.equals(total.get())) {
        findings.add(finding("wrong total", "the total is " + sum + ", not " + total.get(), each));
      }
      if (!accounts.get().equals(balances.get().keySet())) {
        findings.add(
            finding(
                "wrong accounts",
                "the accounts are " + balances.get().keySet() + ", not " + accounts.get(),
                each));
      }
      if (!options.negativeBalances()
          && balances.get().values().stream().anyMatch(balance -> balance.signum() < 0)) {
        findings.add(finding("negative balance", "an account is below zero", each));
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("reads judged", reads);
    if (reads == 0) {
      Finding none = new Finding("no read", "no read is ok: nothing can be judged");
      return new CheckResult("bank", HistoryValidity.UNKNOWN, counts, List.of(none));
    }
    return CheckResult.of("bank", counts, findings);
  }

  private static Finding finding(String name, String text, HistoryOperation read) {
    return new Finding(name, text, List.of(read.describe()));
  }

  private static BigInteger sum(Map<String, BigInteger> balances) {
    return balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
