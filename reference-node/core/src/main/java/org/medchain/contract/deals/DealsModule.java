package org.medchain.contract.deals;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.ExitEvents;

/** Data are asked for, and deals drawn and signed. */
public final class DealsModule extends ContractModule {
  /** The module. */
  public DealsModule() {
    super(
        "deals",
        List.of(RequestData.TYPE, EndRequest.TYPE, DraftDeal.TYPE, SignDeal.TYPE, EndDeal.TYPE),
        List.of(
            DealEvents.DataRequested.class,
            DealEvents.RequestClosed.class,
            DealEvents.DealDrafted.class,
            DealEvents.DealSigned.class,
            DealEvents.DealEnded.class),
        List.of(Deals.REQUESTS, Deals.DEALS, Deals.BOOKS));
  }

  /** Who leaves has nothing open any more (GAME-7). */
  @Override
  public WorldState react(WorldState state, Call call, Event event, List<Event> events) {
    return event instanceof ExitEvents.Left left
        ? Deals.closeAll(state, left.participant(), events)
        : state;
  }

  @Override
  public List<ReactionBound> reactionBounds() {
    return DealWork.REACTIONS;
  }
}
