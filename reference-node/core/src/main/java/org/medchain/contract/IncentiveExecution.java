package org.medchain.contract;

/** Which rule executes which operation of the incentive game. */
final class IncentiveExecution {
  private IncentiveExecution() {}

  static Result resultOf(ChainState state, Call call, IncentiveOperation operation) {
    return switch (operation) {
      case IncentiveOperation.Vote vote -> Votes.vote(state, call, vote);
      case IncentiveOperation.Evaluate evaluate -> Evaluations.evaluate(state, call, evaluate);
      case IncentiveOperation.SetTrap set -> Traps.set(state, call, set);
      case IncentiveOperation.RevealTrap reveal -> Traps.reveal(state, call, reveal);
      case IncentiveOperation.BuyLevel buy -> Levels.buy(state, call, buy);
      case IncentiveOperation.Redeem redeem -> Redemption.redeem(state, call, redeem);
      case IncentiveOperation.PayVoucher pay -> Redemption.pay(state, call, pay);
      case IncentiveOperation.Leave leave -> Exits.leave(state, call);
      case IncentiveOperation.Settle settle -> Exits.settle(state, call, settle);
      case IncentiveOperation.Freeze freeze -> Freezing.freeze(state, call, freeze);
      case IncentiveOperation.Thaw thaw -> Freezing.thaw(state, call, thaw);
      case IncentiveOperation.ChangeRules change -> RuleChanges.change(state, call, change);
    };
  }

  static Result resultOf(ChainState state, Call call, StorageOperation operation) {
    return switch (operation) {
      case StorageOperation.Entrust entrust -> Audits.entrust(state, call, entrust);
      case StorageOperation.Hold hold -> Audits.hold(state, call, hold);
      case StorageOperation.Prove prove -> Audits.prove(state, call, prove);
      case StorageOperation.ClaimMissed claim -> Audits.claimMissed(state, call, claim);
      case StorageOperation.Release release -> Audits.release(state, call, release);
    };
  }
}
