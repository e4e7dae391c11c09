package org.medchain.contract;

import org.medchain.data.PublicKey;

/** The center holds an account while something is looked into (GAME-8; decision 0124). */
final class Freezing {
  private Freezing() {}

  static Result freeze(ChainState state, Call call, IncentiveOperation.Freeze operation) {
    PublicKey whose = operation.participant();
    if (call.role() != Role.REGULATORY_CENTER || whose.equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (state.role(whose).isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    if (state.incentives().isFrozen(whose)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    return Result.done(state.incentives().withFrozen(whose), new IncentiveEvent.Frozen(whose));
  }

  static Result thaw(ChainState state, Call call, IncentiveOperation.Thaw operation) {
    PublicKey whose = operation.participant();
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (!state.incentives().isFrozen(whose)) {
      return Result.refused(Outcome.NOT_FROZEN);
    }
    return Result.done(state.incentives().withThawed(whose), new IncentiveEvent.Thawed(whose));
  }
}
