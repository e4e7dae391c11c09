package org.medchain.contract.datasharing;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Lists;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;

/**
 * Offers, and agreements that trigger themselves (paper §3.2.5, §4 (3); decision 0027).
 *
 * <p>An agreement's condition is that the offer holds as many records as were demanded to which the
 * demander has no permanent access yet. Execution itself checks it, without confirmation, when the
 * agreement is concluded, and when a record comes under the offer or is shared with the provider.
 */
public final class Trade {
  static final Table<Position, OpenOffer> OFFERS =
      new Table<>(0x26, "open offers", Codec.of(Position.class), Codec.of(OpenOffer.class));

  static final Table<PublicKey, List<Position>> POSITIONS =
      new Table<>(0x28, "open positions", PublicKey.CODEC, Codec.of(Position.class).list());

  /** The most that looking through an offer costs, whose agreements all trigger (CON-28). */
  public static final StateWork REVIEW = TradeWork.REVIEW;

  /** The most that a party's new position costs. */
  public static final StateWork POSITION = new StateWork(1, 1, TradeWork.POSITIONS_SIZE);

  private Trade() {}

  /** The entry of a provider's open offer of a type; absence means that there is none. */
  public static StateEntry<OpenOffer> offerEntry(PublicKey provider, String type) {
    return OFFERS.entry(new Position(provider, type));
  }

  /**
   * Whether the participant sells and buys (CON-11, CON-12, CON-38, CON-39): it is registered, has
   * not left, and some key signs for it. A buyer without one could not read what its points buy. A
   * frozen one does: its account receives, and locked points were paid before (GAME-8).
   */
  public static boolean mayTrade(WorldState state, PublicKey participant) {
    return Registration.activeRole(state, participant).isPresent();
  }

  /** Refuses an agreement of this demander on an offer, its price aside. */
  public static void check(WorldState state, Position at, OpenOffer offer, PublicKey demander) {
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(
        !mayTrade(state, at.provider()) || !mayTrade(state, demander));
    Outcome.AGREEMENT_EXISTS.refuseIf(offer.waitingOf(demander).isPresent());
    Outcome.LIMIT_REACHED.refuseIf(
        offer.waiting().size() >= OpenOffer.MAX_WAITING
            || positions(state, demander).size() >= Position.MAX_OPEN);
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, demander));
  }

  /**
   * CON-11: an agreement whose whole price is locked under its id comes to the offer, and triggers
   * if its condition is met (CON-12). The caller saw that there is no {@link #check}.
   */
  public static WorldState conclude(
      Call call,
      WorldState state,
      Position at,
      OpenOffer offer,
      Agreement agreement,
      List<Event> events) {
    events.add(
        new TradeEvents.AgreementConcluded(
            agreement.id(),
            at.provider(),
            agreement.demander(),
            agreement.count(),
            offer.price() * agreement.count()));
    WorldState concluded = withPosition(state, agreement.demander(), at);
    return new OfferBook(at, events).review(concluded, offer.plus(agreement), timeMs(call));
  }

  /** The open offers that the participant is a party to. */
  static List<Position> positions(WorldState state, PublicKey participant) {
    return POSITIONS.get(state, participant).orElse(List.of());
  }

  /** How many offers the participant is a party to. */
  public static long openPositions(WorldState state, PublicKey participant) {
    return positions(state, participant).size();
  }

  /** How many agreements {@link #closeAll} would dissolve. */
  public static long dissolvedByExit(WorldState state, PublicKey leaving) {
    return positions(state, leaving).stream()
        .mapToLong(
            at ->
                at.provider().equals(leaving)
                    ? OFFERS.get(state, at).map(open -> open.waiting().size()).orElse(0)
                    : 1)
        .sum();
  }

  static WorldState withPosition(WorldState state, PublicKey participant, Position position) {
    return POSITIONS.put(state, participant, Lists.plus(positions(state, participant), position));
  }

  static WorldState withoutPosition(WorldState state, PublicKey participant, Position position) {
    List<Position> fewer = Lists.minus(positions(state, participant), position);
    return fewer.isEmpty()
        ? POSITIONS.remove(state, participant)
        : POSITIONS.put(state, participant, fewer);
  }

  /** The block's time; without one, the end of all times, at which no directive counts. */
  static long timeMs(Call call) {
    return call.blockTimeMs().orElse(Long.MAX_VALUE);
  }

  /** A record came to a provider: if there is an open offer of its type, the record is under it. */
  static WorldState add(Call call, WorldState state, Position at, Hash record, List<Event> events) {
    Optional<OpenOffer> found = OFFERS.get(state, at);
    if (found.isEmpty()) {
      return state;
    }
    OfferBook book = new OfferBook(at, events);
    long timeMs = timeMs(call);
    if (found.get().records().contains(record)) {
      // It was shared before, taken back, and is now shared again.
      return book.review(state, found.get(), timeMs);
    }
    OpenOffer offer = found.get().isFull() ? book.pruned(state, found.get(), timeMs) : found.get();
    // If nothing can be taken out of it, no agreement could be met.
    return offer.isFull() ? state : book.review(state, offer.plus(record), timeMs);
  }

  /** CON-13, as if it had been ordered: everything closes that the participant has open. */
  public static WorldState closeAll(WorldState before, PublicKey leaving, List<Event> events) {
    WorldState state = before;
    for (Position position : positions(before, leaving)) {
      OpenOffer offer = OFFERS.get(state, position).orElseThrow();
      OfferBook book = new OfferBook(position, events);
      if (position.provider().equals(leaving)) {
        events.add(new TradeEvents.OfferClosed(position.provider(), position.type()));
        state = book.close(state, offer);
      } else {
        state = book.leave(state, offer, offer.waitingOf(leaving).orElseThrow());
      }
    }
    return state;
  }

  /** Checks a DataType. */
  public static void checkType(String type) {
    int size = Bytes.utf8(type).size();
    Argument.refuseOutside(
        1, MedicalRecord.MAX_TYPE_SIZE, size, "a type has %s to %s bytes, not %s");
  }

  /** Checks a price in points. */
  public static void checkPrice(long price) {
    Argument.refuseOutside(1, PointRules.MAX_POINTS, price, "a price is %s to %s points, not %s");
  }

  /** The entry of the offers that a participant is a party to; absence means none. */
  public static StateEntry<List<Position>> positionsEntry(PublicKey participant) {
    return POSITIONS.entry(participant);
  }
}
