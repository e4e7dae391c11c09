package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * Who leaves is paid later (T20, decision 0124): findings of the meantime meet an account.
 *
 * @param blocks of the lock
 */
public record ExitLock(int blocks) implements Mechanism {
  @Override
  public String name() {
    return "exit lock";
  }

  @Override
  public String sentence() {
    return "an exit is paid after " + blocks + " blocks: T20 (exit at any time)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    return p.with(Parameter.EXIT_LOCK_BLOCKS, blocks);
  }
}
