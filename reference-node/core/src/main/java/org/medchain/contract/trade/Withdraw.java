package org.medchain.contract.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * A provider closes its offer, or a demander leaves an agreement that waits; locked points go back
 * (CON-13).
 *
 * @param provider whose offer it is
 * @param dataType of the offer
 */
public record Withdraw(PublicKey provider, String dataType) implements Operation {
  /** CON-13. */
  public static final OperationType<Withdraw> TYPE =
      OperationType.ordered(
          9,
          "withdraw",
          Withdraw.class,
          Withdraw::decode,
          Senders.anybodyByClientsOf(Role.Duty.DEMAND, Role.PATIENT),
          "CON-13",
          WorkBound.<Order<Withdraw>>of(2, 2, 26_002)
              .plusEach("agreement that waits", 7, 4, 20_761, TradeWork::waiting),
          Withdraw::execute);

  /** Checks the type. */
  public Withdraw {
    Trade.checkType(dataType);
  }

  static Withdraw decode(Decoder in) {
    return new Withdraw(PublicKey.decode(in), in.text());
  }

  @Override
  public OperationType<Withdraw> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(provider).text(dataType);
  }

  static Result execute(Call call, WorldState state, Withdraw operation) {
    Position at = new Position(operation.provider(), operation.dataType());
    Optional<OpenOffer> found = Trade.offer(state, at);
    if (found.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    List<Event> events = new ArrayList<>();
    OfferBook book = new OfferBook(at, events);
    if (call.sender().equals(operation.provider())) {
      events.add(new TradeEvents.OfferClosed(at.provider(), at.type()));
      return Result.done(book.close(state, found.get()), events);
    }
    return found
        .get()
        .waitingOf(call.sender())
        .map(agreement -> Result.done(book.leave(state, found.get(), agreement), events))
        .orElse(Result.refused(Outcome.NOTHING_TO_WITHDRAW));
  }
}
