package org.medchain.contract;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** Executes one transaction on a state: a pure function. */
final class TransactionExecution {
  private TransactionExecution() {}

  /**
   * The state afterwards and what the sender is told.
   *
   * @param state with the effect, or with nothing but the request consumed
   * @param receipt with the outcome's code and the encoded events
   */
  record Step(ChainState state, Receipt receipt) {}

  static Step execute(
      ChainState before, Transaction transaction, SenderKeys sender, long height, int index) {
    var role = before.role(sender);
    if (role.isEmpty()) {
      // Nothing is kept about strangers: otherwise they could fill the state (decision 0024).
      return refusal(before, transaction, Outcome.UNKNOWN_SENDER);
    }
    if (before.hasLeft(sender)) {
      // GAME-7: as if it had never been there.
      return refusal(before, transaction, Outcome.LEFT);
    }
    if (before.isRevoked(sender)) {
      // CON-23: nothing is kept of it either, or whoever has the key could fill the state.
      return refusal(before, transaction, Outcome.REVOKED);
    }
    long sequence = transaction.request().sequence();
    RequestWindow window = before.requests(sender);
    if (window.contains(sequence)) {
      return refusal(before, transaction, Outcome.DUPLICATE);
    }
    ChainState consumed = before.withRequests(sender, window.with(sequence));
    Operation operation;
    try {
      operation = Operation.of(transaction);
    } catch (MalformedInput e) {
      return refusal(consumed, transaction, Outcome.MALFORMED);
    }
    Call call = new Call(transaction.request(), role.get(), height, index);
    return switch (resultOf(consumed, call, operation)) {
      case Result.Refused refused -> refusal(consumed, transaction, refused.reason());
      case Result.Done done -> new Step(done.state(), success(transaction, done));
    };
  }

  /**
   * What the transaction would be told if it were executed next, where that would change nothing
   * but that its number is consumed (CON-20; decision 0092).
   */
  static Receipt read(ChainState last, Transaction transaction, long height) {
    ChainState state = RuleChanges.inForce(last, height + 1);
    var role = state.role(transaction.request().sender());
    if (role.isEmpty()) {
      return refused(transaction, Outcome.UNKNOWN_SENDER);
    }
    if (state.incentives().hasLeft(transaction.request().sender())) {
      return refused(transaction, Outcome.LEFT);
    }
    if (state.isRevoked(transaction.request().sender())) {
      return refused(transaction, Outcome.REVOKED);
    }
    Operation operation;
    try {
      operation = Operation.of(transaction);
    } catch (MalformedInput e) {
      return refused(transaction, Outcome.MALFORMED);
    }
    if (!operation.kind().mayBeRead()) {
      return refused(transaction, Outcome.NOT_READ_ONLY);
    }
    Call call = new Call(transaction.request(), role.get(), height + 1, 0);
    return switch (resultOf(state, call, operation)) {
      case Result.Refused refused -> refused(transaction, refused.reason());
      // What moves a point is not given for nothing.
      case Result.Done done ->
          done.state().tree().equals(state.tree())
              ? success(transaction, done)
              : refused(transaction, Outcome.NOT_READ_ONLY);
    };
  }

  private static Receipt success(Transaction transaction, Result.Done done) {
    Bytes output = new Encoder().list(done.events()).toBytes();
    return new Receipt(transaction.request(), Outcome.OK.code(), output);
  }

  private static Receipt refused(Transaction transaction, Outcome reason) {
    return new Receipt(transaction.request(), reason.code(), Bytes.EMPTY);
  }

  private static Step refusal(ChainState state, Transaction transaction, Outcome reason) {
    return new Step(state, refused(transaction, reason));
  }

  private static Result resultOf(ChainState state, Call call, Operation operation) {
    return switch (operation) {
      case Operation.Register register -> Registration.register(state, call, register);
      case Operation.Upload upload -> Records.upload(state, call, upload);
      case Operation.Query query -> Records.query(state, call, query);
      case Operation.Judge judge -> Records.judge(state, call, judge);
      case Operation.Grant grant -> Access.grant(state, call, grant);
      case Operation.Revoke revoke -> Access.revoke(state, call, revoke);
      case Operation.Offer offer -> Trade.offer(state, call, offer);
      case Operation.Demand demand -> Trade.demand(state, call, demand);
      case Operation.Withdraw withdraw -> Trade.withdraw(state, call, withdraw);
      case Operation.ChangeMembers change -> Members.change(state, call, change);
      case Operation.Balance balance -> Registration.balance(state, call);
      case Operation.Opaque opaque -> new Result.Done(state, List.of());
      case Operation.Quote quote -> Records.quote(state, call, quote);
      case RevokeCertificates revoke -> Revocations.revoke(state, call, revoke);
      case IncentiveOperation incentive -> IncentiveExecution.resultOf(state, call, incentive);
      case StorageOperation storage -> IncentiveExecution.resultOf(state, call, storage);
    };
  }
}
